package org.pathline.erase;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.OffsetReader;

/**
 * Where an id may lie: every topic of the contract and every topic that topologies keep for
 * themselves; where a home is given, its state directories, logs and the data of its embedded
 * broker; and files that are named.
 *
 * @param home null where only the topics are looked at
 * @param files more files and directories, such as those of rejected rows
 */
public record Places(Connection connection, @Nullable Home home, List<Path> files) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What was found, by the place. */
  public record Found(List<Trace> inTopics, List<Trace> inFiles) {
    /** Whether nothing was found. */
    public boolean isNothing() {
      return inTopics.isEmpty() && inFiles.isEmpty();
    }

    /** All traces. */
    public List<Trace> all() {
      List<Trace> all = new ArrayList<>(inTopics);
      all.addAll(inFiles);
      return all;
    }
  }

  /** Looks everywhere. */
  public Found search(Set<String> ids, LongConsumer progress)
      throws InterruptedException, ExecutionException {
    return new Found(inTopics(partitions(), ids, progress), inFiles(ids));
  }

  /** Partitions of all topics in which students may be. */
  Set<TopicPartition> partitions() throws InterruptedException, ExecutionException {
    try (OffsetReader reader = offsets()) {
      SortedSet<String> names = new TreeSet<>(reader.topics());
      names.removeIf(name -> contractTopic(name).isEmpty() && !isInternal(name));
      return reader.partitions(names);
    }
  }

  OffsetReader offsets() {
    return new OffsetReader(connection, "pathline-erase", PATIENCE);
  }

  /** The topic of the contract with a name. */
  static Optional<Topic> contractTopic(String name) {
    return TopicCatalogue.all().stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** Whether a topic is one that a topology keeps for itself, in this version or an earlier one. */
  static boolean isInternal(String name) {
    return applicationOf(name).isPresent();
  }

  /** The application that keeps a topic for itself; empty for any other topic. */
  static Optional<String> applicationOf(String name) {
    for (TopologyName topology : TopologyName.values()) {
      String base = topology.applicationId().replaceFirst("\\d+$", "");
      Matcher form = Pattern.compile("(" + Pattern.quote(base) + "\\d+)-.*").matcher(name);
      if (form.matches()) {
        return Optional.of(form.group(1));
      }
    }
    return Optional.empty();
  }

  List<Trace> inTopics(Set<TopicPartition> partitions, Set<String> ids, LongConsumer progress) {
    IdForms anywhere = new IdForms(ids);
    IdForms withDigest = new IdForms(ids);
    for (String id : ids) {
      String digest = ErasedIds.digest(id);
      withDigest
          .and("its digest", digest.getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .and("its digest", java.util.HexFormat.of().parseHex(digest));
    }
    return new TopicTraces(connection, progress)
        .in(partitions, topic -> isOfDigests(topic) ? anywhere : withDigest);
  }

  /** The two topics in which the digest of an id is what is meant to be there. */
  private static boolean isOfDigests(String topic) {
    return topic.equals(TopicCatalogue.ERASURES.name())
        || topic.equals(TopicCatalogue.AUDIT.name())
        || topic.contains("-erased-");
  }

  /** Traces in the files of the home, and in those that are named. */
  List<Trace> inFiles(Set<String> ids) {
    FileTraces traces = new FileTraces(new IdForms(ids));
    List<Trace> found = new ArrayList<>();
    if (home != null) {
      found.addAll(traces.in(home.directory()));
    }
    files.stream()
        .filter(
            file -> home == null || !file.toAbsolutePath().normalize().startsWith(home.directory()))
        .forEach(file -> found.addAll(traces.in(file)));
    return found;
  }

  /** Traces in what the embedded broker of the home keeps of some partitions. */
  List<Trace> inSegments(Set<TopicPartition> partitions, Set<String> ids) {
    List<Trace> found = new ArrayList<>();
    if (home != null) {
      FileTraces traces = new FileTraces(new IdForms(ids));
      for (TopicPartition each : partitions) {
        found.addAll(traces.in(home.brokerData().resolve(each.toString())));
      }
    }
    return found;
  }

  /** Partition in which a trace is, or to whose files it belongs; empty for any other file. */
  static Optional<TopicPartition> partitionOf(Trace trace) {
    String name = trace.where();
    if (name.startsWith(Trace.TOPIC)) {
      name = name.substring(Trace.TOPIC.length());
    } else {
      Path parent = Path.of(name).getParent();
      name = parent == null ? "" : parent.getFileName().toString();
    }
    // A partition that is being deleted has a longer name.
    Matcher form = Pattern.compile("(pathline.+)-(\\d+)").matcher(name);
    return form.matches()
        ? Optional.of(new TopicPartition(form.group(1), Integer.parseInt(form.group(2))))
        : Optional.empty();
  }
}
