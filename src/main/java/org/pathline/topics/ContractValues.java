package org.pathline.topics;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;

/**
 * Decodes values of the contract's topics into their generated classes, with Confluent's own
 * deserializer, as any other consumer would. Not thread-safe.
 */
public final class ContractValues implements AutoCloseable {
  private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
  private final Connection connection;
  private boolean registryAnswered;

  /** Decoder with the registry of a connection. */
  public ContractValues(Connection connection) {
    this.connection = connection;
    Map<String, Object> settings = connection.clientSettings();
    settings.put("specific.avro.reader", "true");
    deserializer.configure(settings, false);
  }

  /**
   * Record in a value.
   *
   * @throws ClusterException when the registry does not answer or the value is something else
   */
  public <T extends SpecificRecord> T decode(Topic topic, Class<T> type, byte[] value) {
    try {
      return type.cast(deserializer.deserialize(topic.name(), value));
    } catch (SerializationException | ClassCastException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ClusterException(
          "cannot decode a record of "
              + topic.name()
              + " with the schema registry at "
              + connection.registryShown()
              + ": "
              + cause,
          e);
    }
  }

  /**
   * Record in a value; empty where the value is null, something else, or of no known schema.
   *
   * @throws ClusterException when the registry does not answer, so that nobody can tell
   */
  public <T extends SpecificRecord> Optional<T> ifReadable(
      Topic topic, Class<T> type, byte @Nullable [] value) {
    try {
      Object record = deserializer.deserialize(topic.name(), value);
      return type.isInstance(record) ? Optional.of(type.cast(record)) : Optional.empty();
    } catch (SerializationException e) {
      if (!registryAnswered) {
        connection.subjects();
        registryAnswered = true;
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
