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
import java.util.stream.StreamSupport;
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
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.ops.MetricName;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.check.SetAsides.Kind;
import org.pathline.streams.registry.ContractSchemas;

/**
 * What is set aside is told by status, by its own command and by a metric, until it no longer is.
 */
class SetAsideIT {
  private static final Connection CONNECTION = SharedCluster.emptiedConnection();
  private static final String RUN = "set-aside-it-" + System.nanoTime();
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

  /** No test on this cluster sets answers aside but this one. */
  private static final String ANSWERS =
      MetricName.SET_ASIDE + "{kind=\"ANSWER\",reason=\"INTERNAL_ERROR\",topology=\"policies\"} ";

  private static KafkaProducer<byte[], byte[]> producer;
  private static SetAsides ofPathways;
  private static SetAsides ofPolicies;

  @BeforeAll
  static void topicsAndSomeEntries() throws Exception {
    try (Admin admin = Admin.create(CONNECTION.clientSettings())) {
      new TopicContract(admin).apply(TopicContract.Mode.CREATE);
    }
    ContractSchemas schemas = new ContractSchemas(CONNECTION.registryClient());
    int setAsideId = schemas.idOf(TopicCatalogue.SET_ASIDE);
    int rejectionId = schemas.idOf(TopicCatalogue.REJECTIONS);
    ofPathways = new SetAsides("pathways", setAsideId, rejectionId);
    ofPolicies = new SetAsides("policies", setAsideId, rejectionId);
    producer =
        new KafkaProducer<>(
            CONNECTION.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    Violation tooMany = new Violation(Reason.TOO_MANY_FACTS, "student", "has 100000 facts");
    for (int i = 0; i < 7; i++) {
      setAside(ofPathways, Kind.STUDENT, RUN + " " + i, tooMany);
      // Told once more, it is still one.
      setAside(ofPathways, Kind.STUDENT, RUN + " " + i, tooMany);
    }
    Violation fault = new Violation(Reason.INTERNAL_ERROR, "answer", "Fault at Rule.java:7");
    setAside(ofPolicies, Kind.ANSWER, RUN, fault);
    setAside(ofPolicies, Kind.ANSWER, RUN + "-withdrawn", fault);
    producer.send(record(ofPolicies.key(Kind.ANSWER, RUN + "-withdrawn"), null)).get();
  }

  @AfterAll
  static void end() throws Exception {
    for (int i = 0; i < 7; i++) {
      producer.send(record(ofPathways.key(Kind.STUDENT, RUN + " " + i), null)).get();
    }
    producer.close();
  }

  private static void setAside(SetAsides entries, Kind kind, String id, Violation why)
      throws Exception {
    producer.send(record(entries.key(kind, id), entries.entry(kind, id, why))).get();
  }

  private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ProducerRecord<>(TopicCatalogue.SET_ASIDE.name(), key, value);
  }

  private static Said command(String... arguments) {
    return Said.of(CONNECTION, arguments);
  }

  private static JsonNode json(String... arguments) throws Exception {
    return command(arguments).json();
  }

  @Test
  void statusCountsByTopologyKindAndReasonAndListsTheFirstFew() throws Exception {
    JsonNode setAside = json("status", "--format=json").at("/survey/setAside");
    assertThat(setAside.get("counts"))
        .anySatisfy(
            count -> {
              assertThat(count.get("topology").asText()).isEqualTo("pathways");
              assertThat(count.get("kind").asText()).isEqualTo("STUDENT");
              assertThat(count.get("reason").asText()).isEqualTo("TOO_MANY_FACTS");
              assertThat(count.get("count").asInt()).isEqualTo(7);
            });
    long sum =
        StreamSupport.stream(setAside.get("counts").spliterator(), false)
            .mapToLong(each -> each.get("count").asLong())
            .sum();
    assertThat(setAside.get("total").asLong()).isEqualTo(sum).isGreaterThanOrEqualTo(8);
    assertThat(setAside.get("first")).hasSize(5);
    assertThat(command("status").out())
        .contains("set aside")
        .contains("pathways STUDENT TOO_MANY_FACTS")
        .contains("`pathline set-aside`");
  }

  @Test
  void allAreListedWithWhatIsWrong() throws Exception {
    JsonNode students =
        json("set-aside", "--topology=pathways", "--kind=student", "--format=json").get("setAside");
    assertThat(students)
        .filteredOn(each -> each.get("id").asText().startsWith(RUN))
        .hasSize(7)
        .allSatisfy(
            each -> {
              assertThat(each.get("reason").asText()).isEqualTo("TOO_MANY_FACTS");
              assertThat(each.get("detail").asText()).isEqualTo("has 100000 facts");
            });
    Said csv = command("set-aside", "--reason=INTERNAL_ERROR", "--kind=ANSWER", "--format=csv");
    assertThat(csv.out())
        .isEqualTo(
            "topology,kind,id,reason,detail\npolicies,ANSWER,"
                + RUN
                + ",INTERNAL_ERROR,Fault at Rule.java:7\n");
    assertThat(command("set-aside", "--kind=ROSTER").out()).contains("nothing is set aside");
    assertThat(command("set-aside", "--kind=TEACHER").exitCode()).isEqualTo(2);
    assertThat(command("set-aside", "--reason=INTERNAL_ERROR").out())
        .contains("Fault at Rule.java:7");
  }

  @Test
  void aMetricFollowsWhatIsSetAsideAndWhatIsTakenBack() throws Exception {
    try (Monitor monitor =
            new Monitor(CONNECTION, List.of(TopologyName.values()), Duration.ofSeconds(1), null);
        MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens())) {
      assertThat(metrics(server)).doesNotContain(MetricName.SET_ASIDE);
      monitor.start();
      awaitLine(server, ANSWERS + "1.0");
      assertThat(metrics(server))
          .contains("{kind=\"STUDENT\",reason=\"TOO_MANY_FACTS\",topology=\"pathways\"} 7.0");
      Violation fault = new Violation(Reason.INTERNAL_ERROR, "answer", "Fault at Rule.java:7");
      setAside(ofPolicies, Kind.ANSWER, RUN + "-another", fault);
      awaitLine(server, ANSWERS + "2.0");
      producer.send(record(ofPolicies.key(Kind.ANSWER, RUN + "-another"), null)).get();
      awaitLine(server, ANSWERS + "1.0");
    }
  }

  private static void awaitLine(MonitorServer server, String line) throws Exception {
    long began = System.nanoTime();
    while (!metrics(server).contains(line)) {
      assertThat(System.nanoTime() - began).as(line).isLessThan(PATIENCE);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static String metrics(MonitorServer server) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString(UTF_8))
        .body();
  }
}
