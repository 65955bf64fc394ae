package org.pathline.ops;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.schemas.Topic;

/** Counts what some topics hold, as they are read from their beginning; thread-safe. */
abstract class CountedTopics implements AutoCloseable {
  private final Set<String> topics;
  private volatile boolean whole;

  CountedTopics(Topic... topics) {
    this.topics = Stream.of(topics).map(Topic::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Names of the topics. */
  final Set<String> topics() {
    return topics;
  }

  /** Counts the next record of one of them. */
  abstract void count(ConsumerRecord<byte[], byte[]> record);

  /** Notes that all records were counted that were there at the beginning. */
  final void areWhole() {
    whole = true;
  }

  /** Whether they were: what is counted by then is nothing new to anybody. */
  final boolean isWhole() {
    return whole;
  }

  @Override
  public void close() {}
}
