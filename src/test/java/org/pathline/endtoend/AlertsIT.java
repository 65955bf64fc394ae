package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.SharedCluster;
import org.pathline.domain.fact.Fact;
import org.pathline.operations.OperatorFiles;
import org.pathline.operations.OperatorTool;
import org.pathline.oracle.Histories;
import org.pathline.schemas.TopicCatalogue;

/**
 * A real Prometheus with the operators' rules watches a real Pathline under load.
 *
 * <p>Skipped where Prometheus is not installed.
 */
@Tag("trial")
class AlertsIT {
  private static final long SEED = Long.getLong("seed", 20_260_107L);
  private static final int STUDENTS = 40;
  private static final String JUDGED_BAD = "pathline_verdict{verdict=~\"STALLED|STOPPED\"} == 1";

  private static Trial trial;
  private static Prometheus prometheus;
  private static Program monitor;
  private static Program topologies;
  private static Load load;
  private static int topologiesPort;

  @BeforeAll
  static void startEverything() throws Exception {
    System.out.println("seed " + SEED);
    OperatorTool.orSkip("prometheus", "prometheus");
    trial = Trial.shared();
    int monitorPort = SharedCluster.freePort();
    topologiesPort = SharedCluster.freePort();
    Path directory = trial.home().directory().resolve("prometheus");
    prometheus =
        Prometheus.start(
            directory,
            Map.of("pathline-monitor", monitorPort, "pathline-topologies", topologiesPort));
    monitor =
        Program.start(
            trial.home(), "monitor", "--port=" + monitorPort, "--every=1", "--canary-every=2");
    topologies = runTopologies();
    load = new Load();
    load.start();
  }

  @AfterAll
  static void endEverything() {
    if (load != null) {
      load.end();
    }
    for (AutoCloseable each : new AutoCloseable[] {topologies, monitor, prometheus, trial}) {
      if (each != null) {
        close(each);
      }
    }
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Program runTopologies() {
    return trial.run("--http-port=" + topologiesPort);
  }

  @Test
  void everyQueryOfTheDashboardReturnsData() throws Exception {
    Set<String> silent = new TreeSet<>();
    await(
        () -> {
          silent.clear();
          for (OperatorFiles.Query query : OperatorFiles.queries()) {
            if (prometheus.series(query.ofAllTopologies()) == 0) {
              silent.add(query.panel() + ": " + query.expression());
            }
          }
          return silent.isEmpty();
        },
        () -> "these return nothing: " + silent);
    assertThat(prometheus.series("max by (topology) (pathline_lag_parsecs)")).isZero();
  }

  @Test
  void aTopologyThatIsStoppedUnderLoadIsToldAndClearsWhenItIsBack() throws Exception {
    await(() -> isFresh() && !isAlarmed(), () -> "before the stop: " + alarms());
    topologies.terminate();
    long stopped = System.nanoTime();
    await(
        () -> prometheus.series(JUDGED_BAD) > 0 && tellsOf("pathways", "PathlineStopped"),
        () -> "after the stop: " + alarms());
    await(
        () -> !prometheus.firing("PathlineTargetDown").isEmpty(),
        () -> "the target that is gone: " + alarms());
    System.out.printf("stop told after %.1f s%n", Trial.seconds(stopped));
    topologies = runTopologies();
    long started = System.nanoTime();
    await(() -> isFresh() && !isAlarmed(), () -> "after the start: " + alarms());
    System.out.printf("cleared %.1f s after the start%n", Trial.seconds(started));
  }

  /** Whether the topologies process what is sent to them now. */
  private static boolean isFresh() throws InterruptedException {
    return prometheus.series("pathline_ready{job=\"pathline-topologies\"} == 1") > 0
        && prometheus.series("max(pathline_lag_seconds) < 30") > 0;
  }

  private static boolean isAlarmed() throws InterruptedException {
    return prometheus.series(JUDGED_BAD) > 0 || !alarms().isEmpty();
  }

  private static boolean tellsOf(String topology, String alert) throws InterruptedException {
    return prometheus.firing(alert).stream()
        .anyMatch(labels -> labels.get("topology").asText().equals(topology));
  }

  /** What fires of the alerts that a stop may cause. */
  private static List<JsonNode> alarms() throws InterruptedException {
    List<JsonNode> alarms = prometheus.firing("PathlineStopped");
    alarms.addAll(prometheus.firing("PathlineStalled"));
    alarms.addAll(prometheus.firing("PathlineTargetDown"));
    return alarms;
  }

  private static void await(Callable<Boolean> fulfilled, Callable<String> otherwise)
      throws Exception {
    try {
      Awaited.whileRunning(monitor, "an alert", fulfilled);
    } catch (AssertionError e) {
      throw new AssertionError(otherwise.call() + "\nrun: " + topologies.err(), e);
    }
  }

  /** Facts that are sent again and again, and now and then what is no fact. */
  private static final class Load extends Thread {
    private final List<Fact> facts = Histories.of(SEED, STUDENTS).delivery();
    private volatile boolean ended;

    Load() {
      super("load");
      setDaemon(true);
    }

    @Override
    public void run() {
      try (FactWriter writer = new FactWriter(trial.connection())) {
        for (int i = 0; !ended; i++) {
          writer.send(facts.get(i % facts.size()));
          if (i % 100 == 0) {
            byte[] noFact = {1, 2, 3};
            writer.store(TopicCatalogue.GRADES, FactWriter.key(facts.get(0)), noFact);
            writer.store(TopicCatalogue.GRADES, new byte[0], writer.value(facts.get(0)));
          }
          TimeUnit.MILLISECONDS.sleep(10);
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    void end() {
      ended = true;
      try {
        join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
