package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/** Publishes facts as any publisher would, and also what no publisher should. */
final class FactWriter implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final ContractSchemas schemas;
  private final FactCodec codec = new FactCodec();

  /** Writer that has asked the registry for all ids it needs. */
  FactWriter(Connection connection) {
    this(connection, Map.of());
  }

  /** Writer with settings of its own. */
  FactWriter(Connection connection, Map<String, String> own) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("linger.ms", "20");
    // Longer than a killed broker needs to come back beside other builds.
    settings.put("delivery.timeout.ms", "300000");
    settings.put("max.block.ms", "300000");
    settings.putAll(own);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    schemas = new ContractSchemas(connection.registryClient());
    for (FactType type : FactType.values()) {
      schemas.idOf(topic(type));
    }
  }

  static Topic topic(FactType type) {
    return TopicCatalogue.ofNoun(type.noun());
  }

  static byte[] key(Fact fact) {
    return fact.envelope().studentId().getBytes(UTF_8);
  }

  /** Bytes of a fact in the registry's wire format. */
  byte[] value(Fact fact) {
    return WireFormat.value(schemas.idOf(topic(fact.type())), codec.encode(fact));
  }

  /** Sends facts, each to the partition of its key, and returns when all are stored. */
  void sendAll(List<? extends Fact> facts) {
    facts.forEach(this::send);
    producer.flush();
  }

  Future<RecordMetadata> send(Fact fact) {
    return send(fact, null);
  }

  /** Sends a fact to a partition; to that of its key where it is null. */
  Future<RecordMetadata> send(Fact fact, Integer partition) {
    return producer.send(
        new ProducerRecord<>(topic(fact.type()).name(), partition, key(fact), value(fact)));
  }

  /** Sends bytes. */
  Future<RecordMetadata> send(Topic topic, byte[] key, byte[] value) {
    return producer.send(new ProducerRecord<>(topic.name(), key, value));
  }

  /** Sends a record as it is. */
  Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record);
  }

  /** Sends bytes and says where they are stored. */
  RecordMetadata store(Topic topic, byte[] key, byte[] value)
      throws ExecutionException, InterruptedException {
    return send(topic, key, value).get();
  }

  int schemaId(Topic topic) {
    return schemas.idOf(topic);
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
