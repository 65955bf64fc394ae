package org.pathline.streams.arrival;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.pathline.streams.registry.ContractSchemas;

/** What the consumers of one application tell of what arrives. Thread-safe. */
public final class Arrivals {
  /** Shorter waits are no news: each schema that is met the first time makes one. */
  private static final long WORTH_TELLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ContractSchemas schemas;
  private final Rereading rereading = new Rereading();
  private final Map<TopicPartition, WaitingPartitions.Wait> waits = new ConcurrentHashMap<>();
  private final Set<Consumer<?, ?>> consumers = ConcurrentHashMap.newKeySet();
  private final LongAdder joinedFacts = new LongAdder();
  private final LongAdder bursts = new LongAdder();

  /** Arrivals whose schemas a registry knows. */
  public Arrivals(ContractSchemas schemas) {
    this.schemas = schemas;
  }

  /** Lets processors read partitions again. */
  public Rereading rereading() {
    return rereading;
  }

  /** Partitions that have waited for the registry for more than a second. */
  public List<Waiting> waiting() {
    long now = System.nanoTime();
    return waits.entrySet().stream()
        .filter(each -> now - each.getValue().sinceNanos() > WORTH_TELLING_NANOS)
        .map(each -> waiting(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Waiting::topic).thenComparing(Waiting::partition))
        .toList();
  }

  Waiting waiting(TopicPartition partition, WaitingPartitions.Wait wait) {
    int id = wait.question().firstId();
    return new Waiting(
        partition.topic(),
        partition.partition(),
        wait.offset(),
        id,
        wait.sinceMillis(),
        schemas.lastAnswer(id));
  }

  /** Facts that were joined to {@link #bursts()} since the process began. */
  public long joinedFacts() {
    return joinedFacts.sum();
  }

  /** Records that facts were joined to since the process began. */
  public long bursts() {
    return bursts.sum();
  }

  /**
   * Ends the polls that go on, as if nothing had come.
   *
   * <p>A poll during which the clock of the machine is set back by an hour would last an hour.
   */
  public void wake() {
    consumers.forEach(Consumer::wakeup);
  }

  void opened(Consumer<?, ?> consumer) {
    consumers.add(consumer);
  }

  void closed(Consumer<?, ?> consumer) {
    consumers.remove(consumer);
  }

  void joined(int facts) {
    joinedFacts.add(facts);
    bursts.increment();
  }

  void began(TopicPartition partition, WaitingPartitions.Wait wait) {
    waits.put(partition, wait);
  }

  void ended(TopicPartition partition, WaitingPartitions.Wait wait) {
    waits.remove(partition, wait);
  }
}
