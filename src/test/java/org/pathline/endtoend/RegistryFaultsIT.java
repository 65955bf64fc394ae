package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.pathway.Settings;
import org.pathline.endtoend.RegistryProxy.Fault;
import org.pathline.events.DeadLetter;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.oracle.Histories;
import org.pathline.run.CatchUp;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.Waiting;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/**
 * Whatever stands between a topology and the registry, no good fact becomes a dead letter: the
 * partitions that need an answer wait for it, all others flow, and everything goes on by itself.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("trial")
class RegistryFaultsIT {
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final Set<TopologyName> TOPOLOGIES =
      Set.of(TopologyName.pathways, TopologyName.outcomes);
  private static final int NEWER_FACTS = 30;
  private static final int UNKNOWN_IDS = Integer.getInteger("pathline.unknown.ids", 20_000);
  private static final Topic SEARCHES = TopicCatalogue.SEARCHES;

  private static Trial trial;
  private static RegistryProxy proxy;
  private static FactWriter writer;
  private static Runner runner;
  private static final List<Fact> GOOD = new ArrayList<>();
  private static int newerSchemas;
  private static Set<String> members;

  @BeforeAll
  static void start() throws Exception {
    System.out.println("seed " + SEED);
    trial = Trial.withTopics();
    proxy = new RegistryProxy(trial.connection().schemaRegistry());
    writer = new FactWriter(trial.connection());
    Connection connection =
        new Connection(
            trial.connection().bootstrapServers(),
            proxy.url(),
            Map.of("http.read.timeout.ms", "1000"));
    runner =
        new Runner(
            connection, TOPOLOGIES, Settings.DEFAULT, trial.home().directory().resolve("state"), 1);
    runner.start();
    publish(Histories.of(SEED, 10).latest());
    // One of each topic, so that each schema of today is known.
    awaitCaughtUp();
    members = members();
  }

  @AfterAll
  static void end() {
    runner.close();
    proxy.close();
    writer.close();
    trial.close();
  }

  @Order(1)
  @ParameterizedTest
  @EnumSource(names = {"UNAUTHORIZED", "OTHER_NOT_FOUND", "PAGE", "SLOW", "HANGING", "GONE"})
  void goodFactsOfANewerSchemaWaitWhileAllOthersFlow(Fault fault) throws Exception {
    newerSchemaWaits(fault);
  }

  @Order(1)
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "UNAUTHORIZED", "OTHER_NOT_FOUND", "PAGE", "SLOW", "HANGING", "GONE"})
  void whateverElseTheRegistryAnswersGoodFactsWait(Fault fault) throws Exception {
    newerSchemaWaits(fault);
  }

  private static void newerSchemaWaits(Fault fault) throws Exception {
    int id = registerNewer();
    proxy.set(fault);
    List<Fact> newer = searches("newer-" + fault, NEWER_FACTS);
    for (Fact fact : newer) {
      byte[] today = writer.value(fact);
      // The new field is the last, and its value the empty string.
      byte[] body = Arrays.copyOfRange(today, WireFormat.HEADER, today.length + 1);
      writer.store(SEARCHES, FactWriter.key(fact), WireFormat.value(id, body));
    }
    GOOD.addAll(newer);
    if (fault != Fault.SLOW) {
      Awaited.until("waits", () -> waitsFor(id));
      Waiting waiting = runner.arrivals(TopologyName.pathways).waiting().get(0);
      assertThat(waiting.topic()).isEqualTo(SEARCHES.name());
      System.out.println(fault + ": " + waiting.lastAnswer());
    }
    // Facts of other topics, of students in every partition.
    List<Fact> others =
        Histories.of(SEED + fault.ordinal(), 10).latest().stream()
            .filter(fact -> !(fact instanceof PostsecondarySearch))
            .toList();
    publish(others);
    Set<String> students = withPathways(others);
    Awaited.until("others flow", () -> hasFlowed(students));
    if (fault != Fault.SLOW) {
      assertThat(waitsFor(id)).as("still waits").isTrue();
      assertThat(hasFlowed(Set.of(newer.get(0).envelope().studentId()))).isFalse();
    }
    proxy.set(Fault.NONE);
    awaitCaughtUp();
    assertThat(runner.arrivals(TopologyName.pathways).waiting()).isEmpty();
    assertNothingIsLostAndNobodyFenced();
  }

  @Test
  @Order(2)
  void withTheRegistryGoneOneUnknownIdHoldsUpItsPartitionOnly() throws Exception {
    proxy.set(Fault.GONE);
    writer.store(SEARCHES, "unknown".getBytes(UTF_8), WireFormat.value(919_191, new byte[] {0}));
    Awaited.until("waits", () -> waitsFor(919_191));
    List<Fact> searches = searches("known", 100);
    List<Fact> others =
        Histories.of(SEED - 1, 20).latest().stream()
            .filter(fact -> !(fact instanceof PostsecondarySearch))
            .toList();
    publish(searches);
    publish(others);
    Set<String> students = withPathways(others);
    Awaited.until("others flow", () -> hasFlowed(students));
    assertThat(waitsFor(919_191)).isTrue();
    try (Monitor monitor =
            new Monitor(
                trial.connection(), List.copyOf(TOPOLOGIES), Duration.ofSeconds(1), runner);
        MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens())) {
      monitor.start();
      Awaited.until("Kafka was looked at", monitor::isClusterUp);
      for (String path : List.of("/lag", "/health/ready")) {
        JsonNode answer = new ObjectMapper().readTree(get(server, path));
        JsonNode waiting = answer.get("waiting");
        assertThat(waiting).as(path).hasSize(1);
        assertThat(waiting.get(0).get("topic").asText()).isEqualTo(SEARCHES.name());
        assertThat(waiting.get(0).get("schemaId").asInt()).isEqualTo(919_191);
        assertThat(waiting.get(0).get("registry").asText()).contains("refused");
        assertThat(Instant.parse(waiting.get(0).get("since").asText())).isBefore(Instant.now());
      }
      assertThat(new ObjectMapper().readTree(get(server, "/health/ready")).get("good").asBoolean())
          .isTrue();
      assertThat(get(server, "/metrics"))
          .containsPattern("pathline_schema_wait_seconds\\{.*schema=\"919191\".*} [1-9]")
          .containsPattern("pathline_joined_facts_total\\{topology=\"pathways\"}");
      proxy.set(Fault.NONE);
      awaitCaughtUp();
      assertThat(new ObjectMapper().readTree(get(server, "/lag")).get("waiting")).isEmpty();
      assertThat(get(server, "/metrics")).doesNotContain("919191");
    }
    assertThat(deadLetters()).containsExactly("919191 UNKNOWN_SCHEMA");
  }

  @Test
  @Order(3)
  void aDeadLetterAppearsWithinASecondThoughNothingElseArrives() throws Exception {
    long began = System.nanoTime();
    writer.store(SEARCHES, "lonely".getBytes(UTF_8), new byte[] {9, 9, 9});
    Awaited.until("a second dead letter", () -> deadLetters().size() == 2);
    double seconds = Trial.seconds(began);
    System.out.printf("a lonely dead letter after %.2f s%n", seconds);
    // A second, and what it takes to read the topic on a busy machine.
    assertThat(seconds).isLessThan(5);
    awaitCaughtUp();
  }

  @Test
  @Order(4)
  void aFloodOfUnknownIdsCostsFewCallsAndGoodFactsInBetweenAreRight() throws Exception {
    int before = proxy.calls();
    long began = System.nanoTime();
    int dead = deadLetters().size();
    List<Fact> good = searches("in-the-flood", 200);
    for (int i = 0; i < UNKNOWN_IDS; i++) {
      byte[] key = ("flood-" + i).getBytes(UTF_8);
      writer.send(SEARCHES, key, WireFormat.value(100_000 + 7 * i, new byte[] {0, 0}));
      if (i % (UNKNOWN_IDS / good.size()) == 0 && i / (UNKNOWN_IDS / good.size()) < good.size()) {
        writer.send(good.get(i / (UNKNOWN_IDS / good.size())));
      }
    }
    writer.flush();
    GOOD.addAll(good);
    awaitCaughtUp();
    double seconds = Trial.seconds(began);
    int calls = proxy.calls() - before;
    System.out.printf("%,d unknown ids: %,d calls in %.1f s%n", UNKNOWN_IDS, calls, seconds);
    assertThat(deadLetters()).hasSize(dead + UNKNOWN_IDS);
    // Fifty a second at the very most, and far from one for each.
    assertThat(calls).isLessThan((int) (50 * seconds) + 50).isLessThan(UNKNOWN_IDS / 4);
    assertThat(Derived.published(trial)).isEqualTo(Derived.expected(GOOD, Settings.DEFAULT));
    assertThat(members()).isEqualTo(members);
  }

  @Test
  @Order(5)
  void aSchemaThatIsRegisteredUnderAnIdOfTheFloodIsRead() throws Exception {
    int next = registerNewer() + 1;
    int dead = deadLetters().size();
    writer.store(SEARCHES, "early".getBytes(UTF_8), WireFormat.value(next, new byte[] {0}));
    awaitCaughtUp();
    assertThat(deadLetters()).hasSize(dead + 1);
    assertThat(registerNewer()).isEqualTo(next);
    Fact fact = searches("late", 1).get(0);
    byte[] today = writer.value(fact);
    byte[] body = Arrays.copyOfRange(today, WireFormat.HEADER, today.length + 1);
    writer.store(SEARCHES, FactWriter.key(fact), WireFormat.value(next, body));
    GOOD.add(fact);
    awaitCaughtUp();
    assertThat(deadLetters()).hasSize(dead + 1);
    assertThat(Derived.published(trial)).isEqualTo(Derived.expected(GOOD, Settings.DEFAULT));
  }

  @Test
  @Order(6)
  void aSchemaOfAnotherKindIsADeadLetter() throws Exception {
    int id = registerProtobuf();
    int dead = deadLetters().size();
    writer.store(SEARCHES, "protobuf".getBytes(UTF_8), WireFormat.value(id, new byte[] {0}));
    awaitCaughtUp();
    assertThat(deadLetters()).hasSize(dead + 1).contains(id + " UNKNOWN_SCHEMA");
  }

  @Test
  @Order(7)
  void atTheStartTheRegistryIsWaitedFor() throws Exception {
    proxy.set(Fault.UNAUTHORIZED);
    Connection connection =
        new Connection(trial.connection().bootstrapServers(), proxy.url(), Map.of());
    try (ContractSchemas schemas = new ContractSchemas(connection.impatientRegistryClient())) {
      int before = proxy.calls();
      CompletableFuture<Integer> id =
          CompletableFuture.supplyAsync(() -> schemas.idOf(TopicCatalogue.PATHWAYS));
      Awaited.until("asked again", () -> proxy.calls() > before + 2);
      proxy.set(Fault.GONE);
      assertThat(id).isNotDone();
      proxy.set(Fault.NONE);
      assertThat(id.get(1, TimeUnit.MINUTES)).isPositive();
    }
  }

  @Test
  @Order(8)
  void theTestsWouldSeeALostFact() {
    List<Fact> fewer = GOOD.subList(0, GOOD.size() - 1);
    assertThat(Derived.published(trial)).isNotEqualTo(Derived.expected(fewer, Settings.DEFAULT));
  }

  private static void assertNothingIsLostAndNobodyFenced() throws Exception {
    assertThat(deadLetters()).isEmpty();
    assertThat(Derived.published(trial)).isEqualTo(Derived.expected(GOOD, Settings.DEFAULT));
    for (TopologyName topology : TOPOLOGIES) {
      assertThat(runner.failedThreads(topology)).isZero();
      assertThat(runner.threads(topology)).containsEntry("RUNNING", 1L);
    }
    assertThat(members()).isEqualTo(members);
  }

  /** Searches of as many students, who are in all partitions. */
  private static List<Fact> searches(String prefix, int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(
          new PostsecondarySearch(
              new Envelope(prefix + "-" + i, 1_600_000_000_000L, "nsc", false, null),
              LocalDate.of(2020, 9, 1),
              true));
    }
    return facts;
  }

  private static void publish(List<Fact> facts) {
    writer.sendAll(facts);
    GOOD.addAll(facts);
  }

  private static int registerNewer() throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode node = (ObjectNode) json.readTree(SEARCHES.schema().toString());
    String field =
        "{\"name\":\"newer" + newerSchemas++ + "\",\"type\":\"string\",\"default\":\"\"}";
    node.withArray("fields").add(json.readTree(field));
    Schema newer = new Schema.Parser().parse(node.toString());
    try (SchemaRegistryClient registry = trial.connection().registryClient()) {
      return registry.register(SEARCHES.subject(), new AvroSchema(newer));
    }
  }

  private static int registerProtobuf() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String body =
        json.createObjectNode()
            .put("schemaType", "PROTOBUF")
            .put("schema", "syntax = \"proto3\"; message Search { string student = 1; }")
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    trial.connection().schemaRegistry() + "/subjects/protobuf-value/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return json.readTree(answer).get("id").intValue();
  }

  private static String get(MonitorServer server, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static boolean waitsFor(int id) {
    return runner.arrivals(TopologyName.pathways).waiting().stream()
        .anyMatch(each -> each.schemaId() == id && each.lastAnswer() != null);
  }

  /** Those of whom there is a pathway in the end: an alias has none. */
  private static Set<String> withPathways(List<Fact> facts) {
    Set<String> students = new TreeSet<>();
    Set<String> all = Derived.expected(GOOD, Settings.DEFAULT).students().keySet();
    facts.stream()
        .map(fact -> fact.envelope().studentId())
        .filter(all::contains)
        .forEach(students::add);
    assertThat(students).isNotEmpty();
    return students;
  }

  private static boolean hasFlowed(Set<String> students) {
    return trial.table(TopicCatalogue.PATHWAYS).keySet().containsAll(students);
  }

  private static List<String> deadLetters() {
    try (KafkaAvroDeserializer values = Derived.deserializer(trial.connection(), true)) {
      return trial.records(TopicCatalogue.DEAD_LETTERS).stream()
          .map(record -> (DeadLetter) values.deserialize(record.topic(), record.value()))
          .map(
              letter -> {
                ByteBuffer value = letter.getValue();
                int id = value.remaining() < WireFormat.HEADER ? 0 : value.getInt(1);
                return id + " " + letter.getReason();
              })
          .toList();
    }
  }

  private static Set<String> members() throws Exception {
    Set<String> members = new TreeSet<>();
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      for (TopologyName topology : TOPOLOGIES) {
        String group = topology.applicationId();
        admin
            .describeConsumerGroups(List.of(group))
            .describedGroups()
            .get(group)
            .get()
            .members()
            .forEach(member -> members.add(member.consumerId()));
      }
    }
    return members;
  }

  private static void awaitCaughtUp() throws Exception {
    try (CatchUp catchUp = new CatchUp(trial.connection(), TOPOLOGIES)) {
      Awaited.until(
          "caught up",
          () -> {
            runner.check();
            try {
              return catchUp.behind().values().stream().allMatch(behind -> behind == 0);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }
}
