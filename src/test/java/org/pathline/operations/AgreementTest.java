package org.pathline.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.pathline.Main;
import org.pathline.ops.MetricName;
import org.pathline.ops.Verdict;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine;

/** What operators are handed speaks of what the program has, and of nothing else. */
class AgreementTest {
  private static final Pattern TOPIC = Pattern.compile("pathline\\.[a-z-]+\\.v\\d+");
  private static final Pattern TOPOLOGY = Pattern.compile("topology=\"([a-z]+)\"");
  private static final Pattern VERDICT = Pattern.compile("verdict=\"([A-Z]+)\"");

  private final JsonNode services = OperatorFiles.yaml(OperatorFiles.COMPOSE).get("services");

  @Test
  void rulesTheirTestsDashboardAndRunbookNameOnlyMetricsThatAreServed() {
    for (String text : texts()) {
      assertThat(metricNames()).containsAll(OperatorFiles.metrics(text));
    }
    assertThat(metricNames()).doesNotContainAnyElementsOf(OperatorFiles.metrics("pathline_lags"));
  }

  @Test
  void everyMetricIsOnTheDashboard() {
    Set<String> shown = new TreeSet<>();
    OperatorFiles.queries()
        .forEach(query -> shown.addAll(OperatorFiles.metrics(query.expression())));
    assertThat(shown).isEqualTo(metricNames());
  }

  @Test
  void topicsTopologiesAndVerdictsAreThoseOfTheProgram() {
    List<String> topics = TopicCatalogue.all().stream().map(Topic::name).toList();
    List<String> topologies = Stream.of(TopologyName.values()).map(Enum::name).toList();
    List<String> verdicts = Stream.of(Verdict.values()).map(Enum::name).toList();
    Set<String> named = new HashSet<>();
    for (String text : texts()) {
      named.addAll(matches(TOPIC, text, 0));
      assertThat(topologies).containsAll(matches(TOPOLOGY, text, 1));
      assertThat(verdicts).containsAll(matches(VERDICT, text, 1));
    }
    assertThat(named).isNotEmpty();
    assertThat(topics).containsAll(named).doesNotContain("pathline.marks.v1");
  }

  @Test
  void rejectionsAreOfAllThatIsReadFromTheTopicsOfPublishers() {
    String rule =
        OperatorFiles.alerts().stream()
            .filter(alert -> alert.name().equals("PathlineRejections"))
            .findFirst()
            .orElseThrow()
            .expression();
    Pattern included =
        Pattern.compile(matches(Pattern.compile("topic=~\"(.+?)\""), rule, 1).iterator().next());
    Pattern excluded =
        Pattern.compile(matches(Pattern.compile("topic!~\"(.+?)\""), rule, 1).iterator().next());
    for (Topic topic : TopicCatalogue.all()) {
      // Of these no lag is told, as no topology reads them.
      if (topic.owner() != Topic.Owner.ANY_TOPOLOGY && topic.owner() != Topic.Owner.ANALYSTS) {
        assertThat(
                included.matcher(topic.name()).matches()
                    && !excluded.matcher(topic.name()).matches())
            .as(topic.name())
            .isEqualTo(topic.owner() == Topic.Owner.PUBLISHERS);
      }
    }
  }

  @Test
  void everyCommandOfTheComposeFileIsOneThatTheProgramTakes() {
    int commands = 0;
    for (JsonNode service : services) {
      if (service.get("image").asText().startsWith("pathline:")) {
        List<String> arguments = new ArrayList<>();
        service.get("command").forEach(each -> arguments.add(withDefaults(each.asText())));
        Main.commandLine().parseArgs(arguments.toArray(String[]::new));
        commands++;
      }
    }
    assertThat(commands).isEqualTo(5);
    assertThatThrownBy(() -> Main.commandLine().parseArgs("run", "--htp-port=1"))
        .isInstanceOf(CommandLine.UnmatchedArgumentException.class);
  }

  @Test
  void theImagesAreOfTheVersionsThatAreTestedHere() {
    String pom = OperatorFiles.read(OperatorFiles.ROOT.resolve("pom.xml"));
    assertThat(image("kafka-1")).isEqualTo("apache/kafka:" + property(pom, "kafka.version"));
    assertThat(image("registry"))
        .isEqualTo("apicurio/apicurio-registry:" + property(pom, "apicurio.version"));
    assertThat(pom).contains("<version>" + image("topologies-1").split(":")[1] + "</version>");
  }

