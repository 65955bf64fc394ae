package org.pathline.endtoend;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;
import org.pathline.schemas.Topic;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/**
 * Everything that a test has published, and what must come of each record by what its bytes say
 * taken for themselves: a fact that counts, a rejection or a dead letter.
 */
final class Published implements AutoCloseable {
  private record Awaited(Future<RecordMetadata> stored, String reason) {}

  private final FactWriter writer;
  private final SchemaRegistryClient registry;
  private final ContractSchemas schemas;
  private final FactDeserializer decoder;
  private final List<Fact> good = new ArrayList<>();
  private final List<Awaited> undecodable = new ArrayList<>();
  private final List<Awaited> broken = new ArrayList<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private long records;

  Published(Connection connection) {
    this(connection, Map.of());
  }

  /** Publishes with settings of its own. */
  Published(Connection connection, Map<String, String> settings) {
    writer = new FactWriter(connection, settings);
    registry = connection.registryClient();
    schemas = new ContractSchemas(registry);
    decoder = new FactDeserializer(new WireFormat(schemas));
  }

  FactWriter writer() {
    return writer;
  }

  /** Publishes facts, among which may be some that break a rule. */
  void facts(List<? extends Fact> facts) {
    for (Fact fact : facts) {
      Future<RecordMetadata> stored = writer.send(fact);
      Violation violation = FactRules.firstViolation(fact, System.currentTimeMillis());
      if (violation == null) {
        sent.add(stored);
        good.add(fact);
      } else {
        broken.add(new Awaited(stored, violation.reason().name()));
      }
      records++;
    }
  }

  /** Publishes facts that count for nothing as long as their student or hub is set aside. */
  void withoutResult(List<? extends Fact> facts) {
    facts.forEach(fact -> sent.add(writer.send(fact)));
    records += facts.size();
  }

  /** From now on facts that were published {@link #withoutResult} count, or would again. */
  void count(List<? extends Fact> facts) {
    good.addAll(facts);
  }

  /** Publishes bytes that must become a dead letter with a reason. */
  void undecodable(Topic topic, byte[] key, byte[] value, String reason) {
    undecodable(new ProducerRecord<>(topic.name(), key, value), reason);
  }

  /** Publishes a record that must become a dead letter with a reason. */
  void undecodable(ProducerRecord<byte[], byte[]> record, String reason) {
    undecodable.add(new Awaited(writer.send(record), reason));
    records++;
  }

  /** Publishes bytes that must become a rejection with a reason. */
  void broken(Topic topic, byte[] key, byte[] value, String reason) {
    broken.add(new Awaited(writer.send(topic, key, value), reason));
    records++;
  }

  /** Saves the decoder the pause after which it would ask for such a schema once more. */
  private void learnWhetherAbsent(byte[] value) {
    if (value == null || value.length < WireFormat.HEADER || value[0] != 0) {
      return;
    }
    int id = WireFormat.schemaId(value);
    if (!schemas.isKnown(id)) {
      try {
        registry.getSchemaById(id);
      } catch (IOException | RestClientException e) {
        schemas.passAsAbsent(id);
      }
    }
  }

  /** Publishes a record of which its bytes alone say what must become; returns that. */
  String whatever(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> stored = writer.send(record);
    records++;
    learnWhetherAbsent(record.value());
    Fact fact;
    try {
      fact = decoder.deserialize(record.topic(), record.value());
    } catch (UndecodableException e) {
      undecodable.add(new Awaited(stored, e.reason().name()));
      return "dead letter";
    }
    Violation violation = FactRules.firstViolation(fact, System.currentTimeMillis());
    if (!Arrays.equals(FactWriter.key(fact), record.key())) {
      // It may break a rule, too; one of the two is told.
      broken.add(new Awaited(stored, violation == null ? "KEY_MISMATCH" : null));
      return "rejection";
    } else if (violation != null) {
      broken.add(new Awaited(stored, violation.reason().name()));
      return "rejection";
    }
    sent.add(stored);
    good.add(fact);
    return "accepted";
  }

  /** Publishes bytes that must become what is said. */
  void whatever(Topic topic, byte[] key, byte[] value, String becomes) {
    String found = whatever(new ProducerRecord<>(topic.name(), key, value));
    if (!found.equals(becomes)) {
      throw new AssertionError("would be " + found + ", not " + becomes);
    }
  }

  /** Facts that count. */
  List<Fact> good() {
    return good;
  }

  /** Records that were published. */
  long records() {
    return records;
  }

  /** Reasons of all dead letters that must be, null where any will do. */
  SortedMap<String, String> deadLetters() {
    return places(undecodable);
  }

  /** Reasons of all rejections of single records that must be, null where any will do. */
  SortedMap<String, String> rejections() {
    return places(broken);
  }

  private static SortedMap<String, String> places(List<Awaited> awaited) {
    SortedMap<String, String> places = new TreeMap<>();
    for (Awaited each : awaited) {
      RecordMetadata at = get(each.stored());
      places.put(place(at.topic(), at.partition(), at.offset()), each.reason());
    }
    return places;
  }

  /** Text of the place of a record. */
  static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  /** Returns when everything is stored; what could not be is no loss of the topologies. */
  void flush() {
    writer.flush();
    sent.forEach(Published::get);
    sent.clear();
  }

  private static RecordMetadata get(Future<RecordMetadata> stored) {
    try {
      return stored.get();
    } catch (Exception e) {
      throw new IllegalStateException("a record could not be published", e);
    }
  }

  @Override
  public void close() {
    writer.close();
    schemas.close();
  }
}
