package org.pathline.erase;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.Topic.Cleanup;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CommittedRecords;
import org.pathline.topics.ErasureTopic;
import org.pathline.topics.OffsetReader;

/**
 * Takes erased ids out of what is kept: rewrites topics that keep everything, and has brokers go
 * over those that are compacted.
 */
final class Removal implements AutoCloseable {
  private static final long TICK_MILLIS = 1_000;
  private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Kafka looks every five minutes for segments to delete, and the embedded broker every 10 s. */
  private static final long FILES_GONE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** One pass takes the values, the next their tombstones; one more may have come too early. */
  private static final int PASSES_ENOUGH = 4;

  private final Places places;
  private final Connection connection;
  private final Consumer<String> steps;
  private final Set<String> ids;
  private final ErasedIds erased;
  private final Admin admin;
  private final Segments segments;
  private final Passes passes;
  private final Set<TopicPartition> inSegments = new HashSet<>();
  private final Set<TopicPartition> readable = new HashSet<>();
  private final Map<TopicPartition, Long> rewritten = new HashMap<>();

  /**
   * Removal of some ids, all of which are erased.
   *
   * @param steps told after each step that changes something, in words without an id
   */
  Removal(Places places, Set<String> ids, Consumer<String> steps) {
    this.places = places;
    this.connection = places.connection();
    this.steps = steps;
    this.ids = ids;
    this.erased = ErasureTopic.read(connection);
    this.admin = TopicContract.admin(connection);
    this.segments = new Segments(admin);
    this.passes = new Passes(connection, admin, segments);
  }

  /** Rewrites the topics that keep everything, and asks brokers to go over the others. */
  void once() throws InterruptedException, ExecutionException {
    Set<TopicPartition> all = calmed();
    Set<TopicPartition> held = heldAmong(all);
    finishRounds(all, held);
    rewrite(held);
    passes.ask(held);
  }

