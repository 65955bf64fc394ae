package org.pathline.letters;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.events.DeadLetter;
import org.pathline.events.Rejection;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.ContractTopic;
import org.pathline.topics.Unanswerable;

/**
 * Reads what a topic tells of bad records, oldest first; keeps none of it.
 *
 * @param <T> what it tells of one
 */
public final class BadRecordTopic<T extends BadRecord> {
  /** Records that could not be decoded. */
  public static final BadRecordTopic<Letter> DEAD_LETTERS =
      new BadRecordTopic<>(reading(TopicCatalogue.DEAD_LETTERS, DeadLetter.class, Letter::of));

  /** Facts that broke a rule. */
  public static final BadRecordTopic<RejectedFact> REJECTIONS =
      new BadRecordTopic<>(
          reading(
              TopicCatalogue.REJECTIONS,
              Rejection.class,
              (record, content) ->
                  new RejectedFact(Instant.ofEpochMilli(record.timestamp()), content)));

  /** Reads a topic from a moment on, and counts what it cannot read. */
  private interface Reading<T> {
    long read(Connection connection, @Nullable Instant since, Consumer<T> action);
  }

  private final Reading<T> reading;

  private BadRecordTopic(Reading<T> reading) {
    this.reading = reading;
  }

  private static <V extends SpecificRecord, T> Reading<T> reading(
      Topic topic, Class<V> type, BiFunction<ConsumerRecord<byte[], byte[]>, V, T> of) {
    return (connection, since, action) -> {
      try (ContractTopic<V> values = new ContractTopic<>(connection, topic, type)) {
        return values.read(since, (record, content) -> action.accept(of.apply(record, content)));
      }
    };
  }

  /**
   * Hands what is chosen to the action.
   *
   * @return how many records of the topic hold nothing that can be read as what it is for
   * @throws Unanswerable when the topic is missing
   */
  public long read(Connection connection, BadRecordChoice choice, Consumer<T> action) {
    return reading.read(
        connection,
        choice.since(),
        found -> {
          if (choice.includes(found)) {
            action.accept(found);
          }
        });
  }
}
