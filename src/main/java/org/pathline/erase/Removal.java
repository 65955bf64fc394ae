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
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
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
  private final Holders holders;
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
    this.holders = new Holders(places, ids);
    this.admin = TopicContract.admin(connection);
    this.segments = new Segments(admin);
    this.passes = new Passes(connection, admin, segments);
  }

  /** Rewrites the topics that keep everything, and asks brokers to go over the others. */
  void once() throws InterruptedException, ExecutionException {
    Set<TopicPartition> all = calmed();
    Set<TopicPartition> held = holders.among(all);
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
    Set<TopicPartition> held = holders.among(all);
    steps.accept(held.size() + " partitions hold it");
    finishRounds(all, held);
    renewTombstones(held);
    long said = began;
    boolean purged = false;
    while (true) {
      rewrite(held);
      Places.Found left = held.isEmpty() ? withoutStores() : null;
      if (left != null) {
        held = Holders.of(left.all(), all);
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
      held.stream().filter(each -> Kept.in(each) != Kept.COMPACTED).forEach(due::add);
      due.retainAll(held);
      Set<TopicPartition> still = holders.among(due);
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
    Set<TopicPartition> compacted = Set.copyOf(of(Kept.COMPACTED, held));
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

  /** Rewrites what keeps everything, and deletes what has been processed of what is on its way. */
  private void rewrite(Collection<TopicPartition> held)
      throws InterruptedException, ExecutionException {
    Purge.of(places, admin, Set.copyOf(of(Kept.ON_ITS_WAY, held)));
    List<TopicPartition> kept = inOrder(of(Kept.WHOLE, held));
    if (kept.isEmpty()) {
      return;
    }
    Set<TopicPartition> inTopics = holders.inTopics(Set.copyOf(kept));
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
    return holders.isInSegments(partition)
        && System.nanoTime() - rewritten.computeIfAbsent(partition, none -> System.nanoTime())
            > FILES_GONE_NANOS;
  }

  /** Whether nothing but a broker's next look is missing. */
  private boolean isOnlyToBeDeleted(TopicPartition partition) {
    return Kept.in(partition) == Kept.WHOLE && rewritten.containsKey(partition);
  }

  /** Ends what a process that was killed had begun, and in which the student is no more. */
  private void finishRounds(Set<TopicPartition> all, Set<TopicPartition> held)
      throws InterruptedException, ExecutionException {
    Set<TopicPartition> kept = new HashSet<>(all);
    kept.removeIf(each -> Kept.in(each) != Kept.WHOLE || held.contains(each));
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

  /** The topology that has to take out what a partition holds. */
  private static String application(TopicPartition partition) {
    return Places.applicationOf(partition.topic()).orElse(TopologyName.pathways.applicationId());
  }

  /** Whether it can still be read on its way; else it is only in files that a broker deletes. */
  private boolean isYetToBeProcessed(TopicPartition partition) {
    return Kept.in(partition) == Kept.ON_ITS_WAY && holders.isReadable(partition);
  }

  private boolean isStuck(TopicPartition partition) {
    return switch (Kept.in(partition)) {
      case WHOLE -> false;
      case ON_ITS_WAY -> isYetToBeProcessed(partition);
      case COMPACTED -> passes.count(partition) >= PASSES_ENOUGH;
    };
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
      } else if (Kept.in(each) != Kept.COMPACTED) {
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

  private static List<TopicPartition> of(Kept kept, Collection<TopicPartition> partitions) {
    return partitions.stream().filter(each -> Kept.in(each) == kept).toList();
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
