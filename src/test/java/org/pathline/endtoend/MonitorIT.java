package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Canary;
import org.pathline.ops.Freshness;
import org.pathline.ops.MetricName;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.ops.Verdict;
import org.pathline.oracle.Histories;
import org.pathline.publish.CanaryFlights;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.ingest.IngestTime;

/** Watching a program that runs, from outside and from inside of it. */
@Tag("trial")
class MonitorIT {
  /** Longer than the pauses between the answers of a round. */
  private static final Duration REST = Duration.ofSeconds(8);

  private static final List<TopologyName> ALL = List.of(TopologyName.values());
  private static final Pattern SERVING = Pattern.compile("serving on (http://\\S+)");

  private final SmallFlow flow = SmallFlow.get();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void programRuns() {
    flow.ensureRunning();
  }

  private Monitor monitor(Connection connection) {
    return new Monitor(connection, ALL, Duration.ofMillis(500), null);
  }

  private HttpResponse<String> get(String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  /** Everything that users are told or could count from the topics. */
  private Map<String, Object> told() {
    Map<String, Object> told = new TreeMap<>();
    Trial trial = flow.trial();
    told.put("outcomes", trial.must("outcomes", "--outcome", "all", "--format", "csv"));
    told.put("milestones", trial.must("milestones", "--format", "csv"));
    told.put("status", trial.must("status"));
    for (Topic topic : TopicCatalogue.all()) {
      if (topic.owner() != Topic.Owner.PUBLISHERS) {
        told.put(
            topic.name(),
            topic.cleanup() == Topic.Cleanup.COMPACT
                ? trial.table(topic).entrySet().stream()
                    .map(entry -> entry.getKey() + Arrays.toString(entry.getValue()))
                    .toList()
                : trial.records(topic).size());
      }
    }
    return told;
  }

  /** Waits until effects and ledgers rest: they are computed after all cells have come in. */
  private void awaitAnswers() {
    AtomicLong answers = new AtomicLong();
    AtomicLong since = new AtomicLong();
    Awaited.until(
        "effects and ledgers that rest",
        () -> {
          long now =
              flow.trial().records(TopicCatalogue.EFFECTS).size()
                  + flow.trial().records(TopicCatalogue.EQUITY).size();
          if (answers.getAndSet(now) != now) {
            since.set(System.nanoTime());
          }
          return now > 0 && System.nanoTime() - since.get() > REST.toNanos();
        });
  }

  @Test
  void theCanaryComesThroughEveryTopologyAndNothingThatIsToldDiffersByIt() throws Exception {
    flow.awaitCaughtUp();
    awaitAnswers();
    Map<String, Object> before = told();
    try (Monitor monitor = monitor(flow.trial().connection());
        CanaryFlights canary =
            new CanaryFlights(
                flow.trial().connection(),
                Duration.ofMillis(300),
                monitor.freshness()::canarySent)) {
      monitor.start();
      canary.start();
      for (TopologyName topology : ALL) {
        Awaited.until(
            "a canary out of " + topology,
            () -> monitor.freshness().of(topology.name()).canarySeconds() != null);
        System.out.println(topology + " " + monitor.freshness().of(topology.name()));
      }
    }
    flow.awaitCaughtUp();
    assertThat(told()).isEqualTo(before);
    assertThat(flow.trial().records(TopicCatalogue.STUDENTS))
        .as("it was there")
        .anyMatch(record -> Canary.is(record.key()));
  }

  @Test
  void freshnessIsMeasuredFromThePublisherToTheResult() throws Exception {
    // Policies publishes an answer only where it differs, which ten students need not bring about.
    Set<TopologyName> certain = EnumSet.complementOf(EnumSet.of(TopologyName.policies));
    flow.awaitCaughtUp();
    try (Monitor monitor = monitor(flow.trial().connection())) {
      monitor.start();
      Awaited.until("a look", () -> monitor.report().isPresent());
      long began = System.nanoTime();
      // On a busy machine the reader may find the ends of the topics after the first results.
      AtomicLong histories = new AtomicLong();
      for (TopologyName topology : certain) {
        Awaited.until(
            "a result of " + topology,
            () -> {
              if (Trial.seconds(began) >= 10 * histories.get()) {
                flow.publish(
                    Histories.of(SmallFlow.SEED + 100 + histories.incrementAndGet(), 10).latest());
              }
              return monitor.freshness().of(topology.name()).median() != null;
            });
      }
      flow.awaitCaughtUp();
      double seconds = Trial.seconds(began);
      for (TopologyName topology : certain) {
        Freshness.Measured measured = monitor.freshness().of(topology.name());
        System.out.println(topology + " " + measured);
        assertThat(measured.median()).isPositive().isLessThanOrEqualTo(measured.p99());
        assertThat(measured.p99()).isLessThan(seconds);
        assertThat(measured.canaryAgeSeconds()).isNull();
      }
      assertThat(flow.trial().records(TopicCatalogue.OUTCOME_CELLS))
          .as("the time stands beside the results")
          .anyMatch(record -> IngestTime.of(record.headers()) != IngestTime.UNKNOWN);
    }
  }

  @Test
  void outsideEveryPartitionHasItsVerdictAndBadRecordsAreCountedByReason() throws Exception {
    flow.awaitCaughtUp();
    try (Monitor monitor = monitor(flow.trial().connection());
        MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens())) {
      String address = "http://127.0.0.1:" + server.port();
      assertThat(get(address + "/health/ready").statusCode()).as("not yet asked").isEqualTo(503);
      monitor.start();
      Awaited.until("ready", () -> get(address + "/health/ready").statusCode() == 200);
      assertThat(get(address + "/health/live").statusCode()).isEqualTo(200);
      Map<String, Long> undecodable = byReason(flow.undecodable());
      Map<String, Long> broken = byReason(flow.broken());
      Awaited.until(
          "all bad records read",
          () ->
              sum(samples(get(address + "/metrics").body(), MetricName.REJECTIONS))
                      >= flow.broken().size()
                  && sum(samples(get(address + "/metrics").body(), MetricName.DEAD_LETTERS))
                      >= flow.undecodable().size());
      String metrics = get(address + "/metrics").body();
      undecodable.forEach(
          (reason, count) ->
              assertThat(metrics)
                  .contains(
                      MetricName.DEAD_LETTERS + "{reason=\"" + reason + "\"} " + count + ".0"));
      broken.forEach(
          (reason, count) ->
              assertThat(metrics)
                  .contains(MetricName.REJECTIONS + "{reason=\"" + reason + "\"} " + count + ".0"));

      JsonNode lag = new ObjectMapper().readTree(get(address + "/lag").body());
      assertThat(lag.get("rows")).isNotEmpty();
      lag.get("rows")
          .forEach(
              row -> {
                assertThat(row.get("verdict").asText()).as(row.toString()).isEqualTo("OK");
                assertThat(row.get("lagSeconds").asDouble()).as(row.toString()).isZero();
              });
      assertThat(samples(metrics, MetricName.VERDICT))
          .hasSize(lag.get("rows").size() * Verdict.values().length);
      assertThat(sum(samples(metrics, MetricName.VERDICT))).isEqualTo(lag.get("rows").size());
      assertThat(sum(samples(metrics, MetricName.CLUSTER_UP))).isEqualTo(1);
      assertThat(samples(metrics, MetricName.THREADS)).as("nothing runs here").isEmpty();
    }
  }

