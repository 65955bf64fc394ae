package org.pathline.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.run.RestoreProgress;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.Arrivals;
import org.pathline.streams.arrival.Waiting;
import org.pathline.topics.HangingTransaction;

/**
 * What a monitor knows, as Prometheus reads it.
 *
 * <p>What is not known has no sample. Thread-safe.
 */
final class Meters {
  private static final String TOPOLOGY = "topology";
  private static final String REASON = "reason";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, MultiGauge> gauges = new HashMap<>();
  private final Set<String> counted = new HashSet<>();
  private final Monitor monitor;
  private double lookSeconds = Double.NaN;

  Meters(Monitor monitor) {
    this.monitor = monitor;
    gauge(MetricName.CLUSTER_UP, () -> monitor.isClusterUp() ? 1 : 0);
    gauge(MetricName.READY, () -> Health.ready(monitor).good() ? 1 : 0);
    Runner runner = monitor.runner();
    if (runner != null) {
      for (TopologyName topology : runner.topologies()) {
        count(MetricName.FAILED_THREADS, topology, runner, each -> each.failedThreads(topology));
        count(MetricName.JOINED_FACTS, topology, runner.arrivals(topology), Arrivals::joinedFacts);
        count(MetricName.BURSTS, topology, runner.arrivals(topology), Arrivals::bursts);
      }
    }
  }

  private <T> void count(String name, TopologyName topology, T counted, ToDoubleFunction<T> count) {
    FunctionCounter.builder(name, counted, count).tag(TOPOLOGY, topology.name()).register(registry);
  }

