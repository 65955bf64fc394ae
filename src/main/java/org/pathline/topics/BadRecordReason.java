package org.pathline.topics;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.pathline.cluster.Connection;

/** Reads the reason out of dead letters and rejections, whatever version wrote them. */
public final class BadRecordReason implements AutoCloseable {
  private static final String NO_REASON = "(not readable)";

  private final KafkaAvroDeserializer values = new KafkaAvroDeserializer();

  /** Reader that asks the registry of a cluster for schemas. */
  public BadRecordReason(Connection connection) {
    values.configure(connection.clientSettings(), false);
  }

  /** The value's field {@code reason}; a fixed text where the value cannot be read. */
  public String of(ConsumerRecord<byte[], byte[]> record) {
    try {
      return values.deserialize(record.topic(), record.value()) instanceof GenericRecord value
              && value.getSchema().getField("reason") != null
          ? String.valueOf(value.get("reason"))
          : NO_REASON;
    } catch (SerializationException foreignBytesOrNoRegistry) {
      return NO_REASON;
    }
  }

  @Override
  public void close() {
    values.close();
  }
}
