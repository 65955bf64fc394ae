package org.pathline.streams.arrival;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.pathline.streams.registry.ContractSchemas;

/**
 * A consumer that hands on only what can be decided: partitions whose next record names an unknown
 * schema wait, all others flow, and adjacent facts come as one record.
 *
 * <p>A partition that waits is paused in the consumer beneath, apart from what the caller pauses
 * and resumes: it flows when neither of the two holds it. The caller sees its own pauses only.
 */
final class ArrivingConsumer implements InvocationHandler {
  private final Consumer<byte[], byte[]> consumer;
  private final PollBudget budget;
  private final WaitingPartitions waiting;
  private final JoinAdjacentFacts joining;
  private final Arrivals arrivals;
  private final Set<TopicPartition> pausedByCaller = new HashSet<>();

  private ArrivingConsumer(
      Consumer<byte[], byte[]> consumer,
      PollBudget budget,
      WaitingPartitions waiting,
      JoinAdjacentFacts joining,
      Arrivals arrivals) {
    this.consumer = consumer;
    this.budget = budget;
    this.waiting = waiting;
    this.joining = joining;
    this.arrivals = arrivals;
    arrivals.opened(consumer);
  }

  /** Consumer of an application over one of its own, whose polls a budget bounds. */
  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> over(
      Consumer<byte[], byte[]> consumer,
      PollBudget budget,
      ContractSchemas schemas,
      Arrivals arrivals,
      JoinAdjacentFacts joining,
      String clientId) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            ArrivingConsumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new ArrivingConsumer(
                consumer,
                budget,
                new WaitingPartitions(schemas, arrivals, clientId),
                joining,
                arrivals));
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "poll":
        return poll((Duration) first(arguments));
      case "pause":
        pausedByCaller.addAll((Collection<TopicPartition>) first(arguments));
        break;
      case "resume":
        return resume((Collection<TopicPartition>) first(arguments));
      case "paused":
        return paused();
      case "seek":
        letGo(List.of((TopicPartition) first(arguments)));
        break;
      case "seekToBeginning":
      case "seekToEnd":
        letGo(partitionsOrAll((Collection<TopicPartition>) first(arguments)));
        break;
      case "close":
        arrivals.closed(consumer);
        forgetAll();
        break;
      case "assign":
      case "unsubscribe":
        forgetAll();
        break;
      default:
        break;
    }
    return forward(method, arguments);
  }

  /** A proxy is given no array where a method takes nothing. */
  private static Object first(Object @Nullable [] arguments) {
    return Objects.requireNonNull(arguments)[0];
  }

  private @Nullable Object forward(Method method, Object @Nullable [] arguments) throws Throwable {
    Object[] forwarded = arguments;
    if (arguments != null && method.getName().equals("subscribe")) {
      forwarded =
          Arrays.stream(arguments)
              .map(each -> each instanceof ConsumerRebalanceListener to ? new Listening(to) : each)
              .toArray();
    }
    try {
      return method.invoke(consumer, forwarded);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Set<TopicPartition> again = arrivals.rereading().takeOf(consumer.assignment());
    if (!again.isEmpty()) {
      letGo(again);
      consumer.seekToBeginning(again);
    }
    for (TopicPartition partition : waiting.over()) {
      flow(partition);
    }
    budget.begin();
    ConsumerRecords<byte[], byte[]> polled;
    try {
      polled = consumer.poll(timeout);
    } catch (WakeupException askedToReturn) {
      return ConsumerRecords.empty();
    }
    return polled.isEmpty() ? polled : handOn(polled);
  }

  /** Hands on one partition after the other, while its records are in the processor's cache. */
  private ConsumerRecords<byte[], byte[]> handOn(ConsumerRecords<byte[], byte[]> polled) {
    long polledNanos = System.nanoTime();
    long nowMillis = System.currentTimeMillis();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> handedOn = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      JoinAdjacentFacts.Joined joined =
          joining.join(
              partition.topic(),
              records,
              nowMillis,
              first -> waiting.decidable(partition, records, first, polledNanos));
      if (joined.upTo() < records.size()) {
        ConsumerRecord<byte[], byte[]> undecided = records.get(joined.upTo());
        OffsetAndMetadata at =
            new OffsetAndMetadata(undecided.offset(), undecided.leaderEpoch(), "");
        next.put(partition, at);
        consumer.seek(partition, at);
        consumer.pause(List.of(partition));
      }
      if (joined.upTo() > 0) {
        handedOn.put(partition, joined.records());
      }
    }
    return new ConsumerRecords<>(handedOn, next);
  }

  private void forgetAll() {
    waiting.forgetAll();
    pausedByCaller.clear();
  }

  private @Nullable Object resume(Collection<TopicPartition> partitions) {
    pausedByCaller.removeAll(partitions);
    consumer.resume(partitions.stream().filter(each -> !waiting.contains(each)).toList());
    return null;
  }

  private Set<TopicPartition> paused() {
    Set<TopicPartition> paused = new HashSet<>(consumer.paused());
    paused.removeIf(each -> waiting.contains(each) && !pausedByCaller.contains(each));
    return paused;
  }

  /** Partitions are read from elsewhere: they do not wait any longer where they did. */
  private void letGo(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      boolean waited = waiting.contains(partition);
      waiting.forget(List.of(partition));
      if (waited) {
        flow(partition);
      }
    }
  }

  private Collection<TopicPartition> partitionsOrAll(Collection<TopicPartition> partitions) {
    return partitions.isEmpty() ? consumer.assignment() : partitions;
  }

  private void flow(TopicPartition partition) {
    if (!pausedByCaller.contains(partition)) {
      consumer.resume(List.of(partition));
    }
  }

  /** Forgets what was known of partitions that come or go, and passes everything through. */
  private final class Listening implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener to;

    Listening(ConsumerRebalanceListener to) {
      this.to = to;
    }

    private void forget(Collection<TopicPartition> partitions) {
      waiting.forget(partitions);
      arrivals.rereading().forget(partitions);
      pausedByCaller.removeAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        to.onPartitionsRevoked(partitions);
      } finally {
        forget(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      try {
        to.onPartitionsLost(partitions);
      } finally {
        forget(partitions);
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      to.onPartitionsAssigned(partitions);
    }
  }
}
