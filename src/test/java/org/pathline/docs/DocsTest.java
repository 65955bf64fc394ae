package org.pathline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathline.Main;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.reference.StemList;
import org.pathline.ops.MetricName;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.StreamsSettings;

/** The pages name what there is, each thing where it belongs, and nothing that there is not. */
class DocsTest {
  private static final Pattern TOPIC = Pattern.compile("(pathline\\.[a-z-]+\\.v\\d+)");
  private static final Pattern COMMAND = Pattern.compile("(?m)(?:\\./|`|\\$ )pathline ([a-z-]+)");
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\| `([a-z.]+)` \\| `([a-z0-9_-]+)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern ALERT = Pattern.compile("`(Pathline[A-Z][A-Za-z]+)`");

  private static final Pattern METRIC = Pattern.compile("`(pathline_[a-z_]+)`");

  /** A test by its class, and one of its methods where the page names one. */
  private static final Pattern TEST =
      Pattern.compile("\\b([A-Z][a-z]\\w*(?:Test|IT))\\b(?:\\.(\\w+))?");

  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)`");

  private final Page readme = Page.at("README.md");
  private final Page contract = Page.at("schemas/README.md");
  private final Page topologies = Page.at("streams/README.md");
  private final Page outcomes = Page.at("streams/OUTCOMES.md");
  private final Page program = Page.at("src/README.md");
  private final Page operations = Page.at("src/main/operations/README.md");

  @Test
  void theReadmeIsShort() {
    assertThat(readme.text().lines().count()).isLessThanOrEqualTo(150);
  }

  @Test
  void everyCommandIsExplainedAndNoPageNamesAnother() {
    Set<String> commands = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
    assertThat(program.matches(COMMAND)).isEqualTo(commands);
    for (Page page : Page.all()) {
      assertThat(commands).as(page.toString()).containsAll(page.matches(COMMAND));
    }
  }

  @Test
  void everyTopicIsARowOfTheTableOfTopicsAndNoPageNamesAnother() {
    Set<String> topics =
        TopicCatalogue.all().stream()
            .map(Topic::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(contract.matches(TOPIC)).isEqualTo(topics);
    for (Page page : Page.all()) {
      assertThat(topics).as(page.toString()).containsAll(page.matches(TOPIC));
    }
    for (Topic topic : TopicCatalogue.all()) {
      assertThat(contract.row(topic.name()))
          .contains("| " + topic.schema().getName() + " |")
          .contains("| " + topic.cleanup().policy())
          .endsWith("| " + topic.partitions() + " |");
    }
  }

  @Test
  void everyOutcomeMilestoneAndStemListIsDefined() {
    assertThat(outcomes.text())
        .contains(Outcome.all().stream().map(each -> "`" + each.label() + "`").toList())
        .contains(Arrays.stream(Milestone.values()).map(each -> "`" + each + "`").toList())
        .contains(StemList.names().stream().map(name -> "`" + name + "`").toList());
  }

  @Test
  void everyReasonOfARejectionIsNamed() {
    assertThat(contract.text())
        .contains(Arrays.stream(Violation.Reason.values()).map(each -> "`" + each + "`").toList());
  }

  @Test
  void everyApplicationWithItsStoresAndInternalTopicsIsNamed() {
    for (TopologyName each : TopologyName.values()) {
      String application = each.applicationId();
      assertThat(topologies.text()).contains("Application id `" + application + "`");
      for (String topic : each.internalTopics()) {
        String name = topic.substring(application.length() + 1);
        assertThat(topologies.text()).contains("`" + name + "`");
        if (name.endsWith("-changelog")) {
          assertThat(topologies.text()).contains("`" + name.replace("-changelog", "") + "`");
        }
      }
    }
  }

  @Test
  void everyPropertyHasTheValueThatIsSet() {
    Properties set =
        new StreamsSettings("application", "localhost:9092", Path.of("state"), 1, Map.of())
            .properties();
    Matcher row = PROPERTY.matcher(topologies.text());
    int rows = 0;
    for (; row.find(); rows++) {
      assertThat(set.get(row.group(1))).as(row.group(1)).hasToString(row.group(2));
    }
    assertThat(rows).isPositive();
  }

  @Test
  void everyAlertIsNamedAndNoOther() throws IOException {
    Set<String> alerts =
        Files.readString(operations.relative("prometheus/pathline-alerts.yml"))
            .lines()
            .filter(line -> line.contains("- alert: "))
            .map(line -> line.substring(line.indexOf(": ") + 2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(alerts).isNotEmpty();
    assertThat(operations.matches(ALERT)).isEqualTo(alerts);
  }

  @Test
  void everyMetricIsExplainedAndNoPageNamesAnother() throws IllegalAccessException {
    Set<String> metrics = new TreeSet<>();
    for (Field field : MetricName.class.getFields()) {
      metrics.add((String) field.get(null));
    }
    assertThat(operations.matches(METRIC)).isEqualTo(metrics);
    for (Page page : Page.all()) {
      assertThat(metrics).as(page.toString()).containsAll(page.matches(METRIC));
    }
  }

  @Test
  void everyLinkLeadsToAFileOrAHeading() {
    int links = 0;
    for (Page page : Page.all()) {
      Matcher link = LINK.matcher(page.text());
      for (; link.find(); links++) {
        Path file =
            page.relative(
                link.group(1).isEmpty() ? page.place().getFileName().toString() : link.group(1));
        assertThat(file).as(page.toString()).exists();
        if (link.group(2) != null) {
          assertThat(Page.at(Path.of("..").relativize(file).toString()).anchors())
              .as(page + " links to " + file)
              .contains(link.group(2));
        }
      }
    }
    assertThat(links).isPositive();
  }

  @Test
  void everyPageIsReachedFromTheReadme() {
    Set<String> reached = new TreeSet<>();
    reach(readme, reached);
    assertThat(reached).containsAll(Page.all().stream().map(Page::toString).toList());
  }

  private static void reach(Page page, Set<String> reached) {
    if (reached.add(page.toString())) {
      for (String link : page.matches(LINK)) {
        if (link.endsWith(".md")) {
          reach(Page.at(Path.of("..").relativize(page.relative(link)).toString()), reached);
        }
      }
    }
  }

  @Test
  void everyTestThatAPageNamesExists() throws IOException {
    Map<String, Path> tests = sources();
    for (Page page : Page.all()) {
      Matcher test = TEST.matcher(page.text());
      while (test.find()) {
        Path source = tests.get(test.group(1) + ".java");
        assertThat(source).as(page + ": " + test.group(1)).isNotNull();
        if (test.group(2) != null) {
          assertThat(Files.readString(source))
              .as(page + ": " + test.group())
              .contains(" " + test.group(2) + "(");
        }
      }
    }
  }

  @Test
  void everyClassThatTheStepsForContributorsNameExists() {
    String text = readme.text();
    Page steps = new Page(readme.place(), text.substring(text.indexOf("## Contributing")));
    Set<String> classes = steps.matches(CLASS);
    assertThat(classes).isNotEmpty();
    assertThat(sources().keySet())
        .containsAll(classes.stream().map(each -> each + ".java").toList());
  }

  private static Map<String, Path> sources() {
    return Page.files(".java")
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString(),
                file -> Path.of("..").resolve(file),
                (one, other) -> one));
  }
}
