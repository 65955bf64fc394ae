package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.contract.ContractException;
import org.pathline.contract.SchemaContract;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.events.AnalysisPlan;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.PlanRecord;

/** The plans in their topic. */
public final class PlanTopic {
  private PlanTopic() {}

  /**
   * A plan that stands.
   *
   * @param since when the broker stored it for the first time, which no producer chooses
   */
  public record StandingPlan(Plan plan, Instant since, @Nullable String author) {}

  /**
   * Plans in the order in which they were stored, each once; what is no sound plan is left out.
   *
   * @throws Unanswerable when the topic is missing
   */
  public static List<StandingPlan> read(Connection connection) {
    Map<String, StandingPlan> plans = new LinkedHashMap<>();
    try (ContractTopic<AnalysisPlan> topic =
        new ContractTopic<>(connection, TopicCatalogue.PLANS, AnalysisPlan.class)) {
      topic.read(
          null,
          (record, plan) -> {
            try {
              Plan read = PlanRecord.read(plan);
              plans.putIfAbsent(
                  read.id(),
                  new StandingPlan(
                      read, Instant.ofEpochMilli(record.timestamp()), plan.getAuthor()));
            } catch (IllegalArgumentException e) {
              // A hash that is not that of the content binds nobody.
              return;
            }
          });
    }
    return List.copyOf(plans.values());
  }

  /**
   * Stores a plan.
   *
   * @throws ContractException when the registry refuses the schema or does not answer
   * @throws ClusterException when Kafka does not store it
   */
  public static void store(Connection connection, Plan plan, @Nullable String author)
      throws ContractException {
    int schemaId = new SchemaContract(connection.registryClient()).idOf(TopicCatalogue.PLANS);
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalogue.PLANS.name(),
                  plan.id().getBytes(UTF_8),
                  WireFormat.value(schemaId, PlanRecord.of(plan, author))))
          .get();
    } catch (ExecutionException e) {
      throw new ClusterException("the plan was not stored: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the plan was sent", e);
    }
  }
}
