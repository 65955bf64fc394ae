package org.pathline.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker and a real schema registry as child processes on loopback, with their data in
 * a home directory.
 *
 * <p>The children outlive the program that starts them and their data outlives the children,
 * however they end. Ports are chosen once per home and kept while nobody else takes them. Homes
 * share nothing, so any number of clusters run side by side.
 */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(120);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOCK_PATIENCE = START_PATIENCE.plus(STOP_PATIENCE);
  private static final int PORT_CHOICES = 5;

  private final Home home;
  private final ClusterState state;
  private final List<ChildProcess> startedHere;

  private EmbeddedCluster(Home home, ClusterState state, List<ChildProcess> startedHere) {
    this.home = home;
    this.state = state;
    this.startedHere = startedHere;
  }

  /** What runs of a home's cluster. */
  public record Processes(Server broker, Server registry) {}

  /**
   * One of its servers.
   *
   * @param pid process id, empty when it does not run
   * @param port also of one that does not run
   * @param version of Kafka or Apicurio that was started last
   */
  public record Server(OptionalLong pid, int port, String version) {}

  /**
   * Starts what of the home's cluster does not run yet and returns when both servers do their work.
   *
   * @throws ClusterException when a server does not come up, with the end of its log; what this
   *     call had started is ended again
   */
  public static EmbeddedCluster start(Home home) {
    return start(home, line -> {});
  }

  /**
   * Starts as {@link #start(Home)} does and tells of each step.
   *
   * @param progress takes one line per step, for a user to read
   */
  public static EmbeddedCluster start(Home home, Consumer<String> progress) {
    try (HomeLock lock = HomeLock.acquire(home, LOCK_PATIENCE)) {
      List<ChildProcess> started = new CopyOnWriteArrayList<>();
      // Ctrl-C while waiting: the children ignore it, so nobody else would end them.
      Thread abandon = new Thread(() -> stopAll(home, started), "abandon-cluster-start");
      Runtime.getRuntime().addShutdownHook(abandon);
      boolean ready = false;
      try {
        ClusterState state = startAndWait(home, started, progress);
        ready = true;
        return new EmbeddedCluster(home, state, List.copyOf(started));
      } finally {
        if (!ready) {
          stopAll(home, started);
        }
        forget(abandon);
      }
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then the hook does its work.
    }
  }

  private static ClusterState startAndWait(
      Home home, List<ChildProcess> started, Consumer<String> progress) {
    for (int choice = 1; ; choice++) {
      ClusterState state = launchMissing(home, started, progress);
      Readiness readiness = new Readiness(home, START_PATIENCE);
      try {
        readiness.awaitBroker(state);
        progress.accept("broker ready at 127.0.0.1:" + state.broker().port());
        readiness.awaitRegistry(state);
        progress.accept("registry ready at " + Registry.url(state.registry().port()));
        return state;
      } catch (Readiness.PortTaken e) {
        if (choice == PORT_CHOICES) {
          throw new ClusterException(e.getMessage(), e);
        }
      }
    }
  }

  /**
   * Starts both side by side, since each takes seconds, and notes them before anything can fail.
   */
  private static ClusterState launchMissing(
      Home home, List<ChildProcess> started, Consumer<String> progress) {
    ClusterState state = ClusterState.read(home).orElseGet(() -> firstState(home));
    FreePorts ports = new FreePorts();
    if (!state.registry().alive(home)) {
      ClusterState.Server registry = state.registry().of(Registry.version());
      state =
          state.withRegistry(
              registry.at(ports.take(registry.port()), ports.take(registry.secondPort())));
      ChildProcess child = Registry.launch(home, state);
      started.add(child);
      state = state.withRegistry(state.registry().as(child));
      state.write(home);
      progress.accept("starting the registry (Apicurio " + state.registry().version() + ")");
    }
    if (!state.broker().alive(home)) {
      ClusterState.Server broker = state.broker().of(Broker.version());
      state =
          state.withBroker(broker.at(ports.take(broker.port()), ports.take(broker.secondPort())));
      ChildProcess child = Broker.launch(home, state);
      started.add(child);
      state = state.withBroker(state.broker().as(child));
      state.write(home);
      progress.accept("starting the broker (Kafka " + state.broker().version() + ")");
    }
    return state;
  }

  private static ClusterState firstState(Home home) {
    ClusterState.Server none = new ClusterState.Server("", 0, 0, null);
    return new ClusterState(
        formattedClusterId(home).orElseGet(() -> Uuid.randomUuid().toString()), none, none);
  }

  /** Data without a state file keeps its id, so that removing the file loses nothing. */
  private static Optional<String> formattedClusterId(Home home) {
    Path file = home.brokerData().resolve("meta.properties");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      return Optional.ofNullable(properties.getProperty("cluster.id"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the home's cluster if both servers run. */
  public static Optional<EmbeddedCluster> find(Home home) {
    return ClusterState.read(home)
        .filter(state -> state.broker().alive(home) && state.registry().alive(home))
        .map(state -> new EmbeddedCluster(home, state, List.of()));
  }

  /** Returns what runs of the home's cluster, or empty when there never was one. */
  public static Optional<Processes> processes(Home home) {
    return ClusterState.read(home)
        .map(state -> new Processes(server(home, state.broker()), server(home, state.registry())));
  }

  private static Server server(Home home, ClusterState.Server server) {
    OptionalLong pid =
        server.process() != null && server.alive(home)
            ? OptionalLong.of(server.process().pid())
            : OptionalLong.empty();
    return new Server(pid, server.port(), server.version());
  }

  /**
   * Ends the home's servers and returns when they are gone; their data stays.
   *
   * @return whether anything ran
   */
  public static boolean stop(Home home) {
    if (!Files.exists(home.state())) {
      return false;
    }
    try (HomeLock lock = HomeLock.acquire(home, LOCK_PATIENCE)) {
      ClusterState state = ClusterState.read(home).orElseThrow();
      List<ChildProcess> running = new ArrayList<>();
      for (ClusterState.Server server : List.of(state.broker(), state.registry())) {
        if (server.alive(home)) {
          running.add(server.process());
        }
      }
      stopAll(home, running);
      state.withBroker(state.broker().as(null)).withRegistry(state.registry().as(null)).write(home);
      return !running.isEmpty();
    }
  }

  private static void stopAll(Home home, List<ChildProcess> processes) {
    CompletableFuture.allOf(
            processes.stream()
                .map(child -> CompletableFuture.runAsync(() -> child.stop(home, STOP_PATIENCE)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** Returns the directory that holds the cluster's data and logs. */
  public Home home() {
    return home;
  }

  /** Returns what clients need to reach this cluster. */
  public Connection connection() {
    return new Connection(
        "127.0.0.1:" + state.broker().port(), Registry.url(state.registry().port()), Map.of());
  }

  /** Returns the broker's process id. */
  public long brokerPid() {
    return Objects.requireNonNull(state.broker().process()).pid();
  }

  /** Returns the registry's process id. */
  public long registryPid() {
    return Objects.requireNonNull(state.registry().process()).pid();
  }

  /** Returns whether the call that made this object started a server, rather than found both. */
  public boolean startedHere() {
    return !startedHere.isEmpty();
  }

  /**
   * Ends the servers that the call of {@code start} behind this object started, and no others; a
   * second call does nothing.
   */
  @Override
  public void close() {
    stopAll(home, startedHere);
  }
}