  /**
   * Removes, and goes on until nothing is left or the time is over, or until it is plain that it
   * will not end.
   *
   * @param runs whether any process runs the topology with an application id
   * @return what is left
   */
  Places.Found now(Duration time, Predicate<String> runs)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    Set<TopicPartition> all = calmed();
    Set<TopicPartition> held = heldAmong(all);
    steps.accept(held.size() + " partitions hold it");
    finishRounds(all, held);
    renewTombstones(held);
    long said = began;
    boolean purged = false;
    while (true) {
      rewrite(held);
      Places.Found left = held.isEmpty() ? withoutStores() : null;
      if (left != null) {
        held = partitionsOf(left.all(), all);
        if (held.isEmpty()) {
          return left;
        }
        rewrite(held);
      }
      // What was just purged is looked at once more before anybody is sent to start something.
      boolean stuck =
          purged
              && held.stream().allMatch(this::isStuck)
              && held.stream().map(Removal::application).distinct().noneMatch(runs);
      if (stuck || System.nanoTime() - began > time.toNanos()) {
        say(held, stuck);
        return places.search(ids, looked -> {});
      }
      passes.ask(held.stream().filter(each -> !isOnlyToBeDeleted(each)).toList());
      Thread.sleep(TICK_MILLIS);
      Set<TopicPartition> due = passes.over();
      int over = due.size();
      held.stream().filter(Removal::isNotCompacted).forEach(due::add);
      due.retainAll(held);
      Set<TopicPartition> still = heldAmong(due);
      purged = true;
      renewTombstones(still.stream().filter(this::isStuck).collect(Collectors.toSet()));
      due.removeAll(still);
      due.forEach(passes::forget);
      held.removeAll(due);
      if (over > 0 || System.nanoTime() - said > SAY_NANOS) {
        said = System.nanoTime();
        long waiting = held.stream().filter(this::isYetToBeProcessed).count();
        steps.accept(
            TimeUnit.NANOSECONDS.toSeconds(said - began)
                + " s: "
                + held.size()
                + " partitions still hold it; Kafka went over "
                + over
                + (waiting == 0 ? "" : "; the topologies have yet to process " + waiting));
      }
    }
  }

  /** Ends the quick settings of a process that was killed, which lie there until somebody does. */
  private Set<TopicPartition> calmed() throws InterruptedException, ExecutionException {
    Set<TopicPartition> all = places.partitions();
    segments.calm(all.stream().map(TopicPartition::topic).distinct().toList());
    return all;
  }

  private void renewTombstones(Set<TopicPartition> held)
      throws InterruptedException, ExecutionException {
    Set<TopicPartition> compacted = new HashSet<>(held);
    compacted.removeIf(Removal::isNotCompacted);
    segments.quicken(compacted.stream().map(TopicPartition::topic).distinct().toList());
    int renewed = new Tombstones(connection, new IdForms(ids)).renew(compacted);
    if (renewed > 0) {
      steps.accept("wrote " + renewed + " tombstones anew");
    }
  }

  /** Removes local stores that nobody uses, and looks everywhere. */
  private Places.Found withoutStores() throws InterruptedException, ExecutionException {
    if (places.home() != null) {
      boolean inUse = LocalStores.removeUnused(places.home().streams());
      steps.accept(
          inUse ? "left local stores that are in use" : "removed local stores in the home");
    }
    return places.search(ids, looked -> {});
  }

  private Set<TopicPartition> heldAmong(Set<TopicPartition> among) {
    Set<TopicPartition> held = heldInTopics(among);
    readable.removeAll(among);
    readable.addAll(held);
    inSegments.removeAll(among);
    for (Trace trace : places.inSegments(among, ids)) {
      Places.partitionOf(trace).ifPresent(held::add);
      // Others are to go in a minute, by their name.
      if (!trace.where().endsWith(".deleted")) {
        Places.partitionOf(trace).ifPresent(inSegments::add);
      }
    }
    return held;
  }

  private Set<TopicPartition> heldInTopics(Set<TopicPartition> among) {
    return partitionsOf(places.inTopics(among, ids, looked -> {}), among);
  }

  private static Set<TopicPartition> partitionsOf(List<Trace> traces, Set<TopicPartition> among) {
    Set<TopicPartition> held = new HashSet<>();
    for (Trace trace : traces) {
      Places.partitionOf(trace).filter(among::contains).ifPresent(held::add);
    }
    return held;
  }

  /** Rewrites what keeps everything, and deletes what has been processed of what is on its way. */
  private void rewrite(Collection<TopicPartition> held)
      throws InterruptedException, ExecutionException {
    purge(held.stream().filter(Removal::isOnItsWay).collect(Collectors.toSet()));
    List<TopicPartition> kept = inOrder(held.stream().filter(Removal::isRewritten).toList());
    if (kept.isEmpty()) {
      return;
    }
    Set<TopicPartition> inTopics = heldInTopics(Set.copyOf(kept));
    kept = kept.stream().filter(each -> inTopics.contains(each) || isLate(each)).toList();
    if (kept.isEmpty()) {
      return;
    }
    segments.quicken(kept.stream().map(TopicPartition::topic).distinct().toList());
    for (TopicPartition partition : kept) {
      // First, so that what is copied begins a segment of its own.
      Marker.write(connection, partition);
      long left = rewrite(partition, !inTopics.contains(partition));
      rewritten.put(partition, System.nanoTime());
      steps.accept("rewrote " + partition + " without " + left + " records");
    }
  }

  /**
   * Whether the files of a partition should be gone, and are not: others lie in the same segment,
   * since that did not end when it should have.
   */
  private boolean isLate(TopicPartition partition) {
    return inSegments.contains(partition)
        && System.nanoTime() - rewritten.computeIfAbsent(partition, none -> System.nanoTime())
            > FILES_GONE_NANOS;
  }

  /** Whether nothing but a broker's next look is missing. */
  private boolean isOnlyToBeDeleted(TopicPartition partition) {
    return isRewritten(partition) && rewritten.containsKey(partition);
  }

  /** Ends what a process that was killed had begun, and in which the student is no more. */
  private void finishRounds(Set<TopicPartition> all, Set<TopicPartition> held)
      throws InterruptedException, ExecutionException {
    Set<TopicPartition> kept = new HashSet<>(all);
    kept.removeIf(each -> !isRewritten(each) || held.contains(each));
    try (OffsetReader reader = places.offsets()) {
      Map<TopicPartition, Long> beginnings = reader.beginnings(kept);
      // Of others nothing was ever deleted.
      kept.removeIf(each -> beginnings.getOrDefault(each, 0L) == 0);
    }
    for (TopicPartition each : inOrder(kept)) {
      rewrite(each, false);
    }
  }

  private long rewrite(TopicPartition partition, boolean always)
      throws InterruptedException, ExecutionException {
    Topic topic = Places.contractTopic(partition.topic()).orElseThrow();
    try (Survivors survivors = new Survivors(connection, topic, erased, new IdForms(ids))) {
      return new Rewrite(connection, admin, steps).rewrite(partition, survivors, always);
    }
  }

  /**
   * Deletes what the topologies have processed of their internal topics, as they do themselves when
   * they next commit.
   *
   * <p>A topology commits behind records alone. What was aborted at the end of a topic, when a
   * process was killed or its transaction took too long, is read by nobody and never behind such a
   * commit; so everything is deleted where nothing that was committed is left to process.
   */
  private void purge(Set<TopicPartition> onTheirWay)
      throws InterruptedException, ExecutionException {
    if (onTheirWay.isEmpty()) {
      return;
    }
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    try (OffsetReader reader = places.offsets()) {
      Map<TopicPartition, Long> beginnings = reader.beginnings(onTheirWay);
      Map<TopicPartition, Long> ends = reader.committedEnds(onTheirWay);
      for (TopicPartition each : onTheirWay) {
        long beginning = beginnings.getOrDefault(each, 0L);
        long end = ends.getOrDefault(each, beginning);
        long processed =
            Math.max(beginning, reader.committed(application(each)).getOrDefault(each, beginning));
        boolean nothingIsLeft =
            processed < end
                && CommittedRecords.noneBetween(
                    connection, Map.of(each, processed), Map.of(each, end));
        deleted.put(each, RecordsToDelete.beforeOffset(nothingIsLeft ? end : processed));
      }
    }
    admin.deleteRecords(deleted).all().get();
  }

  /** The topology that has to take out what a partition holds. */
  private static String application(TopicPartition partition) {
    return Places.applicationOf(partition.topic()).orElse(TopologyName.pathways.applicationId());
  }

  private static boolean isRewritten(TopicPartition partition) {
    return Places.contractTopic(partition.topic())
        .filter(topic -> topic.cleanup() == Cleanup.DELETE)
        .isPresent();
  }

  private static boolean isOnItsWay(TopicPartition partition) {
    return Places.isInternal(partition.topic()) && partition.topic().endsWith("-repartition");
  }

  private static boolean isNotCompacted(TopicPartition partition) {
    return isRewritten(partition) || isOnItsWay(partition);
  }

  /** Whether it can still be read on its way; else it is only in files that a broker deletes. */
  private boolean isYetToBeProcessed(TopicPartition partition) {
    return isOnItsWay(partition) && readable.contains(partition);
  }

  private boolean isStuck(TopicPartition partition) {
    return isOnItsWay(partition)
        ? isYetToBeProcessed(partition)
        : !isRewritten(partition) && passes.count(partition) >= PASSES_ENOUGH;
  }

  private void say(Set<TopicPartition> held, boolean stuck)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> stable;
    try (OffsetReader reader = places.offsets()) {
      stable = reader.committedEnds(passes.awaited());
    }
    for (TopicPartition each : inOrder(held)) {
      String why;
      if (isStuck(each)) {
        why = "the topologies have to take it out first";
      } else if (isNotCompacted(each)) {
        why = "it is out of the topic, and Kafka has yet to delete the files";
      } else if (passes.isBehind(each, stable)) {
        why = "an open transaction keeps Kafka from compacting it; it ends within minutes";
      } else {
        why = "Kafka has not compacted it; see log-cleaner in the broker's log if that stays so";
      }
      steps.accept("left " + each + ": " + why);
    }
    if (stuck) {
      steps.accept(
          "start `pathline run`, wait until it has caught up, and give this command again");
    }
  }

  /** Links last: until then a process that begins again finds all ids of the student. */
  private static List<TopicPartition> inOrder(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .sorted(
            Comparator.comparing(
                    (TopicPartition each) -> each.topic().equals(TopicCatalogue.IDENTITIES.name()))
                .thenComparing(TopicPartition::toString))
        .toList();
  }

  @Override
  public void close() throws InterruptedException, ExecutionException {
    try {
      segments.close();
    } finally {
      admin.close();
    }
  }
}
