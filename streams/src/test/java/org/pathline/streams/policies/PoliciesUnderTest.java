package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.pathline.domain.sorting.RosterKey;
import org.pathline.events.AnalysisPlan;
import org.pathline.events.DeclaredRegime;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.events.Sorting;
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
  private TestInputTopic<byte[], byte[]> plans;
  private TestInputTopic<byte[], byte[]> sorting;

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
            directory);
    cells = input(TopicCatalogue.OUTCOME_CELLS);
    policies = input(TopicCatalogue.POLICIES);
    plans = input(TopicCatalogue.PLANS);
    sorting = input(TopicCatalogue.SORTING);
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
        WireFormat.value(
            contract.id(TopicCatalogue.OUTCOME_CELLS), CellRecord.of(cell.key(), cell.sums())));
  }

  void publish(Topic topic, byte[] key, byte[] value) {
    Map.of(
            TopicCatalogue.POLICIES, policies,
            TopicCatalogue.OUTCOME_CELLS, cells,
            TopicCatalogue.PLANS, plans,
            TopicCatalogue.SORTING, sorting)
        .get(topic)
        .pipeInput(key, value);
  }

  /** Stores a plan at a time. */
  void publish(AnalysisPlan plan, Instant at) {
    plans.pipeInput(
        plan.getPlanId().getBytes(UTF_8),
        WireFormat.value(contract.schemas().idOf(TopicCatalogue.PLANS), plan),
        at);
  }

  /** Publishes the omega2 of a roster, or its tombstone where it is null. */
  void publish(RosterKey roster, Double omega2) {
    sorting.pipeInput(
        roster.text().getBytes(UTF_8),
        omega2 == null
            ? null
            : WireFormat.value(contract.id(TopicCatalogue.SORTING), row(roster, omega2)));
  }

  private static Sorting row(RosterKey roster, double omega2) {
    return Sorting.newBuilder()
        .setDistrictId(roster.districtId())
        .setSchoolId(roster.schoolId())
        .setSchoolYear(roster.schoolYear())
        .setGradeLevel(roster.gradeLevel())
        .setSubject(org.pathline.events.Subject.valueOf(roster.subject().name()))
        .setSections(4)
        .setN(100)
        .setScored(100)
        .setScoredSections(4)
        .setScoredShare(1)
        .setOmega2(omega2)
        .setOmega2Raw(omega2)
        .setRaceEthnicity(List.of())
        .setEconomicallyDisadvantaged(List.of())
        .setAdvancedShare(0.5)
        .setRegime(DeclaredRegime.UNDECLARED)
        .setDeFactoTrackedFrom(0.2)
        .setFlags(List.of())
        .build();
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
