package org.pathline.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.schemas.Topic;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/**
 * Which records stay when a topic is rewritten: all but those of erased students.
 *
 * <p>A record of somebody else in which an erased id happens to stand, as a section's code, stays:
 * results of others must not change. A record that nobody can decode goes where the id is in it. A
 * fact that broke a rule when it came in goes, too: it is in no result, its rejection is published,
 * and a later time of arrival might make it good.
 */
final class Survivors implements AutoCloseable {
  private final Topic topic;
  private final ErasedIds erased;
  private final IdForms forms;
  private final FactDeserializer facts;

  /**
   * Survivors in a topic.
   *
   * @param erased everybody who is erased
   * @param forms of the ids that are looked for in what cannot be decoded
   */
  Survivors(Connection connection, Topic topic, ErasedIds erased, IdForms forms) {
    this.topic = topic;
    this.erased = erased;
    this.forms = forms;
    facts = new FactDeserializer(new WireFormat(new ContractSchemas(connection.registryClient())));
  }

  /** Whether a record is of an erased student. */
  boolean isErased(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null && erased.has(new String(record.key(), UTF_8))) {
      return true;
    }
    if (topic.owner() != Topic.Owner.PUBLISHERS) {
      return holdsForm(record);
    }
    Fact fact = fact(record);
    if (fact == null) {
      return holdsForm(record);
    }
    return erased.has(fact.envelope().studentId())
        || (fact instanceof IdentityLink link && link.touches(erased::has));
  }

  /** Whether a record that is of nobody erased is carried over. */
  boolean isCarriedOver(ConsumerRecord<byte[], byte[]> record) {
    if (topic.owner() != Topic.Owner.PUBLISHERS) {
      return true;
    }
    Fact fact = fact(record);
    return fact == null || FactRules.firstViolation(fact, record.timestamp()) == null;
  }

  private boolean holdsForm(ConsumerRecord<byte[], byte[]> record) {
    return TopicTraces.in(record, forms).isPresent();
  }

  private @Nullable Fact fact(ConsumerRecord<byte[], byte[]> record) {
    try {
      return facts.deserialize(topic.name(), record.value());
    } catch (UndecodableException e) {
      return null;
    }
  }

  @Override
  public void close() {
    facts.close();
  }
}
