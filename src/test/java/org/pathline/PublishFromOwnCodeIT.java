package org.pathline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.contract.EmbeddedContract;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutcomeCount;
import org.pathline.events.OutcomeName;
import org.pathline.events.PostsecondaryEnrollment;
import org.pathline.events.PostsecondaryLevel;
import org.pathline.events.RaceEthnicity;
import org.pathline.events.SchoolEnrollment;
import org.pathline.events.StudentRecord;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;

/**
 * The examples of the contract's page, as they stand there: own code publishes facts and reads
 * outcome cells, with the registry's own serializers.
 */
class PublishFromOwnCodeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path stateDirectory;

  // Page: publish
  static void publish(String kafka, String registry, String student, String school)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "schema.registry.url",
            registry,
            "key.serializer",
            StringSerializer.class,
            "value.serializer",
            KafkaAvroSerializer.class,
            // The operator registers schemas, with `pathline schemas`; a publisher only looks up.
            "auto.register.schemas",
            false);
    Instant now = Instant.now();
    StudentRecord who =
        StudentRecord.newBuilder()
            .setStudentId(student)
            .setRecordedAt(now)
            .setSource("district-7")
            .setRaceEthnicity(RaceEthnicity.HISPANIC)
            .build();
    SchoolEnrollment grade8 =
        SchoolEnrollment.newBuilder()
            .setStudentId(student)
            .setRecordedAt(now)
            .setSource("district-7")
            .setDistrictId("district-7")
            .setSchoolId(school)
            .setGradeLevel("08")
            .setEntryDate(LocalDate.of(2010, 8, 23))
            .build();
    PostsecondaryEnrollment computerScience =
        PostsecondaryEnrollment.newBuilder()
            .setStudentId(student)
            .setRecordedAt(now)
            .setSource("clearinghouse")
            .setInstitutionId("university-1")
            .setTermBegin(LocalDate.of(2015, 9, 1))
            .setTermEnd(LocalDate.of(2015, 12, 18))
            .setCipCodes(List.of("11.0701"))
            .setLevel(PostsecondaryLevel.BACHELOR)
            .build();
    List<ProducerRecord<String, SpecificRecord>> records =
        List.of(
            new ProducerRecord<>("pathline.students.v1", student, who),
            new ProducerRecord<>("pathline.enrollments.v1", student, grade8),
            new ProducerRecord<>("pathline.postsecondary.v1", student, computerScience));
    try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(settings)) {
      for (ProducerRecord<String, SpecificRecord> record : records) {
        producer.send(record).get(); // many records: give send a callback instead of waiting
      }
    }
  }

  // Page: end

  // Page: consume
  static Map<String, OutcomeCell> currentCells(String kafka, String registry) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "schema.registry.url",
            registry,
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            KafkaAvroDeserializer.class,
            "specific.avro.reader",
            true,
            "isolation.level",
            "read_committed");
    Map<String, OutcomeCell> cells = new HashMap<>();
    try (KafkaConsumer<String, OutcomeCell> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("pathline.outcome-cells.v1").stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(
                cell -> {
                  var partition = new TopicPartition(cell.topic(), cell.partition());
                  if (cell.offset() >= ends.get(partition)) {
                    return; // what was committed meanwhile may have come in part
                  }
                  if (cell.value() == null) {
                    cells.remove(cell.key()); // the last student has left this cell
                  } else {
                    cells.put(cell.key(), cell.value());
                  }
                });
      }
    }
    return cells;
  }

  // Page: end

  @Test
  void theExamplesPublishFactsAndReadTheCellTheyMake() throws Exception {
    Connection connection = SharedCluster.connection();
    EmbeddedContract.ensure(connection);
    String run = "own-code-" + System.nanoTime();
    String school = run + "-school";
    String kafka = connection.bootstrapServers();
    publish(kafka, connection.schemaRegistry(), run + "-student", school);
    OutcomeCell cell;
    try (Runner runner =
        new Runner(
            connection, List.of(TopologyName.values()), Settings.DEFAULT, stateDirectory, 1)) {
      runner.start();
      cell = awaitCell(kafka, connection.schemaRegistry(), school);
    }
    assertThat(cell.getDistrictId()).isEqualTo("district-7");
    assertThat(cell.getAnchorYear()).isEqualTo(2011);
    assertThat(cell.getRaceEthnicity()).isEqualTo(RaceEthnicity.HISPANIC);
    assertThat(cell.getMembers()).isEqualTo(1);
    assertThat(cell.getOutcomes())
        // Nobody has searched college records, so a missing degree says nothing yet.
        .contains(new OutcomeCount(OutcomeName.stemDegree6, 1L, 0L, 0L));
  }

  @Test
  void thePageShowsTheseExamplesLiterally() throws IOException {
    String page = Files.readString(Path.of("../schemas/README.md"));
    Path source = Path.of("test/java/org/pathline/PublishFromOwnCodeIT.java");
    for (String name : List.of("publish", "consume")) {
      String example = example(Files.readAllLines(source), name);
      assertThat(example).contains("static ");
      assertThat(page).contains("```java\n" + example + "\n```");
    }
  }

  private static String example(List<String> lines, String name) {
    return lines.stream()
        .dropWhile(line -> !line.strip().equals("// Page: " + name))
        .skip(1)
        .takeWhile(line -> !line.strip().equals("// Page: end"))
        .collect(Collectors.joining("\n"))
        .stripTrailing()
        .stripIndent()
        .strip();
  }

  /**
   * The school's cell once it holds the college term: its three facts come over three topics, so a
   * cell may be written before the last of them has been read.
   */
  private static OutcomeCell awaitCell(String kafka, String registry, String school) {
    return await("a cell of " + school + " that holds the college term")
        .atMost(PATIENCE)
        .until(() -> cell(kafka, registry, school), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<OutcomeCell> cell(String kafka, String registry, String school) {
    return currentCells(kafka, registry).values().stream()
        .filter(cell -> school.equals(cell.getSchoolId()))
        .filter(cell -> RaceEthnicity.HISPANIC.equals(cell.getRaceEthnicity()))
        .filter(
            cell ->
                cell.getOutcomes().contains(new OutcomeCount(OutcomeName.stemEntry2, 1L, 1L, 1L)))
        .findFirst();
  }
}
