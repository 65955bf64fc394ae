package org.pathline.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.pathline.access.Tokens;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.contract.EmbeddedContract;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.publish.UnusableArgument;
import org.pathline.run.Anew;
import org.pathline.run.CatchUp;
import org.pathline.run.CatchUpProgress;
import org.pathline.run.ClockWatch;
import org.pathline.run.FailureKind;
import org.pathline.run.HangingWatch;
import org.pathline.run.Presence;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.StopRequest;
import org.pathline.run.TopologyName;
import org.pathline.streams.policies.Recomputation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline run}: the topologies in this JVM. */
@Command(
    name = "run",
    description = {
      "Runs one or all topologies in this JVM until it is stopped (Ctrl-C), or until all input is"
          + " processed.",
      "When the settings differ from those the state was built with, everything is derived anew"
          + " from the facts that stand; results of two settings are never mixed.",
      "While Kafka does not answer, at the start or later, it waits without limit, says so every 30"
          + " s and goes on by itself, also with --until-caught-up. It ends with 1 when a topology"
          + " fails again and again, when its disk is full or cannot be written, when another"
          + " process has its state directory, and when Kafka has lost its internal topics. Asked"
          + " to end (Ctrl-C, kill), it does so within about ten seconds, with 130 or 143."
    },
    footer = {
      "",
      "Example:",
      "  pathline run --until-caught-up",
      "  pathline run pathways --anchor-grade 12 --stem-list ncses",
      "  pathline run --http-port 8080"
    })
public final class RunCommand extends ClusterCommand {
  private static final long TICK_MILLIS = 250;
  private static final long MOST_SECONDS = 3600;
  private static final Duration MONITOR_EVERY = Duration.ofSeconds(5);

  @Mixin private TopologyChoice topologies;
  @Mixin private SettingsOptions settingsOptions;

  @Option(
      names = "--until-caught-up",
      description = "Exit with 0 when all input is processed and committed.")
  private boolean untilCaughtUp;

  @Option(
      names = "--anew",
      description =
          "First delete the committed offsets, internal topics and local state of the topologies,"
              + " which then derive everything anew from what they read. No other process may run"
              + " them.")
  private boolean anew;

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

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description =
          "File of tokens: on each line a token and its scopes. With any, /metrics and /lag need"
              + " one with the scope metrics; health never does. So may be $PATHLINE_HTTP_TOKENS.")
  private @Nullable Path httpTokens;

  @Override
  public Integer call() throws InterruptedException {
    // What was asked for wrongly is said before anything is waited for.
    Wanted wanted =
        new Wanted(
            topologies.chosen(),
            settingsOptions.settings(),
            UnusableArgument.meaning("--de-facto-tracked: ", () -> new SortingRule(deFactoTracked)),
            pace());
    Connection connection = connection();
    try (StopRequest stop = new StopRequest(this::say)) {
      boolean first = true;
      while (!run(connection, wanted, stop, first)) {
        first = false;
      }
      return 0;
    }
  }

  /** What is to run, and by which rules. */
  private record Wanted(
      List<TopologyName> topologies, Settings settings, SortingRule rule, Duration pace) {}

  /** Runs with new clients of Kafka until everything is caught up, or all has to begin anew. */
  private boolean run(Connection connection, Wanted wanted, StopRequest stop, boolean first)
      throws InterruptedException {
    List<TopologyName> chosen = wanted.topologies();
    try (Presence presence = new Presence(connection, this::say)) {
      awaitKafka(presence, stop);
      if (!connectionOptions.given()) {
        EmbeddedContract.ensure(connection);
      }
      Path state = state();
      if (anew && first) {
        audit(connection).add(AuditLog.Action.DERIVED_ANEW, "states of " + chosen);
        for (TopologyName topology : chosen) {
          Anew.prepare(connection, topology, state);
        }
      }
      try (Runner runner =
              new Runner(
                  connection,
                  chosen,
                  wanted.settings(),
                  wanted.rule(),
                  wanted.pace(),
                  state,
                  threads);
          CatchUp catchUp = new CatchUp(connection, chosen);
          HangingWatch hanging =
              new HangingWatch(connection, chosen, line -> say("warning: " + line));
          Monitor monitor = monitor(connection, chosen, runner);
          MonitorServer server = serve(monitor)) {
        stop.stops(runner);
        runner.start();
        say("running " + chosen + " with " + wanted.settings());
        boolean caughtUp = watch(runner, catchUp, presence, stop);
        if (caughtUp) {
          say("caught up: all input is processed and committed");
        } else {
          runner.stopToBeginAnew();
        }
        return caughtUp;
      }
    }
  }

  private static Path state() {
    Home home = Home.current();
    home.make();
    return home.streams();
  }

  /** A service may be started before its broker, which is no failure. */
  private static void awaitKafka(Presence presence, StopRequest stop) throws InterruptedException {
    if (!presence.await(stop.requested())) {
      stop.awaitEnd();
    }
  }

  private Duration pace() {
    if (effectsEvery < 0 || effectsEvery > MOST_SECONDS) {
      throw usage("--effects-every: " + effectsEvery + " is not 0 to " + MOST_SECONDS);
    }
    return Duration.ofSeconds(effectsEvery);
  }

  /** The monitor of this process, watching already; null without a port. */
  private @Nullable Monitor monitor(
      Connection connection, List<TopologyName> chosen, Runner runner) {
    if (httpPort == null) {
      return null;
    }
    Monitor monitor = new Monitor(connection, chosen, MONITOR_EVERY, runner);
    monitor.start();
    return monitor;
  }

  private @Nullable MonitorServer serve(@Nullable Monitor monitor) {
    if (monitor == null) {
      return null;
    }
    MonitorServer server =
        new MonitorServer(monitor, httpHost, httpPort, Tokens.of(httpTokens, System.getenv()));
    say("serving on http://" + httpHost + ":" + server.port());
    return server;
  }

  /**
   * Returns when everything is caught up, if that is wished, or when all has to begin anew, because
   * the clock was set back.
   *
   * @return whether everything is caught up
   */
  private boolean watch(Runner runner, CatchUp catchUp, Presence presence, StopRequest stop)
      throws InterruptedException {
    CatchUpProgress progress = new CatchUpProgress(this::say);
    ClockWatch clock = new ClockWatch();
    while (!stop.requested().await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      long setBack = clock.setBackMillis();
      if (setBack > 0) {
        say(
            "the clock of this machine was set back by "
                + TimeUnit.MILLISECONDS.toSeconds(setBack)
                + " s: starting the topologies again, as Kafka's clients wait by that clock");
        return false;
      }
      runner.check();
      if (!presence.look() || !untilCaughtUp) {
        continue;
      }
      Optional<Remaining> remaining = remaining(runner, catchUp);
      if (remaining.isPresent()) {
        if (remaining.get().isNothing()) {
          return true;
        }
        progress.report(remaining.get());
      }
    }
    stop.awaitEnd();
    return false;
  }

  /** What is left to do; empty also where Kafka does not answer, of which the presence tells. */
  private static Optional<Remaining> remaining(Runner runner, CatchUp catchUp) {
    try {
      return runner.remaining(catchUp);
    } catch (ClusterException | KafkaException e) {
      if (FailureKind.of(e) == FailureKind.BROKERS) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
