package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.contract.TopicContract;
import org.pathline.domain.fact.FactType;
import org.pathline.events.PostsecondaryEnrollment;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine;

/** Publishing to the real broker and registry, read back with Confluent's own deserializer. */
class PublishIT {
  private static final String TERMS =
      "studentId,recordedAt,source,institutionId,termBegin,termEnd,cipCodes,retracted\n";

  private static Connection connection;

  @TempDir private Path directory;

  private int exitCode;
  private String out;
  private String err;
  private Map<TopicPartition, Long> before;

  @BeforeAll
  static void makeTheTopics() throws Exception {
    connection = SharedCluster.connection();
    try (Admin admin = TopicContract.admin(connection)) {
      new TopicContract(admin).apply(TopicContract.Mode.FIX);
    }
  }

  @BeforeEach
  void rememberWhereTheTopicEnds() {
    before = ends(TopicCatalogue.POSTSECONDARY);
  }

  @Test
  void aPlainConsumerReadsWhatWasPublished() throws IOException {
    write(
        "postsecondary.csv",
        TERMS
            + "publish-it-1,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2015-12-20,11.0701|260101,\n"
            + "publish-it-ü,2020-01-01T00:00:00Z,,I-1,2015-08-20,,,true\n");
    publish(directory.toString());
    assertThat(exitCode).as(err).isZero();
    List<ConsumerRecord<String, Object>> records = published();
    assertThat(records).hasSize(2);
    for (ConsumerRecord<String, Object> record : records) {
      PostsecondaryEnrollment term = (PostsecondaryEnrollment) record.value();
      assertThat(record.key()).isEqualTo(term.getStudentId());
      assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
      assertThat(record.partition())
          .as("where Kafka's Java client puts the key")
          .isEqualTo(
              BuiltInPartitioner.partitionForKey(
                  record.key().getBytes(StandardCharsets.UTF_8), before.size()));
      boolean full = record.key().equals("publish-it-1");
      assertThat(term.getRecordedAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
      assertThat(term.getTermBegin()).isEqualTo(LocalDate.of(2015, 8, 20));
      assertThat(term.getRetracted()).isEqualTo(!full);
      assertThat(term.getCipCodes()).isEqualTo(full ? List.of("11.0701", "260101") : List.of());
    }
  }

  @Test
  void badRowsDoNotStopTheRestAndASecondRunSendsTheSameBytes() throws IOException {
    write(
        "postsecondary.csv",
        TERMS
            + "publish-it-2,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2015-12-20,,\n"
            + "publish-it-3,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2014-12-20,,\n"
            + "publish-it-4,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2015-12-20,,\n");
    publish(directory.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("postsecondary.csv:3: termEnd: 2014-12-20 is before termBegin");
    assertThat(out)
        .containsPattern("postsecondary +3 +2 +1")
        .contains("all other rows were accepted and sent");
    assertThat(rejected()).content().contains("publish-it-3").doesNotContain("publish-it-4");
    publish(directory.toString());
    List<ConsumerRecord<String, Object>> records = published();
    assertThat(records).hasSize(4);
    assertThat(records.stream().map(ConsumerRecord::value).distinct()).hasSize(2);
  }

  @Test
  void strictSendsNothingWhenAnyRowOfAnyFileIsBad() throws IOException {
    write(
        "postsecondary.csv",
        TERMS + "publish-it-5,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2015-12-20,,\n");
    write("students.csv", "studentId,recordedAt,source\npublish-it-5,2020-01-01T00:00:00Z,d\n");
    Path links = write("identities.csv", "aliasId,recordedAt,source,canonicalId\nA,x,d,B\n");
    publish("--strict", directory.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(out).contains("nothing was sent");
    assertThat(published()).isEmpty();

    Files.delete(links);
    publish("--strict", directory.toString());
    assertThat(exitCode).as(err).isZero();
    assertThat(published()).hasSize(1);
  }

  @Test
  void aDryRunSendsNothing() throws IOException {
    write(
        "postsecondary.csv",
        TERMS + "publish-it-6,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2015-12-20,,\n");
    publish("--dry-run", directory.toString());
    assertThat(exitCode).isZero();
    assertThat(published()).isEmpty();
  }

  @Test
  void aTextThatIsTooLongIsRefusedAloneAndCounted() throws IOException {
    write(
        "degrees.csv",
        "studentId,recordedAt,source,institutionId,conferredOn,degreeLevel,cipCodes,title\n"
            + "S,2020-01-01T00:00:00Z,d,I,2015-06-01,BACHELOR,11.0701,"
            + "\"é"
            + "é".repeat(600_000)
            + "\"\n"
            + "S,2020-01-01T00:00:00Z,d,I,2016-06-01,BACHELOR,11.0701,short\n");
    publish(directory.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(out).containsPattern("degrees +2 +1 +1");
    assertThat(err).contains("title: ").contains("(TOO_LONG)");
  }

  @Test
  void studentsWhomTheClusterKnowsAreNotDoubted() throws IOException {
    Path who =
        write(
            "students.csv",
            "studentId,recordedAt,source\npublish-it-known,2020-01-01T00:00:00Z,d\n");
    Path links =
        write(
            "identities.csv",
            "aliasId,recordedAt,source,canonicalId\n"
                + "publish-it-known,2020-01-01T00:00:00Z,d,publish-it-canonical\n");
    publish(directory.toString());
    assertThat(exitCode).as(err).isZero();
    Files.delete(who);
    Files.delete(links);
    write(
        "searches.csv",
        "studentId,recordedAt,source,searchedThrough,recordFound\n"
            + "publish-it-known,2020-01-01T00:00:00Z,d,2019-10-31,false\n"
            + "publish-it-lost,2020-01-01T00:00:00Z,d,2019-10-31,false\n"
            + "publish-it-canonical,2020-01-01T00:00:00Z,d,2019-10-31,false\n");
    publish("--strict", directory.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(out).contains("UNJOINED_ID 1, first").contains("searches.csv:3");
    publish(directory.toString());
    assertThat(exitCode).as("a doubt stops nothing").isZero();
  }

  @Test
  @Tag("trial")
  void anUnreachableBrokerFailsWithinSecondsAndClearly() throws IOException {
    write(
        "postsecondary.csv",
        TERMS + "publish-it-7,2020-01-01T00:00:00Z,nsc,I-1,2015-08-20,2015-12-20,,\n");
    execute(
        "publish",
        "--bootstrap-servers=127.0.0.1:1",
        "--schema-registry=" + connection.schemaRegistry(),
        "--rejected=" + rejected(),
        directory.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("is the broker up and reachable?");
  }

  @Test
  @Tag("trial")
  void theRealDataOfOneInstitutionPublishesWithoutARejectedRow() throws Exception {
    Path data = realData();
    assumeThat(data).as("the real data is absent; set -Dpathline.shared to try it").isDirectory();
    Map<FactType, Long> expected =
        Map.of(
            FactType.STUDENTS, 25_183L,
            FactType.ENROLLMENTS, 15_263L,
            FactType.ASSESSMENTS, 15_263L,
            FactType.POSTSECONDARY, 174_244L,
            FactType.DEGREES, 10_973L,
            FactType.SEARCHES, 25_183L);
    StringWriter messages = new StringWriter();
    PublishSummary summary =
        new Publication(rejected(), Progress.quiet(new PrintWriter(messages)))
            .send(ImportFiles.find(List.of(data), rejected()), connection);
    assertThat(summary.isGood()).as(messages.toString()).isTrue();
    assertThat(summary.rows())
        .allSatisfy(
            row -> {
              assertThat(row.sent()).as(row.type().noun()).isEqualTo(expected.get(row.type()));
              assertThat(row.rejected()).isZero();
            })
        .hasSize(expected.size());
  }

  /** Beside the project, wherever a test of a module is started. */
  private static Path realData() {
    String named = System.getProperty("pathline.shared");
    Path shared = named == null ? besideTheProject() : Path.of(named);
    return shared.resolve("data").resolve("midfield-j");
  }

  private static Path besideTheProject() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared");
  }

  private Path rejected() {
    return directory.resolve("rejected.csv");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private void publish(String... arguments) {
    List<String> all = new ArrayList<>();
    all.add("publish");
    all.add("--bootstrap-servers=" + connection.bootstrapServers());
    all.add("--schema-registry=" + connection.schemaRegistry());
    all.add("--rejected=" + rejected());
    all.addAll(List.of(arguments));
    execute(all.toArray(String[]::new));
  }

  private void execute(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine line =
        Main.commandLine().setOut(new PrintWriter(outText)).setErr(new PrintWriter(errText));
    exitCode = line.execute(arguments);
    out = outText.toString();
    err = errText.toString();
  }

  /** What was added to the topic of terms since the test began. */
  private List<ConsumerRecord<String, Object>> published() {
    Map<TopicPartition, Long> after = ends(TopicCatalogue.POSTSECONDARY);
    long count = 0;
    for (TopicPartition partition : after.keySet()) {
      count += after.get(partition) - before.get(partition);
    }
    List<ConsumerRecord<String, Object>> records = new ArrayList<>();
    try (KafkaConsumer<String, Object> consumer = consumer()) {
      consumer.assign(before.keySet());
      before.forEach(consumer::seek);
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (records.size() < count) {
        assertThat(System.nanoTime()).as("records come in time").isLessThan(deadline);
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static Map<TopicPartition, Long> ends(Topic topic) {
    try (KafkaConsumer<String, Object> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      return Map.copyOf(consumer.endOffsets(partitions));
    }
  }

  private static KafkaConsumer<String, Object> consumer() {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("specific.avro.reader", true);
    KafkaAvroDeserializer values = new KafkaAvroDeserializer();
    values.configure(settings, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), values);
  }
}
