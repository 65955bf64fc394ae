package org.pathline.streams.arrival;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/**
 * Clients of one application as Kafka Streams would make them, but for its main consumers, of which
 * partitions wait for schemas and facts are joined.
 *
 * <p>Streams asks for its main consumer here under the classic group protocol only.
 */
public final class ArrivalClients implements KafkaClientSupplier {
  private final ContractSchemas schemas;
  private final WireFormat wireFormat;
  private final Arrivals arrivals;

  /** Clients of an application with its schemas. */
  public ArrivalClients(ContractSchemas schemas, WireFormat wireFormat, Arrivals arrivals) {
    this.schemas = schemas;
    this.wireFormat = wireFormat;
    this.arrivals = arrivals;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    PollBudget budget =
        new PollBudget(
            Long.parseLong(
                String.valueOf(
                    config.getOrDefault(
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        ConsumerConfig.DEFAULT_FETCH_MAX_BYTES))));
    return ArrivingConsumer.over(
        new KafkaConsumer<>(config, budget.keys(), budget.values()),
        budget,
        schemas,
        arrivals,
        new JoinAdjacentFacts(wireFormat, arrivals),
        String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG)));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