  @Test
  void insideThereAreThreadsAndStoresToo() throws Exception {
    flow.awaitCaughtUp();
    Matcher serving = SERVING.matcher(flow.program().err());
    assertThat(serving.find()).as(flow.program().err()).isTrue();
    String address = serving.group(1);
    Awaited.until("ready", () -> get(address + "/health/ready").statusCode() == 200);
    JsonNode ready = new ObjectMapper().readTree(get(address + "/health/ready").body());
    String metrics = get(address + "/metrics").body();
    for (TopologyName topology : ALL) {
      assertThat(ready.get("topologies").get(topology.name()).asText()).isEqualTo("RUNNING");
      assertThat(ready.get("restore").get(topology.name()).get("restoring")).isEmpty();
      assertThat(metrics)
          .contains(MetricName.FAILED_THREADS + "{topology=\"" + topology + "\"} 0.0")
          .contains(MetricName.RESTORE_RUNNING_SECONDS + "{topology=\"" + topology + "\"} 0.0");
      assertThat(samples(metrics, MetricName.THREADS))
          .anyMatch(line -> line.contains("state=\"RUNNING\"") && line.contains(topology.name()));
    }
    assertThat(flow.trial().must("lag", "--once", "--running", address))
        .contains("pathways: nothing to restore");
  }

  @Test
  void csvHasTheColumnsThatOthersRelyOn() throws Exception {
    flow.awaitCaughtUp();
    String csv = flow.trial().must("lag", "--once", "--format", "csv");
    List<String> lines = csv.lines().toList();
    assertThat(lines.get(0))
        .isEqualTo("topology,topic,partition,committed,end,lagRecords,lagSeconds,verdict");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("[a-z]+,[a-z0-9.-]+,\\d+,\\d*,\\d+,0,0\\.0,OK"));
    JsonNode json =
        new ObjectMapper().readTree(flow.trial().must("lag", "--once", "--format", "json"));
    assertThat(json.get("rows")).hasSize(lines.size() - 1);
    assertThat(flow.trial().must("lag", "pathways", "--once").lines())
        .noneMatch(line -> line.startsWith("outcomes"));
  }

  @Test
  void aClusterThatIsDownIsAStateAndNotAStackTrace() throws Exception {
    Connection nowhere = new Connection("127.0.0.1:9", "http://127.0.0.1:9", Map.of());
    try (Monitor monitor = monitor(nowhere);
        CanaryFlights canary =
            new CanaryFlights(nowhere, Duration.ofSeconds(1), monitor.freshness()::canarySent);
        MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens())) {
      monitor.start();
      canary.start();
      String address = "http://127.0.0.1:" + server.port();
      Awaited.until(
          "the reason",
          () -> get(address + "/health/ready").body().contains("127.0.0.1:9 does not answer"));
      assertThat(get(address + "/health/live").statusCode()).isEqualTo(200);
      String metrics = get(address + "/metrics").body();
      assertThat(sum(samples(metrics, MetricName.CLUSTER_UP))).isZero();
      assertThat(sum(samples(metrics, MetricName.READY))).isZero();
      assertThat(samples(metrics, MetricName.LAG_SECONDS)).isEmpty();
      assertThat(samples(metrics, MetricName.CANARY_AGE_SECONDS)).hasSize(ALL.size());
    }
    Program.Ended ended =
        Program.run(
            flow.trial().home(),
            "lag",
            "--once",
            "--bootstrap-servers=127.0.0.1:9",
            "--schema-registry=http://127.0.0.1:9");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).startsWith("pathline lag: Kafka at 127.0.0.1:9 does not answer");
  }

  private static Map<String, Long> byReason(List<SmallFlow.Bad> bad) {
    return bad.stream()
        .collect(Collectors.groupingBy(SmallFlow.Bad::reason, Collectors.counting()));
  }

  /** Lines of a metric. */
  private static List<String> samples(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .toList();
  }

  private static double sum(List<String> samples) {
    return samples.stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
