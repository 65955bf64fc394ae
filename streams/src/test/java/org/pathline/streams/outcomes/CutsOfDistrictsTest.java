package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.DrawnPathways;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.codec.CellChanges;
import org.pathline.streams.codec.CellChangesCodec;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.sums.PendingChanges;
import org.pathline.streams.wire.PathwayRecord;

/** What a student takes from one cell and gives to another of the district is seen together. */
class CutsOfDistrictsTest {
  private static final String CHANGES = OutcomesTopology.APPLICATION_ID + "-changes-repartition";

  private final Contract contract =
      Contract.of(
          new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))), 1);
  private final PathwayRecord encoder =
      new PathwayRecord(
          contract.id(TopicCatalogue.PATHWAYS), contract.id(TopicCatalogue.MILESTONES));
  @TempDir private Path directory;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    TopicCatalogue.all().forEach(contract.schemas()::idOf);
    driver =
        TopologyUnderTest.driver(
            OutcomesTopology.APPLICATION_ID,
            new OutcomesTopology(contract, new Reprocessing()).get(),
            directory);
  }

  @AfterEach
  void end() {
    driver.close();
  }

  private void publish(String student, String district, String school) {
    driver
        .createInputTopic(
            TopicCatalogue.PATHWAYS.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            student.getBytes(UTF_8),
            district == null
                ? null
                : encoder.encode(DrawnPathways.of(student, district, school, List.of())));
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    driver.advanceWallClockTime(Duration.ofMillis(400));
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Rows that were published together: school, whether it is a tombstone, and what is named. */
  private List<String> rows() {
    Topic topic = TopicCatalogue.OUTCOME_CELLS;
    return read(topic.name()).stream()
        .map(
            row -> {
              ReadPositions named = ReadPositions.of(row.headers());
              return CellKey.parse(new String(row.key(), UTF_8)).schoolId()
                  + (row.value() == null ? " gone" : "")
                  + (named == null ? "" : " " + named.text());
            })
        .toList();
  }

  @Test
  void theLastRowOfADistrictNamesThePathwaysItStandsFor() {
    publish("a", "D1", "S1");
    publish("b", "D1", "S2");
    assertThat(rows()).containsExactly("S1 0:1", "S2 0:2");
    publish("a", "D1", "S3");
    assertThat(rows()).containsExactly("S1 gone", "S3 0:3");
    // Nothing but a tombstone: a cell that is left names them, as Kafka forgets tombstones.
    publish("a", null, null);
    assertThat(rows()).containsExactly("S3 gone", "S2 0:4");
    publish("b", null, null);
    assertThat(rows()).containsExactly("S2 gone 0:5");
  }

  @Test
  void eachDistrictNamesItsOwn() {
    publish("a", "D1", "S1");
    assertThat(rows()).containsExactly("S1 0:1");
    publish("b", "D2", "T1");
    publish("c", "D1", "S2");
    publish("d", "D2", "T2");
    assertThat(rows()).containsExactly("T1 0:2", "S2 0:3", "T2 0:4");
    publish("b", "D1", "S9");
    assertThat(rows()).containsExactly("T1 gone", "T2 0:5", "S9 0:5");
  }

  @Test
  void aMoveTravelsInOneRecord() {
    for (int student = 0; student < 50; student++) {
      publish("s" + student, "D1", "S" + student % 7);
    }
    read(CHANGES);
    for (int student = 0; student < 50; student++) {
      publish("s" + student, "D1", "S" + student % 5);
    }
    List<TestRecord<byte[], byte[]>> records = read(CHANGES);
    CellChangesCodec codec = new CellChangesCodec();
    assertThat(records).isNotEmpty();
    for (TestRecord<byte[], byte[]> record : records) {
      assertThat(record.key()).asString(UTF_8).isEqualTo("D1|");
      CellChanges changes = codec.decode(record.value());
      assertThat(changes.sums().values().stream().mapToLong(sums -> sums.members()).sum()).isZero();
      assertThat(codec.decode(codec.encode(changes))).isEqualTo(changes);
    }
  }

  /** So many cells of one district are pending that a record cannot hold them. */
  @Test
  void manyMovesTravelInSeveralRecordsEachOfWholeMoves() {
    ContributingToCells contributing =
        new ContributingToCells(PathwayRecord::contribution, CellKey::districtOf);
    PendingChanges<CellSums> pending = new PendingChanges<>();
    List<CellChanges> sent = new ArrayList<>();
    CellChangesCodec codec = new CellChangesCodec();
    BiConsumer<String, SortedMap<String, CellSums>> send =
        (district, sums) ->
            contributing.changes(
                sums,
                ReadPosition.UNKNOWN,
                bytes -> {
                  assertThat(bytes).hasSizeLessThan(512 * 1024);
                  sent.add(codec.decode(bytes));
                });
    for (int student = 0; student < 3_000; student++) {
      pending.add(contributing, contribution(student, "S"), -1);
      pending.add(contributing, contribution(student, "T"), 1);
      pending.drainFull(send);
    }
    assertThat(sent).hasSizeBetween(3, 20);
    pending.drain(send);
    assertThat(sent.stream().mapToInt(each -> each.sums().size()).sum()).isEqualTo(6_000);
    assertThat(sent)
        .allMatch(each -> each.sums().values().stream().mapToLong(CellSums::members).sum() == 0);
  }

  private Contribution contribution(int student, String school) {
    return PathwayRecord.contribution(
        contract
            .wireFormat()
            .record(
                encoder.encode(DrawnPathways.of("s" + student, "D1", school + student, List.of())),
                TopicCatalogue.PATHWAYS.schema()));
  }

  @Test
  void positionsAreWhatTheirTextSays() {
    ReadPositions positions =
        ReadPositions.NONE.with(new ReadPosition(3, 7)).with(new ReadPosition(0, 10));
    assertThat(positions.text()).isEqualTo("0:10,3:7");
    assertThat(ReadPositions.parse("0:10,3:7")).isEqualTo(positions);
    assertThat(positions.with(new ReadPosition(3, 5))).isSameAs(positions);
    assertThat(positions.with(ReadPosition.UNKNOWN)).isSameAs(positions);
    assertThat(ReadPositions.parse("")).isEqualTo(ReadPositions.NONE);
  }

  @Test
  void keysOfEarlierReleasesAreRead() {
    CellKey key = CellKey.parse("8|dhs-2024-07-22|D%7C1|S1|2011|MATHEMATICS|ASIAN|YES|HIGH");
    assertThat(key.districtId()).isEqualTo("D|1");
    assertThat(key.text()).isEqualTo("D%7C1|S1|2011|MATHEMATICS|ASIAN|YES|HIGH|8|dhs-2024-07-22");
    assertThat(CellKey.parse(key.text())).isEqualTo(key);
    assertThat(CellKey.districtOf(key.text())).isEqualTo("D%7C1|");
  }
}
