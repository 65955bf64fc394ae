package org.pathline.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;

/** Waits until a started server does its work, and tells from its log why it does not. */
final class Readiness {
  private static final int LINES_SHOWN = 20;
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Home home;
  private final long deadline;
  private final Duration patience;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  Readiness(Home home, Duration patience) {
    this.home = home;
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** Another program took a server's port between its choice and its use; choosing anew helps. */
  static final class PortTaken extends Exception {
    private static final long serialVersionUID = 1L;

    PortTaken(String message) {
      super(message);
    }
  }

  /** Waits until the broker with this home's cluster id has registered itself and answers. */
  void awaitBroker(ClusterState state) throws PortTaken {
    int port = state.broker().port();
    // A client would complain in the log of each refused connection.
    await("broker", state.broker(), Broker.log(home), () -> accepts(port));
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + port,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) ANSWER.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) ANSWER.toMillis());
    try (Admin admin = Admin.create(client)) {
      await("broker", state.broker(), Broker.log(home), () -> isServing(admin, state.clusterId()));
    }
  }

  private static boolean isServing(Admin admin, String clusterId) {
    try {
      DescribeClusterResult cluster = admin.describeCluster();
      return cluster.clusterId().get(ANSWER.toSeconds(), TimeUnit.SECONDS).equals(clusterId)
          && cluster.nodes().get().stream().anyMatch(node -> node.id() == Broker.NODE_ID);
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("waiting for the broker", e);
    }
  }

  /**
   * Waits until the registry is healthy and answers on Confluent's API, and makes it refuse schemas
   * that are not compatible with all earlier versions in both directions.
   */
  void awaitRegistry(ClusterState state) throws PortTaken {
    int port = state.registry().port();
    String config = "{\"compatibility\":\"FULL_TRANSITIVE\"}";
    await(
        "registry",
        state.registry(),
        Registry.log(home),
        () ->
            accepts(port)
                && answers(request("http://127.0.0.1:" + port + "/health/ready").GET())
                && answers(
                    request(Registry.url(port) + "/config")
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .PUT(HttpRequest.BodyPublishers.ofString(config)))
                && answers(request(Registry.url(port) + "/subjects").GET()));
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER);
  }

  private boolean answers(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("waiting for the registry", e);
    }
  }

  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private void await(String name, ClusterState.Server server, Path log, BooleanSupplier ready)
      throws PortTaken {
    while (true) {
      // Looked at before the question: whoever answers after our process died is somebody else.
      boolean alive = server.alive(home);
      if (!alive) {
        String tail = tail(log);
        String message = "the " + name + " ended while starting; the end of " + log + ":\n" + tail;
        if (tail.contains("Address already in use") || tail.contains("seems to be in use")) {
          throw new PortTaken(message);
        }
        throw new ClusterException(message);
      }
      if (ready.getAsBoolean()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "the "
                + name
                + " was not ready after "
                + patience.toSeconds()
                + " s; the end of "
                + log
                + ":\n"
                + tail(log));
      }
      Pause.shortly();
    }
  }

  private static String tail(Path log) {
    try {
      // Not decoded strictly: a killed process may leave half a character.
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
