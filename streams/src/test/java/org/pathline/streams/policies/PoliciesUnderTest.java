package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.outcome.CellKey;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;

/** The topology of policies in a test driver. */
final class PoliciesUnderTest implements AutoCloseable {
  private static final int MOST_TICKS = 2_000;

  final Contract contract =
      Contract.of(
          new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))), 1);
  final SortedMap<String, byte[]> effects = new TreeMap<>();
  final SortedMap<String, byte[]> ledgers = new TreeMap<>();
  final SortedMap<String, String> setAside = new TreeMap<>();
  final List<String> rejections = new ArrayList<>();
  int outputs;
  int greatestRecord;
  private AnswerRound.AnswerOf answersTo;
  Recomputation recomputation;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> cells;
  private TestInputTopic<byte[], byte[]> policies;

  PoliciesUnderTest(Path directory) {
    this(directory, PoliciesTopology::answer);
  }

  /** The topology with answers of its own. */
  PoliciesUnderTest(Path directory, AnswerRound.AnswerOf answersTo) {
    this.answersTo = answersTo;
    start(directory);
  }

  private void start(Path directory) {
    recomputation = new Recomputation(Duration.ZERO);
    driver =
        TopologyUnderTest.driver(
            PoliciesTopology.APPLICATION_ID,
            new PoliciesTopology(contract, recomputation, answersTo).get(),
            directory,
            contract);
    cells = input(TopicCatalogue.OUTCOME_CELLS);
    policies = input(TopicCatalogue.POLICIES);
  }

  /** Ends the topology and begins it anew over the same stores. */
  void restart(Path before, Path after) {
    driver.getAllStateStores().values().forEach(StateStore::close);
    TopologyUnderTest.copy(before, after);
    start(after);
  }

  /** Ends the topology and begins another release of it over the same stores. */
  void restart(Path before, Path after, AnswerRound.AnswerOf answers) {
    answersTo = answers;
    restart(before, after);
  }

  private TestInputTopic<byte[], byte[]> input(Topic topic) {
    return driver.createInputTopic(
        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void publish(Cell cell) {
    cells.pipeInput(
        cell.key().text().getBytes(UTF_8),
        WireFormat.value(contract.outcomeCellId(), CellRecord.of(cell.key(), cell.sums())));
  }

  void publish(Topic topic, byte[] key, byte[] value) {
    (topic == TopicCatalogue.POLICIES ? policies : cells).pipeInput(key, value);
  }

  List<byte[]> deadLetters() {
    return driver
        .createOutputTopic(
            TopicCatalogue.DEAD_LETTERS.name(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(TestRecord::value)
        .toList();
  }

  void publishCell(byte[] key, byte[] value) {
    cells.pipeInput(key, value);
  }

  void withdraw(CellKey key) {
    cells.pipeInput(key.text().getBytes(UTF_8), (byte[]) null);
  }

  void publish(ClassroomPolicy policy) {
    policies.pipeInput(
        policy.envelope().studentId().getBytes(UTF_8),
        WireFormat.value(
            contract.schemas().idOf(TopicCatalogue.POLICIES), new FactCodec().encode(policy)));
  }

  /** Lets the clock go on until nothing is due. */
  void settle() {
    int ticks = 0;
    do {
      driver.advanceWallClockTime(Duration.ofMillis(100));
      keep(effects, TopicCatalogue.EFFECTS);
      keep(ledgers, TopicCatalogue.EQUITY);
      keepSetAside();
    } while (!recomputation.isComplete() && ++ticks < MOST_TICKS);
    if (!recomputation.isComplete()) {
      throw new IllegalStateException("still due after " + MOST_TICKS + " ticks");
    }
  }

  private void keepSetAside() {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    setAside.keySet().forEach(key -> entries.put(key, new byte[0]));
    keep(entries, TopicCatalogue.SET_ASIDE);
    setAside.keySet().retainAll(entries.keySet());
    entries.forEach(
        (key, value) -> {
          if (value.length > 0) {
            SetAside entry = contract.wireFormat().record(value, TopicCatalogue.SET_ASIDE.schema());
            setAside.put(key, entry.getReason());
          }
        });
    for (TestRecord<byte[], byte[]> record : read(TopicCatalogue.REJECTIONS.name())) {
      Rejection rejection =
          contract.wireFormat().record(record.value(), TopicCatalogue.REJECTIONS.schema());
      rejections.add(rejection.getReason());
    }
    for (String topic : List.copyOf(driver.producedTopicNames())) {
      if (topic.startsWith(PoliciesTopology.APPLICATION_ID)) {
        read(topic);
      }
    }
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    List<TestRecord<byte[], byte[]>> records =
        driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
    for (TestRecord<byte[], byte[]> record : records) {
      int value = record.value() == null ? 0 : record.value().length;
      greatestRecord = Math.max(greatestRecord, record.key().length + value);
    }
    return records;
  }

  private void keep(Map<String, byte[]> table, Topic topic) {
    for (TestRecord<byte[], byte[]> record : read(topic.name())) {
      outputs++;
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        table.remove(key);
      } else {
        table.put(key, record.value());
      }
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
