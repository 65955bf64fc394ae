package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.contract.SchemaContract;
import org.pathline.schemas.Topic;
import org.pathline.streams.registry.WireFormat;

/**
 * Reads the records of one topic of the contract in their order, decoded, and keeps none of them;
 * or stores one.
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
      throw Unanswerable.without(topic);
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

  /**
   * Stores one record of a topic of the contract; null ends what stands under the key.
   *
   * @throws ClusterException when it cannot be stored
   */
  public static void store(
      Connection connection, Topic topic, String key, @Nullable SpecificRecordBase record) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = record == null ? null : value(connection, topic, record);
      producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value)).get();
    } catch (ExecutionException | KafkaException e) {
      throw cannotWrite(topic, e);
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("writing to " + topic.name(), e);
    }
  }

  private static byte[] value(Connection connection, Topic topic, SpecificRecordBase record) {
    try {
      int schemaId = new SchemaContract(connection.registryClient()).idOf(topic);
      return WireFormat.value(schemaId, record);
    } catch (ClusterException e) {
      // One that does not answer says so here.
      connection.subjects();
      throw cannotWrite(topic, e);
    }
  }

  private static ClusterException cannotWrite(Topic topic, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new ClusterException("cannot write to " + topic.name() + ": " + cause.getMessage(), e);
  }
}
