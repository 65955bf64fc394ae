package org.pathline.topics;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;

/**
 * Reads the records of one topic of the contract in their order, decoded; keeps none of them.
 *
 * @param <T> class of the values
 */
public final class ContractTopic<T extends SpecificRecord> implements AutoCloseable {
  private final Topic topic;
  private final Class<T> type;
  private final TopicReader reader;
  private final ContractValues values;

  /**
   * Reader of a topic.
   *
   * @throws Unanswerable when the topic is missing
   */
  public ContractTopic(Connection connection, Topic topic, Class<T> type) {
    this.topic = topic;
    this.type = type;
    values = new ContractValues(connection);
    reader = new TopicReader(connection);
    if (reader.partitions(topic.name()) == 0) {
      close();
      throw new Unanswerable(
          "the topic " + topic.name() + " is missing: create it with `pathline topics`");
    }
  }

  /**
   * Hands each record to the action.
   *
   * @param since when the record was stored, at the earliest; null for all
   * @return how many records hold nothing that can be read as what the topic is for
   */
  public long read(@Nullable Instant since, BiConsumer<ConsumerRecord<byte[], byte[]>, T> action) {
    long[] unreadable = new long[1];
    reader.readSince(
        topic.name(),
        since,
        record -> {
          Optional<T> value = values.ifReadable(topic, type, record.value());
          value.ifPresentOrElse(found -> action.accept(record, found), () -> unreadable[0]++);
        });
    return unreadable[0];
  }

  @Override
  public void close() {
    reader.close();
    values.close();
  }
}
