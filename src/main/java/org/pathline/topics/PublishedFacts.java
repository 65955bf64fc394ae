package org.pathline.topics;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/**
 * Reads facts back from their topics as the topologies take them: what they cannot decode or would
 * reject is left out.
 */
public final class PublishedFacts implements AutoCloseable {
  private final TopicReader reader;
  private final ContractSchemas schemas;
  private final FactDeserializer facts;

  /** Facts of a cluster. */
  public PublishedFacts(Connection connection) {
    reader = new TopicReader(connection);
    schemas = new ContractSchemas(connection.registryClient());
    facts = new FactDeserializer(new WireFormat(schemas));
  }

  /**
   * Hands on every fact of some types that fulfils a condition.
   *
   * @param progress told of each record
   * @throws ClusterException when the cluster does not answer
   */
  public void read(
      Set<FactType> types, Predicate<Fact> wanted, Consumer<Fact> action, LongConsumer progress) {
    long[] read = new long[1];
    for (FactType type : types) {
      String topic = TopicCatalogue.ofNoun(type.noun()).name();
      reader.read(
          topic,
          record -> {
            progress.accept(++read[0]);
            Fact fact = fact(topic, record);
            if (fact != null && wanted.test(fact) && isTaken(fact, record)) {
              action.accept(fact);
            }
          });
    }
  }

  private @Nullable Fact fact(String topic, ConsumerRecord<byte[], byte[]> record) {
    try {
      return facts.deserialize(topic, record.value());
    } catch (UndecodableException e) {
      return null;
    }
  }

  private static boolean isTaken(Fact fact, ConsumerRecord<byte[], byte[]> record) {
    byte[] id = fact.envelope().studentId().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return java.util.Arrays.equals(id, record.key())
        && FactRules.firstViolation(fact, record.timestamp()) == null;
  }

  @Override
  public void close() {
    reader.close();
    schemas.close();
  }
}
