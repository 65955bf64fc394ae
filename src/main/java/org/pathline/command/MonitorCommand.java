package org.pathline.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.ops.Monitor;
import org.pathline.ops.MonitorServer;
import org.pathline.publish.CanaryFlights;
import org.pathline.run.TopologyName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline monitor}: watches from outside and serves what it sees. */
@Command(
    name = "monitor",
    description = {
      "Watches the topologies of a cluster, wherever they run, and serves over HTTP: /metrics for"
          + " Prometheus, /lag as JSON, /health/live and /health/ready (200 or 503). Runs until"
          + " Ctrl-C; a cluster that is down is shown as down.",
      "",
      "Reads the ends of the output topics to measure how long a fact takes from its publisher to"
          + " the results. With --canary-every it also publishes a synthetic student, who is"
          + " counted nowhere, and measures when that comes out of each topology."
    },
    footer = {
      "",
      "Examples:",
      "  pathline monitor --canary-every 30",
      "  curl -s localhost:9464/metrics | grep pathline_lag_seconds",
      "  pathline monitor --config cluster.properties --host 0.0.0.0 --port 8080"
    })
public final class MonitorCommand extends ClusterCommand {
  @Mixin private TopologyChoice topologies;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to serve on; nothing is asked of who connects. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9464",
      description = "Port to serve on; 0 takes one that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--every",
      paramLabel = "S",
      defaultValue = "5",
      description = "Seconds between two looks at the lag. Default: ${DEFAULT-VALUE}.")
  private int everySeconds;

  @Option(
      names = "--canary-every",
      paramLabel = "S",
      description =
          "Publish the canary so often. Each is a small record that the topic of students keeps."
              + " Default: never.")
  private Integer canarySeconds;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File of tokens: on each line a token and its scopes. With any, /metrics and /lag need"
              + " one with the scope metrics; health never does. So may be $PATHLINE_HTTP_TOKENS.")
  private @Nullable Path tokenFile;

  @Override
  public Integer call() throws InterruptedException {
    if (everySeconds < 1 || (canarySeconds != null && canarySeconds < 1)) {
      throw usage("--every and --canary-every must be at least 1");
    }
    List<TopologyName> chosen = topologies.chosen();
    Connection connection = connection();
    try (Monitor monitor = new Monitor(connection, chosen, Duration.ofSeconds(everySeconds), null);
        CanaryFlights canary =
            canarySeconds == null
                ? null
                : new CanaryFlights(
                    connection,
                    Duration.ofSeconds(canarySeconds),
                    monitor.freshness()::canarySent);
        MonitorServer server =
            new MonitorServer(monitor, host, port, Tokens.of(tokenFile, System.getenv()))) {
      monitor.start();
      if (canary != null) {
        canary.start();
      }
      say("watching " + chosen + ", serving on http://" + host + ":" + server.port());
      // Until the JVM is ended: nothing that is kept here outlives it.
      Thread.currentThread().join();
      return 0;
    }
  }
}
