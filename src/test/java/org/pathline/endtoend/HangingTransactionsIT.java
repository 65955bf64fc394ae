package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.access.Tokens;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.run.HangingWatch;
import org.pathline.run.TopologyName;
import org.pathline.topics.HangingTransaction;
import org.pathline.topics.HangingTransactions;

/** A transaction that nobody ends is found, named and ended; one that somebody will end is left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HangingTransactionsIT {
  private static final Trial TRIAL = Trial.shared();
  private static final String CHANGELOG = "pathline-rosters-v1-seats-changelog";
  private static final TopicPartition HELD = new TopicPartition(CHANGELOG, 1);
  private static final TopicPartition OPEN = new TopicPartition(CHANGELOG, 0);
  private static final long PRODUCER_ID = 4_000_000_000L;
  private static final short EPOCH = 7;
  private static final long LONG_AGO = System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(10);

  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> owner;

  /** A record before, one that nobody will ever commit, and one behind; beside it one that is. */
  @BeforeAll
  static void leaveOne() throws Exception {
    admin = Admin.create(TRIAL.connection().clientSettings());
    // As Kafka Streams makes it: records bear the time of what they are of, which may be long ago.
    admin.createTopics(List.of(new NewTopic(CHANGELOG, 2, (short) 1))).all().get();
    Map<String, Object> settings = TRIAL.connection().clientSettings();
    settings.put("transactional.id", "pathline-rosters-v1-owner");
    owner = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    owner.initTransactions();
    write(HELD, "before");
    owner.beginTransaction();
    owner.send(record(OPEN, "open")).get();
    UnheardProducer.write(TRIAL.connection(), HELD, PRODUCER_ID, EPOCH, LONG_AGO);
  }

  @AfterAll
  static void close() {
    owner.close();
    admin.close();
    TRIAL.close();
  }

  private static ProducerRecord<byte[], byte[]> record(TopicPartition to, String value) {
    return new ProducerRecord<>(
        to.topic(), to.partition(), LONG_AGO, "key".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static void write(TopicPartition to, String value) throws Exception {
    owner.beginTransaction();
    owner.send(record(to, value)).get();
    owner.commitTransaction();
  }

  private static long end(TopicPartition partition, IsolationLevel isolation) throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static List<HangingTransaction> found(Duration openAtMost) throws Exception {
    try (HangingTransactions transactions =
        new HangingTransactions(TRIAL.connection(), List.of(CHANGELOG, "no-such"), openAtMost)) {
      List<HangingTransaction> first = transactions.look();
      // From the second look on only what has not moved is asked for.
      assertThat(transactions.look()).isEqualTo(first);
      return first;
    }
  }

  @Test
  @Order(1)
  void theOneThatHangsIsFoundAndTheOneThatItsProducerWillEndIsNot() throws Exception {
    assertThat(end(OPEN, IsolationLevel.READ_COMMITTED)).as("open, too").isZero();
    assertThat(found(HangingTransactions.OPEN_AT_MOST))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.topic()).isEqualTo(CHANGELOG);
              assertThat(each.partition()).isEqualTo(1);
              assertThat(each.producerId()).isEqualTo(PRODUCER_ID);
              assertThat(each.epoch()).isEqualTo(EPOCH);
              assertThat(each.startOffset()).as("behind a record and its marker").isEqualTo(2);
              assertThat(each.lastTimestamp()).isEqualTo(LONG_AGO);
            });
    assertThat(found(Duration.ofHours(1))).as("not that old yet").isEmpty();
  }

  @Test
  @Order(2)
  void lagTheMonitorAndRunTellOfIt() throws Exception {
    String line = CHANGELOG + "-1 from offset 2 on (producer id 4000000000, epoch 7, ";
    assertThat(TRIAL.must("lag", "rosters", "--once"))
        .contains("# a transaction that nobody ends is open in " + line)
        .contains("end it with `pathline transactions --abort`");
    assertThat(TRIAL.must("lag", "pathways", "--once")).doesNotContain("transaction that nobody");
    JsonNode json =
        new ObjectMapper()
            .readTree(TRIAL.must("lag", "rosters", "--once", "--format=json"))
            .get("hangingTransactions");
    assertThat(json).hasSize(1);
    assertThat(json.get(0).get("startOffset").asLong()).isEqualTo(2);

    List<String> said = new CopyOnWriteArrayList<>();
    try (HangingWatch watch =
            new HangingWatch(TRIAL.connection(), List.of(TopologyName.rosters), said::add);
        Monitor monitor =
            new Monitor(
                TRIAL.connection(), List.of(TopologyName.rosters), Duration.ofSeconds(1), null);
        MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens())) {
      monitor.start();
      Awaited.until("run says it", () -> !said.isEmpty());
      assertThat(said).singleElement().asString().contains(line);
      Awaited.until(
          "the metric",
          () ->
              get(server, "/metrics")
                  .lines()
                  .anyMatch(
                      metric ->
                          metric.startsWith("pathline_hanging_transaction_seconds{partition=\"1\"")
                              && metric.contains(CHANGELOG)
                              && !metric.endsWith(" 0.0")));
      assertThat(new ObjectMapper().readTree(get(server, "/lag")).get("hangingTransactions"))
          .hasSize(1);
    }
  }

  private static String get(MonitorServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  @Test
  @Order(3)
  void itIsNamedAndThenEndedAndReadersGoOn() throws Exception {
    Program.Ended named = TRIAL.command("transactions");
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.out())
        .contains(CHANGELOG, "4000000000", "1 hangs", "pathline transactions --abort")
        .contains("pathline run rosters --anew");
    assertThat(end(HELD, IsolationLevel.READ_COMMITTED)).isEqualTo(2);

    Program.Ended ended = TRIAL.command("transactions", "--abort");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("ended: a transaction that nobody ends is open in");
    assertThat(end(HELD, IsolationLevel.READ_COMMITTED))
        .isEqualTo(end(HELD, IsolationLevel.READ_UNCOMMITTED))
        .isEqualTo(4);
    assertThat(TRIAL.must("audit")).contains("TRANSACTION_ABORTED", CHANGELOG);

    assertThat(TRIAL.must("transactions", "--open-for=0")).contains("no transaction hangs");
    owner.commitTransaction();
    Awaited.until(
        "what was open is committed, by its own producer",
        () -> end(OPEN, IsolationLevel.READ_COMMITTED) == 2);
  }
}
