package org.pathline.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a home remembers of its cluster between two programs, as JSON in the home.
 *
 * @param clusterId Kafka's id of the cluster, made once per home
 * @param broker the broker; its second port is the controller's
 * @param registry the registry; its second port is Quarkus' management port
 */
record ClusterState(String clusterId, Server broker, Server registry) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One server of the cluster.
   *
   * @param version of the software that was started last
   * @param port where clients connect, on 127.0.0.1
   * @param secondPort a further port that it listens on
   * @param process the running or last seen process, null when it was stopped
   */
  record Server(String version, int port, int secondPort, @Nullable ChildProcess process) {
    Server at(int newPort, int newSecondPort) {
      return new Server(version, newPort, newSecondPort, null);
    }

    Server as(@Nullable ChildProcess newProcess) {
      return new Server(version, port, secondPort, newProcess);
    }

    Server of(String newVersion) {
      return new Server(newVersion, port, secondPort, process);
    }

    boolean alive(Home home) {
      return process != null && process.handle(home).isPresent();
    }
  }

  ClusterState withBroker(Server changed) {
    return new ClusterState(clusterId, changed, registry);
  }

  ClusterState withRegistry(Server changed) {
    return new ClusterState(clusterId, broker, changed);
  }

  static Optional<ClusterState> read(Home home) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(home.state()), ClusterState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ClusterException(
          "cannot read "
              + home.state()
              + " ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "): end what runs from this home, then remove that file; the data stays",
          e);
    }
  }

  /** Replaces the file in one step, so that a reader never sees half of it. */
  void write(Home home) {
    try {
      Path draft = home.state().resolveSibling("cluster.json.new");
      Files.write(draft, JSON.writeValueAsBytes(this));
      Files.move(
          draft, home.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + home.state() + ": " + e.getMessage(), e);
    }
  }
}
