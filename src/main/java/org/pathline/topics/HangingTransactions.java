package org.pathline.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Finds transactions that nobody ends any more, as {@code kafka-transactions.sh find-hanging}
 * decides it: a partition holds one open for longer than any should be, and no coordinator knows of
 * one of that producer there.
 *
 * <p>As long as nothing is stuck, a look asks for the ends of partitions and no more: producers are
 * only asked for where the last stable offset is before the end and, from the second look on, has
 * not moved. Not thread-safe.
 */
public final class HangingTransactions implements AutoCloseable {
  /** What the topologies ask of brokers is to end a transaction after that time. */
  public static final Duration OPEN_AT_MOST = Duration.ofSeconds(180);

  /** A transaction that hangs does so until somebody acts, so looks may be far apart. */
  private static final Duration EVERY = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OffsetReader offsets;
  private final Set<String> topics;
  private final Duration openAtMost;
  private @Nullable Map<TopicPartition, Long> stableBefore;
  private List<HangingTransaction> latest = List.of();
  private long lookedNanos = System.nanoTime() - EVERY.toNanos();

  /** Looks at topics, those of them that there are. */
  public HangingTransactions(Connection connection, Collection<String> topics) {
    this(connection, topics, OPEN_AT_MOST);
  }

  /**
   * Looks at topics, those of them that there are.
   *
   * @param openAtMost how old a transaction may be, by the time of its producer's latest record
   */
  public HangingTransactions(
      Connection connection, Collection<String> topics, Duration openAtMost) {
    this.offsets = new OffsetReader(connection, "pathline-transactions", PATIENCE);
    this.topics = Set.copyOf(topics);
    this.openAtMost = openAtMost;
  }

  /** What was found last, after a look if the one before was half a minute ago; asks in vain. */
  public List<HangingTransaction> glance() {
    if (System.nanoTime() - lookedNanos >= EVERY.toNanos()) {
      try {
        look();
      } catch (ClusterException away) {
        // Others tell of a cluster that does not answer, and a transaction hangs all the same.
        lookedNanos = System.nanoTime();
      }
    }
    return latest;
  }

  /**
   * Looks once.
   *
   * @return what is found, by topic and partition
   * @throws ClusterException when Kafka does not answer
   */
  public List<HangingTransaction> look() {
    latest = find();
    lookedNanos = System.nanoTime();
    return latest;
  }

  private List<HangingTransaction> find() {
    Set<String> existing = new HashSet<>(offsets.topics());
    existing.retainAll(topics);
    Set<TopicPartition> partitions = offsets.partitions(existing);
    Map<TopicPartition, Long> stable = offsets.committedEnds(partitions);
    // Afterwards, so that what was ended in between does not look open.
    Map<TopicPartition, Long> ends = offsets.ends(partitions);
    Map<TopicPartition, Long> before = stableBefore;
    stableBefore = stable;
    Set<TopicPartition> stuck = new HashSet<>();
    stable.forEach(
        (partition, offset) -> {
          if (offset < ends.getOrDefault(partition, 0L)
              && (before == null || offset.equals(before.get(partition)))) {
            stuck.add(partition);
          }
        });
    long youngest = System.currentTimeMillis() - openAtMost.toMillis();
    List<HangingTransaction> old =
        open(stuck).stream().filter(each -> each.lastTimestamp() <= youngest).toList();
    if (old.isEmpty()) {
      return old;
    }
    Map<Long, Set<TopicPartition>> ongoing = ongoing(old);
    List<HangingTransaction> unknown =
        old.stream()
            .filter(
                each -> !ongoing.getOrDefault(each.producerId(), Set.of()).contains(each.place()))
            .toList();
    // Once more: those that ended between the two questions do not hang.
    Set<HangingTransaction> still =
        new HashSet<>(
            open(unknown.stream().map(HangingTransaction::place).collect(Collectors.toSet())));
    return unknown.stream().filter(still::contains).toList();
  }

  /** Open transactions of partitions, of those whose producers this user may see. */
  private List<HangingTransaction> open(Set<TopicPartition> partitions) {
    List<HangingTransaction> open = new ArrayList<>();
    if (partitions.isEmpty()) {
      return open;
    }
    DescribeProducersResult described = offsets.admin().describeProducers(partitions);
    for (TopicPartition partition : partitions) {
      offsets
          .answerUnless(described.partitionResult(partition), TopicAuthorizationException.class)
          .ifPresent(
              found ->
                  found
                      .activeProducers()
                      .forEach(
                          producer ->
                              producer
                                  .currentTransactionStartOffset()
                                  .ifPresent(
                                      start -> open.add(transaction(partition, producer, start)))));
    }
    open.sort(
        Comparator.comparing(HangingTransaction::topic)
            .thenComparing(HangingTransaction::partition)
            .thenComparing(HangingTransaction::startOffset));
    return open;
  }

  private static HangingTransaction transaction(
      TopicPartition partition, ProducerState producer, long start) {
    return new HangingTransaction(
        partition.topic(),
        partition.partition(),
        producer.producerId(),
        producer.producerEpoch(),
        start,
        producer.lastTimestamp(),
        producer.coordinatorEpoch().orElse(0));
  }

  /** Partitions of the transactions that coordinators know to be under way, by producer. */
  private Map<Long, Set<TopicPartition>> ongoing(List<HangingTransaction> open) {
    Set<Long> producers =
        open.stream().map(HangingTransaction::producerId).collect(Collectors.toSet());
    Collection<TransactionListing> known =
        offsets.answer(
            offsets
                .admin()
                .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                .all());
    List<String> ids = known.stream().map(TransactionListing::transactionalId).toList();
    Map<Long, Set<TopicPartition>> ongoing = new HashMap<>();
    DescribeTransactionsResult described = offsets.admin().describeTransactions(ids);
    for (String id : ids) {
      // One that has been forgotten since is not under way.
      offsets
          .answerUnless(
              described.description(id),
              TransactionalIdNotFoundException.class,
              TransactionalIdAuthorizationException.class)
          .ifPresent(
              transaction ->
                  ongoing
                      .computeIfAbsent(transaction.producerId(), absent -> new HashSet<>())
                      .addAll(transaction.topicPartitions()));
    }
    return ongoing;
  }

  /**
   * Ends a transaction that was found: its records are as if they had been aborted.
   *
   * @throws ClusterException when Kafka refuses or does not answer
   */
  public void abort(HangingTransaction hanging) {
    AbortTransactionSpec end =
        new AbortTransactionSpec(
            hanging.place(),
            hanging.producerId(),
            (short) hanging.epoch(),
            hanging.coordinatorEpoch());
    try {
      offsets.answer(offsets.admin().abortTransaction(end).all());
    } catch (ClusterException e) {
      throw new ClusterException(
          "cannot end "
              + hanging.what()
              + ": "
              + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    offsets.close();
  }
}