  @Test
  void clientsAreToldOfTheBrokersAndTheRegistryOfTheComposeFile() throws Exception {
    Properties settings = new Properties();
    settings.load(
        new StringReader(
            OperatorFiles.read(OperatorFiles.DIRECTORY.resolve("cluster.properties"))));
    assertThat(settings.getProperty("bootstrap.servers"))
        .isEqualTo(
            services
                .get("registry")
                .get("environment")
                .get("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS")
                .asText());
    for (String broker : settings.getProperty("bootstrap.servers").split(",")) {
      assertThat(
              services
                  .get(broker.split(":")[0])
                  .get("environment")
                  .get("KAFKA_ADVERTISED_LISTENERS")
                  .asText())
          .contains("INSIDE://" + broker);
    }
    String port = services.get("registry").get("ports").get(0).asText().split(":")[2];
    assertThat(settings.getProperty("schema.registry.url"))
        .isEqualTo("http://registry:" + port + "/apis/ccompat/v7");
    settings.keySet().removeAll(Set.of("bootstrap.servers", "schema.registry.url"));
    assertThat(StreamsConfig.configDef().names()).containsAll(settings.stringPropertyNames());
    assertThat(settings.getProperty("num.standby.replicas")).isEqualTo("1");
  }

  @Test
  void prometheusScrapesEveryServiceThatServesMetricsAndGrafanaAsksIt() {
    JsonNode prometheus =
        OperatorFiles.yaml(OperatorFiles.DIRECTORY.resolve("prometheus/prometheus.yml"));
    assertThat(prometheus.get("rule_files").get(0).asText())
        .isEqualTo(OperatorFiles.RULES.getFileName().toString());
    Set<String> scraped = new TreeSet<>();
    for (JsonNode job : prometheus.get("scrape_configs")) {
      // The alert on targets that do not answer finds them by this.
      assertThat(job.get("job_name").asText()).startsWith("pathline-");
      job.get("static_configs").get(0).get("targets").forEach(each -> scraped.add(each.asText()));
    }
    Set<String> serving = new TreeSet<>();
    services
        .properties()
        .forEach(
            each -> {
              if (each.getValue().path("command").toString().contains("port=8080")) {
                serving.add(each.getKey() + ":8080");
              }
            });
    assertThat(scraped).isEqualTo(serving).hasSize(3);
    JsonNode datasource =
        OperatorFiles.yaml(
                OperatorFiles.DIRECTORY.resolve("grafana/provisioning/datasources/prometheus.yml"))
            .get("datasources")
            .get(0);
    assertThat(datasource.get("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(datasource.get("jsonData").get("timeInterval"))
        .isEqualTo(prometheus.get("global").get("scrape_interval"));
  }

  @Test
  void everyPanelAsksTheChosenPrometheusAndLiesInItsOwnPlace() {
    JsonNode dashboard = OperatorFiles.json(OperatorFiles.DASHBOARD);
    assertThat(dashboard.get("templating").get("list").get(0).get("name").asText())
        .isEqualTo("datasource");
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      JsonNode at = panel.get("gridPos");
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(x).isLessThan(24);
          assertThat(places.add(x + "," + y)).as(panel.get("title").asText()).isTrue();
        }
      }
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.get("datasource").get("uid").asText()).isEqualTo("${datasource}");
        assertThat(panel.get("description").asText()).isNotBlank();
      }
    }
    assertThat(ids).isNotEmpty();
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    OperatorFiles.alerts().forEach(alert -> texts.add(alert.expression() + alert.words()));
    OperatorFiles.queries().forEach(query -> texts.add(query.expression()));
    texts.add(OperatorFiles.read(OperatorFiles.RULES_TESTS));
    texts.add(OperatorFiles.read(OperatorFiles.DIRECTORY.resolve("RUNBOOK.md")));
    return texts;
  }

  private static Set<String> metricNames() {
    Set<String> names = new TreeSet<>();
    for (Field field : MetricName.class.getFields()) {
      try {
        names.add((String) field.get(null));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return names;
  }

  private static Set<String> matches(Pattern pattern, String text, int group) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }

  /** Text with each {@code ${NAME:-default}} replaced by its default. */
  private static String withDefaults(String text) {
    return text.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
  }

  private String image(String service) {
    return services.get(service).get("image").asText();
  }

  private static String property(String pom, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">(.+)</" + name + ">").matcher(pom);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }
}
