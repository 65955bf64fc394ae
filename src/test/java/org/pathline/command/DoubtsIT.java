package org.pathline.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.contract.TopicContract;
import org.pathline.events.Doubt;
import org.pathline.ops.MetricName;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/** What is doubted is told by status, by its own command and by a metric. */
class DoubtsIT {
  private static final Connection CONNECTION = SharedCluster.emptiedConnection();
  private static final String RUN = "doubts-it-" + System.nanoTime();
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
  private static final String METRIC = MetricName.DOUBTS + "{kind=\"STAY_OF_NO_LENGTH\"} ";

  private static KafkaProducer<byte[], byte[]> producer;
  private static int schemaId;

  @BeforeAll
  static void topicsAndSomeEntries() throws Exception {
    try (Admin admin = Admin.create(CONNECTION.clientSettings())) {
      new TopicContract(admin).apply(TopicContract.Mode.CREATE);
    }
    schemaId = new ContractSchemas(CONNECTION.registryClient()).idOf(TopicCatalogue.DOUBTS);
    producer =
        new KafkaProducer<>(
            CONNECTION.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    doubt("UNJOINED_ID", RUN + " a", 1);
    doubt("STAY_OF_NO_LENGTH", RUN + " a", 2);
    doubt("STAY_OF_NO_LENGTH", RUN + " b", 1);
    doubt("STAY_OF_NO_LENGTH", RUN + " c", 1);
    takeBack(RUN + " c");
  }

  @AfterAll
  static void end() throws Exception {
    takeBack(RUN + " a");
    takeBack(RUN + " b");
    producer.send(record("UNJOINED_ID " + RUN + " a", null)).get();
    producer.close();
  }

  private static void doubt(String kind, String id, int count) throws Exception {
    Doubt doubt =
        Doubt.newBuilder()
            .setStudentId(id)
            .setKind(kind)
            .setCount(count)
            .setFactTopic("enrollments")
            .setFactKey("M01|2014-08-20")
            .setSource("district-7")
            .setField("exitDate")
            .setDetail("made by a test")
            .build();
    producer.send(record(kind + " " + id, WireFormat.value(schemaId, doubt))).get();
  }

  private static void takeBack(String id) throws Exception {
    producer.send(record("STAY_OF_NO_LENGTH " + id, null)).get();
  }

  private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ProducerRecord<>(TopicCatalogue.DOUBTS.name(), key.getBytes(UTF_8), value);
  }

  private static Said command(String... arguments) {
    return Said.of(CONNECTION, arguments);
  }

  private static JsonNode json(String... arguments) throws Exception {
    return command(arguments).json();
  }

  @Test
  void statusCountsStudentsAndFactsByKindAndNamesTheFirst() throws Exception {
    JsonNode counts = json("status", "--format=json").at("/survey/doubts/counts");
    assertThat(counts)
        .anySatisfy(
            each -> {
              assertThat(each.get("kind").asText()).isEqualTo("STAY_OF_NO_LENGTH");
              assertThat(each.get("students").asInt()).isEqualTo(2);
              assertThat(each.get("facts").asInt()).isEqualTo(3);
              assertThat(each.at("/first/studentId").asText()).isEqualTo(RUN + " a");
            });
    assertThat(command("status").out())
        .contains("STAY_OF_NO_LENGTH")
        .contains("first " + RUN + " a, enrollments M01|2014-08-20: made by a test")
        .contains("`pathline doubts`");
  }

  @Test
  void allAreListedAndChosenByKindAndStudent() throws Exception {
    assertThat(json("doubts", "--format=json").get("doubts"))
        .filteredOn(each -> each.get("studentId").asText().startsWith(RUN))
        .hasSize(3);
    assertThat(
            command("doubts", "--kind=STAY_OF_NO_LENGTH", "--student=" + RUN + " b", "--format=csv")
                .out())
        .isEqualTo(
            "kind,studentId,count,factTopic,factKey,source,field,detail\nSTAY_OF_NO_LENGTH,"
                + RUN
                + " b,1,enrollments,M01|2014-08-20,district-7,exitDate,made by a test\n");
    assertThat(command("doubts", "--kind=SIMILAR_IDS").out()).contains("nothing is doubted");
    assertThat(command("doubts", "--kind=WRONG").exitCode()).isEqualTo(2);
  }

  @Test
  void aMetricFollowsWhatIsDoubtedAndWhatIsTakenBack() throws Exception {
    try (Monitor monitor =
            new Monitor(CONNECTION, List.of(TopologyName.values()), Duration.ofSeconds(1), null);
        MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens())) {
      assertThat(metrics(server)).doesNotContain(MetricName.DOUBTS);
      monitor.start();
      awaitLine(server, METRIC + "2.0");
      doubt("STAY_OF_NO_LENGTH", RUN + " d", 5);
      awaitLine(server, METRIC + "3.0");
      takeBack(RUN + " d");
      awaitLine(server, METRIC + "2.0");
      assertThat(metrics(server)).contains(MetricName.DOUBTS + "{kind=\"GRADES_CONTRADICTED\"} 0");
    }
  }

  private static void awaitLine(MonitorServer server, String line) throws Exception {
    long began = System.nanoTime();
    while (!metrics(server).contains(line)) {
      assertThat(System.nanoTime() - began).as(line).isLessThan(PATIENCE);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private static String metrics(MonitorServer server) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString(UTF_8))
        .body();
  }
}
