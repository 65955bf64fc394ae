package org.pathline.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that operators are handed, read. */
public final class OperatorFiles {
  /** Where they are; tests run in the directory of their module. */
  public static final Path DIRECTORY = Path.of("main", "operations").toAbsolutePath();

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path COMPOSE = ROOT.resolve("docker-compose.yml");
  static final Path RULES = DIRECTORY.resolve("prometheus/pathline-alerts.yml");
  static final Path RULES_TESTS =
      Path.of("test", "resources", "operations", "pathline-alerts.test.yml").toAbsolutePath();
  static final Path DASHBOARD = DIRECTORY.resolve("grafana/dashboards/pathline.json");

  private static final Pattern METRIC = Pattern.compile("\\bpathline_[a-z_]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private OperatorFiles() {}

  /** An alert as the rules file has it. */
  public record Alert(
      String name,
      String expression,
      String patience,
      String severity,
      Map<String, String> words) {}

  /** A query of the dashboard, with the title of its panel. */
  public record Query(String panel, String expression) {
    /** The query as Grafana sends it when all topologies are chosen. */
    public String ofAllTopologies() {
      return expression.replace("$topology", ".+");
    }
  }

  /** Alerts of the rules file, in its order. */
  public static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : yaml(RULES).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        Map<String, String> words =
            rule.get("annotations").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().asText()));
        alerts.add(
            new Alert(
                rule.get("alert").asText(),
                rule.get("expr").asText(),
                rule.path("for").asText(null),
                rule.path("labels").path("severity").asText(null),
                words));
      }
    }
    return alerts;
  }

  /** The rules file with nothing changed but that no alert waits before it fires. */
  public static String rulesWithoutWaits() {
    JsonNode rules = yaml(RULES);
    rules.findParents("alert").forEach(rule -> ((ObjectNode) rule).put("for", "0s"));
    // JSON is YAML, too.
    return rules.toString();
  }

  /** Queries of the dashboard, in its order. */
  public static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : json(DASHBOARD).get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(new Query(panel.get("title").asText(), target.get("expr").asText()));
      }
    }
    return queries;
  }

  /**
   * Settings of one of the compose file's brokers, as its image makes them of the environment:
   * {@code KAFKA_LOG_DIRS} becomes {@code log.dirs}.
   */
  public static SortedMap<String, String> brokerProperties(String service) {
    SortedMap<String, String> properties = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : environment(service).properties()) {
      String name = each.getKey();
      if (name.startsWith("KAFKA_") && !name.equals("KAFKA_HEAP_OPTS")) {
        properties.put(
            name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
            each.getValue().asText());
      }
    }
    return properties;
  }

  /** Environment of a service of the compose file. */
  public static JsonNode environment(String service) {
    return yaml(COMPOSE).get("services").get(service).get("environment");
  }

  /** The cluster id that the compose file gives unless told another. */
  public static String clusterId() {
    String id = environment("kafka-1").get("CLUSTER_ID").asText();
    return id.replaceFirst("\\$\\{PATHLINE_CLUSTER_ID:-(.+)}", "$1");
  }

  /** Pathline's metrics that a text speaks of. */
  static Set<String> metrics(String text) {
    Set<String> metrics = new TreeSet<>();
    Matcher matcher = METRIC.matcher(text);
    while (matcher.find()) {
      metrics.add(matcher.group());
    }
    return metrics;
  }

  /** A YAML file with its anchors and merges resolved. */
  static JsonNode yaml(Path file) {
    return yaml(read(file));
  }

  static JsonNode yaml(String text) {
    // Jackson's own reader of YAML leaves anchors alone.
    return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text of a file. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
