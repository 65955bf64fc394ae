package org.pathline;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.reference.StemList;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.StreamsSettings;
import org.pathline.streams.registry.ContractSchemas;

/** The README names what there is, and nothing that there is not. */
class ReadmeTest {
  private static final Pattern TOPIC = Pattern.compile("(pathline\\.[a-z-]+\\.v\\d+)");
  private static final Pattern COMMAND = Pattern.compile("(?m)(?:\\./|`|\\$ )pathline ([a-z-]+)");
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\| `([a-z.]+)` \\| `([a-z0-9_-]+)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");

  private final String readme = read(Path.of("../README.md"));

  @Test
  void everyCommandIsNamedAndNoOther() {
    assertThat(matches(COMMAND))
        .isEqualTo(new TreeSet<>(Main.commandLine().getSubcommands().keySet()));
  }

  @Test
  void everyTopicIsARowOfTheTableOfTopicsAndNoOtherIsNamed() {
    Set<String> topics =
        TopicCatalogue.all().stream()
            .map(Topic::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(matches(TOPIC)).isEqualTo(topics);
    for (Topic topic : TopicCatalogue.all()) {
      assertThat(row(topic.name()))
          .contains("| " + topic.schema().getName() + " |")
          .contains("| " + topic.cleanup().policy())
          .endsWith("| " + topic.partitions() + " |");
    }
  }

  @Test
  void everyOutcomeHasItsDefinition() {
    for (Outcome outcome : Outcome.all()) {
      assertThat(readme).contains("`" + outcome.label() + "`");
    }
  }

  @Test
  void everyMilestoneStemListAndReasonOfARejectionIsNamed() {
    assertThat(readme)
        .contains(
            List.of(Milestone.values()).stream().map(each -> "`" + each.name() + "`").toList())
        .contains(StemList.names().stream().map(name -> "`" + name + "`").toList())
        .contains(
            List.of(Violation.Reason.values()).stream().map(each -> "`" + each + "`").toList());
  }

  @Test
  void everyPropertyHasTheValueThatIsSet() {
    Properties set =
        new StreamsSettings("application", "localhost:9092", Path.of("state"), 1, Map.of())
            .properties(
                Contract.of(
                    new ContractSchemas(
                        new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))),
                    1));
    Matcher row = PROPERTY.matcher(readme);
    int rows = 0;
    for (; row.find(); rows++) {
      assertThat(set.get(row.group(1))).as(row.group(1)).hasToString(row.group(2));
    }
    assertThat(rows).isPositive();
  }

  @Test
  void everyLinkLeadsToAFileOrAHeading() {
    Set<String> headings =
        readme
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
            .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
    Matcher link = LINK.matcher(readme);
    while (link.find()) {
      if (link.group(1).isEmpty()) {
        assertThat(headings).contains(link.group(2));
      } else {
        assertThat(Path.of("..", link.group(1))).exists();
      }
    }
  }

  private String row(String topic) {
    return readme
        .lines()
        .filter(line -> line.startsWith("| `" + topic + "` |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row of " + topic + " in the README"));
  }

  private Set<String> matches(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(readme);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
