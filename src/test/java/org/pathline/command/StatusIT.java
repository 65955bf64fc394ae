package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.BadRecords;

/** The program itself, as a child process, beside a running cluster. */
class StatusIT {
  private record Outcome(int exitCode, String out, String err) {}

  @Test
  void statusCountsCommittedDeadLettersByReason() throws Exception {
    Connection connection = SharedCluster.connection();
    String topic = "dead-letters-of-status-it";
    create(connection, topic);
    writeDeadLetters(connection, topic);
    BadRecords counted = BadRecords.count(connection, topic);
    // By offsets it would be 8: two markers and an aborted record are among them.
    assertThat(counted.total()).isEqualTo(5);
    assertThat(counted.byReason())
        .isEqualTo(Map.of("NULL_VALUE", 1L, "UNDECODABLE", 2L, "(not readable)", 2L));
  }

  @Test
  void statusTellsWhatRunsAndWhichTopicsAreMissing() throws Exception {
    create(SharedCluster.connection(), TopicCatalogue.DEAD_LETTERS.name());
    Outcome status = pathline(SharedCluster.get().home().directory(), "status", "--format", "json");
    assertThat(status.exitCode()).as(status.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(status.out());
    assertThat(json.at("/broker/pid").asLong()).isEqualTo(SharedCluster.get().brokerPid());
    assertThat(json.at("/registry/pid").asLong()).isEqualTo(SharedCluster.get().registryPid());
    assertThat(json.at("/survey/partitions").has(TopicCatalogue.STUDENTS.name())).isTrue();
    assertThat(json.at("/survey/badRecords").has(TopicCatalogue.DEAD_LETTERS.name())).isTrue();

    Outcome table = pathline(SharedCluster.get().home().directory(), "status");
    assertThat(table.out())
        .contains("pid " + SharedCluster.get().brokerPid())
        .contains(TopicCatalogue.STUDENTS.name());
  }

  @Test
  void withoutAClusterStatusFailsAndSaysHowToStartOne(@TempDir Path empty) throws Exception {
    Outcome status = pathline(empty, "status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("pathline up");
  }

  @Test
  @Tag("trial")
  void anUnreachableClusterIsOneClearLine(@TempDir Path empty) throws Exception {
    Outcome status =
        pathline(
            empty,
            "status",
            "--bootstrap-servers=127.0.0.1:1",
            "--schema-registry=http://127.0.0.1:1");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.err().lines())
        .singleElement()
        .asString()
        .startsWith("pathline status: Kafka at 127.0.0.1:1 does not answer");
  }

  @Test
  void aMisspeltCommandIsAUsageError(@TempDir Path empty) throws Exception {
    assertThat(pathline(empty, "statsu").exitCode()).isEqualTo(2);
  }

  private static void create(Connection connection, String topic) throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static void writeDeadLetters(Connection connection, String topic) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("transactional.id", "status-it");
    try (KafkaAvroSerializer values = new KafkaAvroSerializer();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      values.configure(settings, false);
      List<byte[]> letters = new ArrayList<>();
      for (String reason : List.of("UNDECODABLE", "NULL_VALUE", "UNDECODABLE")) {
        letters.add(values.serialize(topic, deadLetter(reason)));
      }
      letters.add("no Avro".getBytes(StandardCharsets.UTF_8));
      letters.add(null);
      producer.initTransactions();
      producer.beginTransaction();
      letters.forEach(letter -> producer.send(new ProducerRecord<>(topic, letter)));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, letters.get(0)));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static DeadLetter deadLetter(String reason) {
    return DeadLetter.newBuilder()
        .setTopic("pathline.grades.v1")
        .setPartition(0)
        .setOffset(7)
        .setTimestamp(Instant.EPOCH)
        .setReason(reason)
        .setDetail("made by a test")
        .setApplicationId("status-it")
        .build();
  }

  private static Outcome pathline(Path home, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("org.pathline.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("PATHLINE_HOME", home.toString());
    Path err = home.resolve("err-of-test.txt");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, java.nio.file.Files.readString(err));
  }
}
