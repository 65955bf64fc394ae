package org.pathline.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.operations.OperatorFiles.Alert;

/** Each alert waits, fires and clears, says what is wrong and where to read on. */
class AlertRulesTest {
  @TempDir private Path directory;

  @Test
  void everyAlertHasAWaitASeverityAndWordsWithItsRunbookEntry() {
    Set<String> entries =
        OperatorFiles.read(OperatorFiles.DIRECTORY.resolve("RUNBOOK.md"))
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> names = new TreeSet<>();
    for (Alert alert : OperatorFiles.alerts()) {
      assertThat(names.add(alert.name())).as(alert.name()).isTrue();
      assertThat(alert.patience()).as(alert.name()).matches("\\d+[sm]");
      assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning");
      assertThat(alert.words().get("summary")).as(alert.name()).isNotBlank();
      // An absent metric has no value to tell.
      assertThat(alert.words().get("description"))
          .as(alert.name())
          .contains(alert.expression().contains("absent(") ? "$labels.metric" : "$value");
      assertThat(alert.words().get("runbook"))
          .isEqualTo("src/main/operations/RUNBOOK.md#" + alert.name().toLowerCase(Locale.ROOT));
    }
    assertThat(entries).isEqualTo(names);
  }

  @Test
  void everyEntryOfTheRunbookSaysWhatItMeansHowToLookAndWhatToDo() {
    String runbook = OperatorFiles.read(OperatorFiles.DIRECTORY.resolve("RUNBOOK.md"));
    for (String entry : runbook.split("\n## ")) {
      if (entry.startsWith("Pathline")) {
        assertThat(entry).contains("**Means**", "**Look**", "**Do**");
      }
    }
  }

  @Test
  void everyAlertIsExpectedToFireAndLaterToClear() {
    Map<String, List<JsonNode>> expected = new TreeMap<>();
    for (JsonNode test : OperatorFiles.yaml(OperatorFiles.RULES_TESTS).get("tests")) {
      for (JsonNode moment : test.get("alert_rule_test")) {
        expected
            .computeIfAbsent(moment.get("alertname").asText(), absent -> new ArrayList<>())
            .add(moment.get("exp_alerts"));
      }
    }
    for (Alert alert : OperatorFiles.alerts()) {
      List<JsonNode> moments = expected.getOrDefault(alert.name(), List.of());
      assertThat(moments.stream().anyMatch(each -> !each.isEmpty())).as(alert.name()).isTrue();
      assertThat(moments.get(moments.size() - 1)).as(alert.name()).isEmpty();
    }
  }

  @Test
  void allFireAndClearInPrometheusOwnTests() throws Exception {
    OperatorTool.Ended ended =
        promtool(
            OperatorFiles.yaml(OperatorFiles.RULES), OperatorFiles.yaml(OperatorFiles.RULES_TESTS));
    assertThat(ended.exitCode()).as(ended.said()).isZero();
  }

  @Test
  @Tag("trial")
  void anAlertThatNeverFiresAlwaysFiresOrDoesNotWaitIsSeen() throws Exception {
    for (Alert alert : OperatorFiles.alerts()) {
      assertThat(passesWith(alert, "alert", alert.name())).as(alert.name()).isTrue();
      assertThat(passesWith(alert, "expr", "vector(0) == 1")).as(alert.name() + " never").isFalse();
      assertThat(passesWith(alert, "expr", "vector(1)")).as(alert.name() + " always").isFalse();
      String otherWait = alert.patience().equals("0s") ? "1h" : "0s";
      assertThat(passesWith(alert, "for", otherWait)).as(alert.name() + " waits").isFalse();
    }
  }

  /** Whether an alert's own tests pass when one field of it is another. */
  private boolean passesWith(Alert alert, String field, String value) throws Exception {
    JsonNode rules = OperatorFiles.yaml(OperatorFiles.RULES);
    int changes = 0;
    for (JsonNode group : rules.get("groups")) {
      keep((ArrayNode) group.get("rules"), rule -> rule.get("alert").asText().equals(alert.name()));
      for (JsonNode rule : group.get("rules")) {
        ((ObjectNode) rule).put(field, value);
        changes++;
      }
    }
    assertThat(changes).isOne();
    JsonNode tests = OperatorFiles.yaml(OperatorFiles.RULES_TESTS);
    keep(
        (ArrayNode) tests.get("tests"),
        test -> test.get("alert_rule_test").get(0).get("alertname").asText().equals(alert.name()));
    return promtool(rules, tests).exitCode() == 0;
  }

  private static void keep(ArrayNode list, Predicate<JsonNode> wanted) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (!wanted.test(list.get(i))) {
        list.remove(i);
      }
    }
  }

  /** Tests rules; both files are written as JSON, which is YAML, too. */
  private OperatorTool.Ended promtool(JsonNode rules, JsonNode tests)
      throws IOException, InterruptedException {
    OperatorTool promtool = OperatorTool.orSkip("promtool", "prometheus");
    Files.writeString(directory.resolve("rules.yml"), rules.toString());
    ((ObjectNode) tests).putArray("rule_files").add("rules.yml");
    Path file = directory.resolve("rules.test.yml");
    Files.writeString(file, tests.toString());
    return promtool.run(directory, Map.of(), "test", "rules", file.toString());
  }
}