  private void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(registry);
  }

  /** Takes over what a look has shown. */
  synchronized void update(LagReport report) {
    lookSeconds = report.tookSeconds();
    List<LagRow> rows = report.rows();
    put(MetricName.LAG_RECORDS, rows, row -> (double) row.lagRecords());
    put(MetricName.LAG_SECONDS, rows, LagRow::lagSeconds);
    put(MetricName.RECORDS_IN, rows, LagRow::inPerSecond);
    put(MetricName.RECORDS_OUT, rows, LagRow::outPerSecond);
    put(MetricName.DRAIN_SECONDS, rows, LagRow::drainSeconds);
    put(MetricName.RETENTION_LOSS_SECONDS, rows, LagRow::retentionLossSeconds);
    List<Row<?>> verdicts = new ArrayList<>();
    for (LagRow row : rows) {
      for (Verdict verdict : Verdict.values()) {
        verdicts.add(
            Row.of(place(row).and("verdict", verdict.name()), row.verdict() == verdict ? 1 : 0));
      }
    }
    set(MetricName.VERDICT, verdicts);
  }

  /** Forgets the lag: what was seen before the cluster went down is no longer true. */
  synchronized void clear() {
    update(new LagReport(0, Double.NaN, List.of()));
  }

  private void put(String name, List<LagRow> rows, Function<LagRow, Double> value) {
    List<Row<?>> samples = new ArrayList<>();
    for (LagRow row : rows) {
      add(samples, place(row).and("subtopology", row.place().subtopology()), value.apply(row));
    }
    set(name, samples);
  }

  private static Tags place(LagRow row) {
    return Tags.of(TOPOLOGY, row.place().topology())
        .and(partition(row.place().topic(), row.place().partition()));
  }

  private static Tags partition(String topic, int partition) {
    return Tags.of("topic", topic, "partition", Integer.toString(partition));
  }

  private void set(String name, List<Row<?>> rows) {
    gauges
        .computeIfAbsent(name, absent -> MultiGauge.builder(name).register(registry))
        .register(rows, true);
  }

  /** Everything in the text format of Prometheus, as of now. */
  synchronized String scrape() {
    set(
        MetricName.LOOK_SECONDS,
        Double.isNaN(lookSeconds) ? List.of() : List.of(Row.of(Tags.empty(), lookSeconds)));
    updateFreshness();
    updateProcess();
    countBadRecords(MetricName.DEAD_LETTERS, TopicCatalogue.DEAD_LETTERS);
    countBadRecords(MetricName.REJECTIONS, TopicCatalogue.REJECTIONS);
    updateSetAside();
    updateHanging();
    set(
        MetricName.DOUBTS,
        monitor.doubts().byKind().entrySet().stream()
            .<Row<?>>map(each -> Row.of(Tags.of("kind", each.getKey()), each.getValue()))
            .toList());
    return registry.scrape();
  }

  private void updateSetAside() {
    List<Row<?>> rows = new ArrayList<>();
    monitor
        .setAsides()
        .byGroup()
        .forEach(
            (group, count) ->
                rows.add(
                    Row.of(
                        Tags.of(TOPOLOGY, group.topology())
                            .and("kind", group.kind(), REASON, group.reason()),
                        count)));
    set(MetricName.SET_ASIDE, rows);
  }

  /** One that was found stays while Kafka does not answer; that there is none is not known then. */
  private void updateHanging() {
    long now = System.currentTimeMillis();
    List<Row<?>> rows = new ArrayList<>();
    for (HangingTransaction each : monitor.hangingTransactions()) {
      rows.add(
          Row.of(
              partition(each.topic(), each.partition()),
              Math.max(0, now - each.lastTimestamp()) / 1000.0));
    }
    if (rows.isEmpty() && monitor.isClusterUp()) {
      rows.add(Row.of(Tags.of("topic", "", "partition", ""), 0));
    }
    set(MetricName.HANGING_TRANSACTION_SECONDS, rows);
  }

  private void updateFreshness() {
    List<Row<?>> quantiles = new ArrayList<>();
    List<Row<?>> roundTrips = new ArrayList<>();
    List<Row<?>> ages = new ArrayList<>();
    for (String topology : monitor.freshness().topologies()) {
      Freshness.Measured measured = monitor.freshness().of(topology);
      Tags tags = Tags.of(TOPOLOGY, topology);
      add(quantiles, tags.and("quantile", "0.5"), measured.median());
      add(quantiles, tags.and("quantile", "0.99"), measured.p99());
      add(roundTrips, tags, measured.canarySeconds());
      add(ages, tags, measured.canaryAgeSeconds());
    }
    set(MetricName.FRESHNESS_SECONDS, quantiles);
    set(MetricName.CANARY_ROUND_TRIP_SECONDS, roundTrips);
    set(MetricName.CANARY_AGE_SECONDS, ages);
  }

  private static void add(List<Row<?>> rows, Tags tags, @Nullable Double value) {
    if (value != null) {
      rows.add(Row.of(tags, value));
    }
  }

  private void updateProcess() {
    Runner runner = monitor.runner();
    if (runner == null) {
      return;
    }
    List<Row<?>> threads = new ArrayList<>();
    for (TopologyName topology : runner.topologies()) {
      runner
          .threads(topology)
          .forEach(
              (state, count) ->
                  threads.add(Row.of(Tags.of(TOPOLOGY, topology.name(), "state", state), count)));
    }
    set(MetricName.THREADS, threads);
    updateWaits(runner);
    List<Row<?>> remaining = new ArrayList<>();
    List<Row<?>> standbys = new ArrayList<>();
    List<Row<?>> running = new ArrayList<>();
    List<Row<?>> etas = new ArrayList<>();
    monitor
        .restores()
        .forEach(
            (topology, restore) -> {
              Tags tags = Tags.of(TOPOLOGY, topology);
              restore.restoring().forEach(each -> remaining.add(row(tags, each)));
              restore.standbys().forEach(each -> standbys.add(row(tags, each)));
              running.add(Row.of(tags, restore.runningSeconds()));
              add(etas, tags, restore.etaSeconds());
            });
    set(MetricName.RESTORE_REMAINING, remaining);
    set(MetricName.STANDBY_LAG, standbys);
    set(MetricName.RESTORE_RUNNING_SECONDS, running);
    set(MetricName.RESTORE_ETA_SECONDS, etas);
  }

  private void updateWaits(Runner runner) {
    long now = System.currentTimeMillis();
    List<Row<?>> waits = new ArrayList<>();
    for (TopologyName topology : runner.topologies()) {
      Tags tags = Tags.of(TOPOLOGY, topology.name());
      List<Waiting> waiting = runner.arrivals(topology).waiting();
      if (waiting.isEmpty()) {
        waits.add(Row.of(tags.and("topic", "", "partition", "", "schema", ""), 0));
      }
      for (Waiting each : waiting) {
        waits.add(
            Row.of(
                tags.and(partition(each.topic(), each.partition()))
                    .and("schema", Integer.toString(each.schemaId())),
                Math.max(0, now - each.sinceMillis()) / 1000.0));
      }
    }
    set(MetricName.SCHEMA_WAIT_SECONDS, waits);
  }

  private static Row<?> row(Tags topology, RestoreProgress.Behind store) {
    return Row.of(
        topology.and("store", store.store(), "partition", Integer.toString(store.partition())),
        store.records());
  }

  private void countBadRecords(String name, Topic topic) {
    for (String reason : monitor.badRecords().of(topic).keySet()) {
      if (!counted.add(name + reason)) {
        continue;
      }
      FunctionCounter.builder(
              name,
              monitor.badRecords(),
              counts -> counts.of(topic).getOrDefault(reason, 0L).doubleValue())
          .tag(REASON, reason)
          .register(registry);
    }
  }
}
