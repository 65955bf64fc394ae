package org.pathline.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.cluster.SharedCluster;
import org.pathline.operations.OperatorFiles;
import org.pathline.operations.OperatorTool;

/**
 * A Prometheus of its own with the operators' rules, which looks every second and does not wait
 * before an alert fires, as its rules do otherwise.
 */
final class Prometheus implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final Path log;
  private final Process process;
  private final int port;

  private Prometheus(Path log, Process process, int port) {
    this.log = log;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one that scrapes ports of this machine; aborts the test where Prometheus is not
   * installed.
   *
   * @param jobs ports to scrape, by name of the job
   */
  static Prometheus start(Path directory, Map<String, Integer> jobs) throws IOException {
    OperatorTool program = OperatorTool.orSkip("prometheus", "prometheus");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("rules.yml"), OperatorFiles.rulesWithoutWaits());
    StringBuilder settings =
        new StringBuilder(
            """
            global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
            rule_files: [rules.yml]
            scrape_configs:
            """);
    new TreeMap<>(jobs)
        .forEach(
            (job, scraped) ->
                settings
                    .append("  - job_name: " + job + "\n")
                    .append(
                        "    static_configs: [{ targets: [\"127.0.0.1:" + scraped + "\"] }]\n"));
    Path file = directory.resolve("prometheus.yml");
    Files.writeString(file, settings);
    int port = SharedCluster.freePort();
    Path log = directory.resolve("prometheus.log");
    Process process =
        program.start(
            directory,
            Map.of(),
            log,
            "--config.file=" + file,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port);
    return new Prometheus(log, process, port);
  }

  /** Number of series that a query returns now; none while Prometheus is starting. */
  int series(String query) throws InterruptedException {
    JsonNode answer = get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return answer.path("data").path("result").size();
  }

  /** Labels of each instance of an alert that fires now. */
  List<JsonNode> firing(String alert) throws InterruptedException {
    List<JsonNode> firing = new ArrayList<>();
    for (JsonNode each : get("alerts").path("data").path("alerts")) {
      if (each.get("labels").get("alertname").asText().equals(alert)
          && each.get("state").asText().equals("firing")) {
        firing.add(each.get("labels"));
      }
    }
    return firing;
  }

  private JsonNode get(String path) throws InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw new AssertionError("Prometheus ended:\n" + OperatorFiles.read(log), notYet);
      }
      return JSON.missingNode();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
