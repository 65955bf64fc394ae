package org.pathline.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.contract.TopicContract;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;

/**
 * Plans on a real broker, over cells of an anchor grade that no other test has.
 *
 * <p>Schools adopt in 2035: their students finish school in 2042, which no plan of today can have
 * seen; whether they took algebra could be seen since July 2006 in the schools that adopted in
 * 2007.
 */
class PlanIT {
  private static final String RUN = "plan-it-" + System.nanoTime();
  private static final Connection CONNECTION = SharedCluster.emptiedConnection();
  private static final int SCHOOLS = 12;

  @TempDir private static Path directory;

  @BeforeAll
  static void publish() throws Exception {
    try (Admin admin = Admin.create(CONNECTION.clientSettings())) {
      new TopicContract(admin).apply(TopicContract.Mode.CREATE);
    }
    publishCells(false);
  }

  /** Other tests' answers would be computed beside these cells. */
  @AfterAll
  static void withdraw() throws Exception {
    publishCells(true);
  }

  private static void publishCells(boolean withdrawn) throws Exception {
    ContractSchemas schemas = new ContractSchemas(CONNECTION.registryClient());
    Random random = new Random(5);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            CONNECTION.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      int cellId = schemas.idOf(TopicCatalogue.OUTCOME_CELLS);
      int policyId = schemas.idOf(TopicCatalogue.POLICIES);
      for (int grade : List.of(5, 4)) {
        int first = grade == 5 ? 2029 : 2001;
        for (int school = 0; school < SCHOOLS; school++) {
          String district = RUN + "-" + grade + "-D" + school % 4;
          for (int year = first; year < first + 10; year++) {
            CellKey key =
                new CellKey(
                    new Settings(grade, Settings.DEFAULT.stemList()),
                    district,
                    "S" + school,
                    year,
                    Subject.MATHEMATICS,
                    RaceEthnicity.WHITE,
                    Indicator.NO,
                    PriorAchievement.MIDDLE);
            producer.send(
                new ProducerRecord<>(
                    TopicCatalogue.OUTCOME_CELLS.name(),
                    key.text().getBytes(UTF_8),
                    withdrawn ? null : WireFormat.value(cellId, CellRecord.of(key, sums(random)))));
          }
          if (school % 2 == 0) {
            ClassroomPolicy policy = policy(district, school, grade, first + 6, withdrawn);
            producer.send(
                new ProducerRecord<>(
                    TopicCatalogue.POLICIES.name(),
                    policy.envelope().studentId().getBytes(UTF_8),
                    WireFormat.value(policyId, new FactCodec().encode(policy))));
          }
        }
      }
      producer.flush();
    }
  }

  private static CellSums sums(Random random) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = 80;
    for (Outcome outcome : List.of(Outcome.STEM_ENTRY_2, Outcome.ADVANCED_COURSE)) {
      int at = 1 + 3 * outcome.ordinal();
      counts[at] = 80;
      counts[at + 1] = 80;
      counts[at + 2] = 20 + random.nextInt(20);
    }
    return new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO);
  }

  private static ClassroomPolicy policy(
      String district, int school, int grade, int from, boolean withdrawn) {
    return new ClassroomPolicy(
        new Envelope(
            district + "-S" + school, Recorded.at(withdrawn ? 2 : 1), "test", withdrawn, null),
        district,
        "S" + school,
        Subject.MATHEMATICS,
        "01",
        "0" + grade,
        Regime.DETRACKED,
        Acceleration.NONE,
        from,
        null,
        "https://example.org");
  }

  private static Said command(String... arguments) {
    return Said.of(CONNECTION, arguments);
  }

  private static JsonNode rows(String name, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--format=json");
    return command(all.toArray(String[]::new)).json().get(name);
  }

  private static @Nullable JsonNode listed(String id) throws Exception {
    for (JsonNode each : rows("plans", "plan", "list")) {
      if (id.startsWith(each.get("plan").asText())) {
        return each;
      }
    }
    return null;
  }

  private static String file(int grade, String outcome, double smallest) throws Exception {
    Path file = directory.resolve(outcome + grade + "-" + smallest + ".json");
    Files.writeString(
        file,
        "{ \"outcomes\": [\""
            + outcome
            + "\"], \"smallestEffect\": "
            + smallest
            + ", \"subgroups\": [\"all\", \"economicallyDisadvantaged=NO\"], \"anchorGrade\": "
            + grade
            + " }");
    return file.toString();
  }

  private static String published(String file) {
    Said said = command("plan", "publish", file, "--author", RUN);
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out()).matches("plan [0-9a-f]{64}\n");
    return said.out().strip().substring("plan ".length());
  }

  @Test
  void aPlanIsCheckedPublishedListedAndAnsweredAsWhatItIs() throws Exception {
    double smallest = 0.02 + System.nanoTime() % 1_000_000 / 1e9;
    String file = file(5, "stemEntry2", smallest);
    JsonNode power = rows("power", "plan", "check", file, "--draws", "50");
    assertThat(power).hasSize(2);
    assertThat(power.get(0).get("treated").asInt()).isEqualTo(6);
    assertThat(power.get(0).get("detectable").asDouble()).isBetween(0.001, 0.9);
    Instant before = Instant.now().minusMillis(1_000);
    String id = published(file);
    assertThat(published(file)).as("an equal plan").isEqualTo(id);
    JsonNode listed = listed(id);
    assertThat(listed).isNotNull();
    assertThat(listed.get("author").asText()).isEqualTo(RUN);
    Instant since = Instant.parse(listed.get("since").asText());
    assertThat(since).isBetween(before, Instant.now().plusMillis(1_000));
    JsonNode answers = rows("answers", "plan", "answer", id.substring(0, 20));
    assertThat(answers).hasSize(2);
    for (JsonNode each : answers) {
      assertThat(each.get("inference").asText()).isEqualTo("CONFIRMATORY");
      assertThat(each.get("observableFrom").asText()).isEqualTo("2042-07-01");
      assertThat(each.get("holmP").asDouble()).isGreaterThanOrEqualTo(each.get("p").asDouble());
    }
    Said table = command("plan", "answer", id);
    assertThat(table.out()).contains("CONFIRMATORY").contains("which stands since " + since);
  }

  @Test
  void aPlanThatCameAfterItsDataIsAnsweredAndSaysSo() throws Exception {
    double smallest = 0.03 + System.nanoTime() % 1_000_000 / 1e9;
    String id = published(file(4, "advancedCourse", smallest));
    for (JsonNode each : rows("answers", "plan", "answer", id)) {
      assertThat(each.get("inference").asText()).isEqualTo("EXPLORATORY");
      assertThat(each.get("observableFrom").asText()).isEqualTo("2006-07-01");
    }
    assertThat(command("plan", "answer", id).out()).contains("this plan came after its data");
  }

  @Test
  void whatIsNoPlanOrNamesNoneIsSaid() throws Exception {
    assertThat(command("plan", "answer", "ffffffff").err())
        .contains("no plan stands whose name begins with ffffffff");
    assertThat(command("plan", "check", directory.resolve("none.json").toString()).err())
        .contains("there is no file");
    Path typo = directory.resolve("typo.json");
    Files.writeString(typo, "{\"outcomes\": [\"stemEntry2\"], \"smallesteffect\": 0.02}");
    assertThat(command("plan", "publish", typo.toString()).err())
        .contains("there is no field 'smallesteffect'");
    Files.writeString(
        typo,
        "{\"outcomes\": [\"stemEntry2\"], \"smallestEffect\": 0.02, \"anticipation\": \"two\"}");
    assertThat(command("plan", "publish", typo.toString()).err())
        .contains("anticipation: is \"two\"; give a whole number");
  }
}
