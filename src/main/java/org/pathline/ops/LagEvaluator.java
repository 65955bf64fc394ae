package org.pathline.ops;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Looks at the lag of some topologies again and again, and judges it over the last minutes.
 *
 * <p>Works from anywhere that reaches the brokers, for groups of the classic protocol and of the
 * one for streams, and disturbs nobody. Not thread-safe.
 */
public final class LagEvaluator implements AutoCloseable {
  /** How long looks are remembered. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private final List<TopologyInputs> shapes;
  private final BrokerClock clock = new BrokerClock(System::currentTimeMillis);
  private final GroupOffsets offsets;
  private final FirstUnprocessed firstUnprocessed;
  private final Predicate<String> restoring;
  private final Map<ReadPartition, Deque<LagObservation>> windows = new HashMap<>();

  /** Watch over topologies of which nothing is known but what Kafka tells. */
  public LagEvaluator(Connection connection, List<TopologyInputs> shapes) {
    this(connection, shapes, topology -> false);
  }

  /** Watch that can ask whether a topology is restoring its state. */
  public LagEvaluator(
      Connection connection, List<TopologyInputs> shapes, Predicate<String> restoring) {
    this.shapes = List.copyOf(shapes);
    this.restoring = restoring;
    this.offsets = new GroupOffsets(connection, this.shapes);
    this.firstUnprocessed = new FirstUnprocessed(connection, clock);
  }

  /**
   * Looks once.
   *
   * @throws ClusterException when Kafka does not answer
   */
  public LagReport look() {
    long began = System.nanoTime();
    List<LagRow> rows = new ArrayList<>();
    Set<ReadPartition> present = new HashSet<>();
    for (GroupOffsets.Group group : offsets.ask()) {
      Map<TopicPartition, Long> waiting = waiting(group);
      boolean restores = restoring.test(group.topology());
      for (GroupOffsets.Log log : group.logs()) {
        LagObservation look = look(log, group, restores, waiting.get(log.place().topicPartition()));
        rows.add(Judge.judge(log.place(), remembered(log.place(), look)));
        present.add(log.place());
      }
    }
    windows.keySet().retainAll(present);
    return new LagReport(clock.millis(), (System.nanoTime() - began) / 1e9, rows);
  }

  private Map<TopicPartition, Long> waiting(GroupOffsets.Group group) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (GroupOffsets.Log log : group.logs()) {
      if (log.position() < log.end()) {
        positions.put(log.place().topicPartition(), log.position());
        ends.put(log.place().topicPartition(), log.end());
      }
    }
    return firstUnprocessed.timestamps(group.applicationId(), positions, ends);
  }

  private LagObservation look(
      GroupOffsets.Log log,
      GroupOffsets.Group group,
      boolean restores,
      @Nullable Long waitingSince) {
    return new LagObservation(
        clock.millis(),
        group.members(),
        restores,
        log.committed(),
        log.begin(),
        log.end(),
        waitingSince != null,
        waitingSince == null || waitingSince == FirstUnprocessed.UNKNOWN ? null : waitingSince,
        log.retentionMillis());
  }

  private List<LagObservation> remembered(ReadPartition place, LagObservation look) {
    Deque<LagObservation> window = windows.computeIfAbsent(place, absent -> new ArrayDeque<>());
    window.addLast(look);
    while (look.atMillis() - window.getFirst().atMillis() > WINDOW.toMillis()) {
      window.removeFirst();
    }
    return List.copyOf(window);
  }

  @Override
  public void close() {
    firstUnprocessed.close();
    offsets.close();
  }
}
