package org.pathline.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.contract.ContractException;
import org.pathline.contract.EmbeddedContract;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.run.CatchUp;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.streams.policies.Recomputation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pathline run}: the topologies in this JVM. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one or all topologies in this JVM until it is stopped (Ctrl-C), or until all input is"
          + " processed.",
      "When the settings differ from those the state was built with, everything is derived anew from"
          + " the facts that stand; results of two settings are never mixed."
    },
    footer = {
      "",
      "Example:",
      "  pathline run --until-caught-up",
      "  pathline run pathways --anchor-grade 12 --stem-list ncses",
      "  pathline run --http-port 8080"
    })
public final class RunCommand implements Callable<Integer> {
  private static final long TICK_MILLIS = 250;
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_SECONDS = 3600;
  private static final Duration MONITOR_EVERY = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private TopologyChoice topologies;
  @Mixin private SettingsOptions settingsOptions;

  @Option(
      names = "--until-caught-up",
      description = "Exit with 0 when all input is processed and committed.")
  private boolean untilCaughtUp;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads of each topology. Default: one per processor, at most four.")
  private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--de-facto-tracked",
      paramLabel = "OMEGA2",
      description =
          "A school that is declared to be de-tracked is flagged DE_FACTO_TRACKED where its omega2"
              + " is at least this, above 0 and at most 1. Default: ${DEFAULT-VALUE}.")
  private double deFactoTracked = SortingRule.DEFAULT.deFactoTrackedFrom();

  @Option(
      names = "--effects-every",
      paramLabel = "SECONDS",
      description =
          "While cells change, compute effects and ledgers at most so often, 0 to 3600. Default:"
              + " ${DEFAULT-VALUE}.")
  private long effectsEvery = Recomputation.EVERY.toSeconds();

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description =
          "Serve /metrics, /lag, /health/live and /health/ready at this port, with the state of"
              + " threads and stores. Default: not at all.")
  private Integer httpPort;

  @Option(
      names = "--http-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to serve on with --http-port. Default: ${DEFAULT-VALUE}.")
  private String httpHost;

  @Override
  public Integer call() throws InterruptedException, ExecutionException, ContractException {
    SortingRule rule = rule();
    Duration pace = pace();
    Connection connection = connectionOptions.connection();
    Settings settings = settingsOptions.settings();
    if (!connectionOptions.given()) {
      EmbeddedContract.ensure(connection);
    }
    List<TopologyName> chosen = topologies.chosen();
    PrintWriter err = spec.commandLine().getErr();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Runner runner =
            new Runner(
                connection, chosen, settings, rule, pace, Home.current().streams(), threads);
        CatchUp catchUp = new CatchUp(connection, chosen);
        Monitor monitor = monitor(connection, chosen, runner);
        MonitorServer server = serve(monitor, err)) {
      Thread hook = new Thread(() -> stop(runner, stopped), "stop-topologies");
      Runtime.getRuntime().addShutdownHook(hook);
      runner.start();
      say(err, "running " + chosen + " with " + settings);
      watch(runner, catchUp, err, stopped);
      say(err, "caught up: all input is processed and committed");
      removeQuietly(hook);
      return 0;
    }
  }

  private SortingRule rule() {
    try {
      return new SortingRule(deFactoTracked);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--de-facto-tracked: " + e.getMessage(), e);
    }
  }

  private Duration pace() {
    if (effectsEvery < 0 || effectsEvery > MOST_SECONDS) {
      throw new ParameterException(
          spec.commandLine(), "--effects-every: " + effectsEvery + " is not 0 to " + MOST_SECONDS);
    }
    return Duration.ofSeconds(effectsEvery);
  }

  /** The monitor of this process, watching already; null without a port. */
  private Monitor monitor(Connection connection, List<TopologyName> chosen, Runner runner) {
    if (httpPort == null) {
      return null;
    }
    Monitor monitor = new Monitor(connection, chosen, MONITOR_EVERY, null, runner);
    monitor.start();
    return monitor;
  }

  private MonitorServer serve(Monitor monitor, PrintWriter err) {
    if (monitor == null) {
      return null;
    }
    MonitorServer server = new MonitorServer(monitor, httpHost, httpPort);
    say(err, "serving on http://" + httpHost + ":" + server.port());
    return server;
  }

  private static void stop(Runner runner, CountDownLatch stopped) {
    stopped.countDown();
    runner.close();
  }

  private static void removeQuietly(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook does the same work.
    }
  }

  /** Returns when everything is caught up; without that wish only by an error or the end. */
  private void watch(Runner runner, CatchUp catchUp, PrintWriter err, CountDownLatch stopped)
      throws InterruptedException, ExecutionException {
    Progress progress = new Progress(err);
    while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (!untilCaughtUp) {
        runner.check();
        continue;
      }
      Optional<Remaining> remaining = runner.remaining(catchUp);
      if (remaining.isPresent()) {
        if (remaining.get().isNothing()) {
          return;
        }
        progress.report(remaining.get());
      }
    }
    // The shutdown hook closes the topologies; this thread has nothing left to do.
    Thread.currentThread().join();
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }

  /** A line now and then on how much is left and how fast it goes. */
  private static final class Progress {
    private final PrintWriter err;
    private final Map<TopologyName, Long> last = new EnumMap<>(TopologyName.class);
    private long lastNanos = System.nanoTime();

    Progress(PrintWriter err) {
      this.err = err;
    }

    void report(Remaining remaining) {
      long now = System.nanoTime();
      if (now - lastNanos < REPORT_NANOS) {
        return;
      }
      double seconds = (now - lastNanos) / 1e9;
      StringBuilder line = new StringBuilder();
      remaining
          .behind()
          .forEach(
              (topology, count) -> {
                long rate = Math.round((last.getOrDefault(topology, count) - count) / seconds);
                line.append(
                    String.format(
                        Locale.ROOT, "%s: %,d records to go (%,d/s)  ", topology, count, rate));
              });
      if (remaining.computing()) {
        line.append("computing effects  ");
      }
      if (remaining.derivingAnew()) {
        line.append(
            String.format(Locale.ROOT, "derived anew: %,d students", remaining.derivedAnew()));
      }
      say(err, line.toString().stripTrailing());
      last.putAll(remaining.behind());
      lastNanos = now;
    }
  }
}
