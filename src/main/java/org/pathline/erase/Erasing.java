package org.pathline.erase;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.events.Erasure;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.Topic.Cleanup;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CompactedTable;
import org.pathline.topics.ErasureTopic;
import org.pathline.topics.TopicReader;

/**
 * Erases students: says so in the topic of erasures, from where the topologies take them out of
 * every result; and takes them out of what is kept.
 *
 * <p>Each part may be done again, and is, where an earlier process was killed.
 */
public final class Erasing {
  private static final Duration UNTIL_PROCESSED = Duration.ofMinutes(2);
  private static final long TICK_MILLIS = 1_000;

  private final Places places;
  private final Connection connection;
  private final Consumer<String> steps;

  /**
   * Erasing in some places.
   *
   * @param steps told after each step that changes something, in words without an id
   */
  public Erasing(Places places, Consumer<String> steps) {
    this.places = places;
    this.connection = places.connection();
    this.steps = steps;
  }

  /** The ids of the students whom some ids name, by the links that stand now. */
  public SortedSet<String> allIds(Collection<String> ids) {
    SortedSet<String> all = new TreeSet<>();
    ids.forEach(id -> all.addAll(StudentIds.of(connection, id)));
    return all;
  }

  /** Says that ids are erased. */
  public void mark(Set<String> ids) {
    ErasedIds before = ErasureTopic.read(connection);
    for (String id : ids) {
      if (!before.has(id)) {
        Erasure erasure =
            Erasure.newBuilder().setErasedAt(Instant.now()).setErasedBy(AuditLog.who()).build();
        AuditLog.append(connection, TopicCatalogue.ERASURES, ErasedIds.digest(id), erasure);
        steps.accept("marked an id as erased");
      }
    }
  }

  /** Says that ids are no longer erased, once nothing that was sent until now is left of them. */
  public void lift(Set<String> ids) throws InterruptedException, ExecutionException {
    try (Admin admin = TopicContract.admin(connection);
        Segments segments = new Segments(admin)) {
      rewriteWhereFound(admin, segments, places.partitions(), ids);
    }
    for (String id : ids) {
      AuditLog.append(connection, TopicCatalogue.ERASURES, ErasedIds.digest(id), null);
      steps.accept("lifted the erasure of an id");
    }
  }

  /**
   * Waits until the topologies have taken ids out of the pathways, where any process runs them.
   *
   * @return whether there is nothing left of them in the pathways
   */
  public boolean awaitProcessed(Set<String> ids) throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    while (hasPathway(ids)) {
      if (!isRun(TopologyName.pathways) || System.nanoTime() - began > UNTIL_PROCESSED.toNanos()) {
        return false;
      }
      Thread.sleep(TICK_MILLIS);
    }
    return true;
  }

  private boolean hasPathway(Set<String> ids) {
    try (TopicReader reader = new TopicReader(connection)) {
      Set<String> standing =
          new CompactedTable(reader, TopicCatalogue.PATHWAYS.name()).values().keySet();
      return ids.stream().anyMatch(standing::contains);
    }
  }

  private boolean isRun(TopologyName topology) throws InterruptedException, ExecutionException {
    try (Admin admin = TopicContract.admin(connection)) {
      return admin
          .describeConsumerGroups(List.of(topology.applicationId()))
          .all()
          .get()
          .values()
          .stream()
          .anyMatch(group -> !group.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  /** Takes erased students out of the topics that keep everything, once. */
  public void remove(Set<String> ids) throws InterruptedException, ExecutionException {
    try (Admin admin = TopicContract.admin(connection);
        Segments segments = new Segments(admin)) {
      // Those of a process that was killed go on for as long as this takes.
      Set<TopicPartition> all = places.partitions();
      segments.calm(all.stream().map(TopicPartition::topic).distinct().toList());
      rewriteWhereFound(admin, segments, all, ids);
    }
  }

  /**
   * Takes erased students out of all topics, and waits until brokers have compacted and removed
   * what held them.
   *
   * @return what is left when the time is over
   */
  public Places.Found removeNow(Set<String> ids, Duration time)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    Set<TopicPartition> suspects = places.partitions();
    try (Admin admin = TopicContract.admin(connection);
        Segments segments = new Segments(admin)) {
      segments.calm(suspects.stream().map(TopicPartition::topic).distinct().toList());
      while (true) {
        suspects = rewriteWhereFound(admin, segments, suspects, ids);
        if (suspects.isEmpty() && places.home() != null) {
          boolean inUse = LocalStores.removeUnused(places.home().streams());
          steps.accept(
              inUse ? "left local stores that are in use" : "removed local stores in the home");
        }
        if (suspects.isEmpty() || System.nanoTime() - began > time.toNanos()) {
          break;
        }
        Thread.sleep(2 * TICK_MILLIS);
      }
    }
    return places.search(ids, looked -> {});
  }

  /** Rewrites or nudges the partitions in which ids are found; returns them. */
  private Set<TopicPartition> rewriteWhereFound(
      Admin admin, Segments segments, Set<TopicPartition> among, Set<String> ids)
      throws InterruptedException, ExecutionException {
    Set<TopicPartition> found = new HashSet<>();
    for (Trace trace : places.inTopics(among, ids, looked -> {})) {
      among.stream().filter(each -> trace.where().equals("topic " + each)).forEach(found::add);
    }
    for (Trace trace : places.inFiles(ids)) {
      Places.partitionOf(trace).filter(among::contains).ifPresent(found::add);
    }
    if (!found.isEmpty()) {
      segments.quicken(found.stream().map(TopicPartition::topic).distinct().toList());
      steps.accept("quickened " + found.size() + " partitions");
    }
    ErasedIds erased = ErasureTopic.read(connection);
    IdForms forms = new IdForms(ids);
    Rewrite rewrite = new Rewrite(connection, admin, steps);
    for (TopicPartition partition : inOrder(found)) {
      // First, so that what is copied begins a segment of its own.
      Marker.write(connection, partition);
      Optional<Topic> topic = Places.contractTopic(partition.topic());
      if (topic.isPresent() && topic.get().cleanup() == Cleanup.DELETE) {
        try (Survivors survivors = new Survivors(connection, topic.get(), erased, forms)) {
          long left = rewrite.rewrite(topic.get(), partition, survivors);
          steps.accept("rewrote " + partition + " without " + left + " records");
        }
        Marker.write(connection, partition);
      }
    }
    return found;
  }

  /** Links last: until then a process that begins again finds all ids of the student. */
  private static List<TopicPartition> inOrder(Set<TopicPartition> partitions) {
    return partitions.stream()
        .sorted(
            java.util.Comparator.comparing(
                    (TopicPartition each) -> each.topic().equals(TopicCatalogue.IDENTITIES.name()))
                .thenComparing(TopicPartition::toString))
        .toList();
  }
}
