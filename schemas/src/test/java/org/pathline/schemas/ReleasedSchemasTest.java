package org.pathline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The schemas of today against every released version.
 *
 * <p>With {@code -Dpathline.release=v2} the schemas of today are written to {@code
 * schemas/released/v2} first; see the module's README.
 */
class ReleasedSchemasTest {
  private static final Path RELEASED = Path.of("released");

  @BeforeAll
  static void writeTheReleaseThatWasAskedFor() throws IOException {
    String release = System.getProperty("pathline.release");
    if (release == null) {
      return;
    }
    assertThat(release).as("name of the release").matches("v[1-9][0-9]*");
    Path directory = Files.createDirectories(RELEASED.resolve(release));
    try (Stream<Path> old = Files.list(directory)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (Topic topic : TopicCatalogue.all()) {
      Files.writeString(
          directory.resolve(fileName(topic.schema())),
          SchemaFormatter.format("json/pretty", topic.schema()) + "\n");
    }
    System.out.println("wrote " + TopicCatalogue.all().size() + " schemas to " + directory);
  }

  @Test
  void everyReleaseHoldsEveryRecordThatItsTopicsCarry() throws IOException {
    List<Path> releases = releases();
    assertThat(releases).as("releases in " + RELEASED.toAbsolutePath()).isNotEmpty();
    // A later release may bring more topics, so only the newest has to be complete.
    Set<String> files = fileNames(releases.get(releases.size() - 1));
    Set<String> expected =
        TopicCatalogue.all().stream()
            .map(topic -> fileName(topic.schema()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(files)
        .as("schemas in the newest release; write one with -Dpathline.release")
        .isEqualTo(expected);
  }

  @Test
  void noRecordOfAReleaseHasLeftTheCatalogue() throws IOException {
    Set<String> known =
        TopicCatalogue.all().stream()
            .map(topic -> fileName(topic.schema()))
            .collect(Collectors.toSet());
    for (Path release : releases()) {
      assertThat(known).as("records of " + release).containsAll(fileNames(release));
    }
  }

  @Test
  void schemasOfTodayAndOfEveryReleaseReadEachOther() throws IOException {
    int compared = 0;
    List<String> problems = new ArrayList<>();
    for (Path release : releases()) {
      for (Topic topic : TopicCatalogue.all()) {
        Path file = release.resolve(fileName(topic.schema()));
        if (Files.exists(file)) {
          problems.addAll(problems(file.toString(), parse(file), topic.schema()));
          compared++;
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(compared).isGreaterThanOrEqualTo(TopicCatalogue.all().size());
  }

  @Test
  void theComparisonFindsARequiredFieldThatWasAdded() {
    Schema released = record("{'name': 'studentId', 'type': 'string'}");
    Schema today =
        record("{'name': 'studentId', 'type': 'string'}, {'name': 'term', 'type': 'string'}");
    assertThat(problems("test", released, today))
        .hasSize(1)
        .first()
        .asString()
        .contains("/fields/1: term");
  }

  @Test
  void theComparisonFindsARequiredFieldThatWasTakenAway() {
    Schema released =
        record("{'name': 'studentId', 'type': 'string'}, {'name': 'term', 'type': 'string'}");
    Schema today = record("{'name': 'studentId', 'type': 'string'}");
    assertThat(problems("test", released, today)).hasSize(1);
  }

  @Test
  void theComparisonFindsAnotherTypeOfARealField() {
    Schema released = TopicCatalogue.GRADES.schema();
    Schema today =
        new Schema.Parser()
            .parse(
                released
                    .toString()
                    .replace(
                        "\"name\":\"schoolYear\",\"type\":\"int\"",
                        "\"name\":\"schoolYear\",\"type\":\"boolean\""));
    assertThat(today).as("the change was made").isNotEqualTo(released);
    assertThat(problems("test", released, today)).hasSize(2);
  }

  @Test
  void theComparisonAllowsAnOptionalFieldThatWasAdded() {
    Schema released = record("{'name': 'studentId', 'type': 'string'}");
    Schema today =
        record(
            "{'name': 'studentId', 'type': 'string'},"
                + " {'name': 'term', 'type': ['null', 'string'], 'default': null}");
    assertThat(problems("test", released, today)).isEmpty();
  }

  private static List<String> problems(String release, Schema released, Schema today) {
    List<String> problems = new ArrayList<>();
    compare(problems, release + " cannot be read by the schema of today", today, released);
    compare(problems, "a reader with " + release + " cannot read today's records", released, today);
    return problems;
  }

  private static void compare(List<String> problems, String words, Schema reader, Schema writer) {
    SchemaCompatibility.SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
      // Without the schemas, which Avro would print in full for each.
      problems.add(
          words
              + ": "
              + pair.getResult().getIncompatibilities().stream()
                  .map(i -> i.getType() + " at " + i.getLocation() + ": " + i.getMessage())
                  .collect(Collectors.joining("; ")));
    }
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse(
            ("{'type': 'record', 'name': 'Thing', 'fields': [" + fields + "]}").replace('\'', '"'));
  }

  private static Schema parse(Path file) throws IOException {
    // A parser of its own: each file must hold all that it names.
    return new Schema.Parser().parse(Files.readString(file));
  }

  private static String fileName(Schema schema) {
    return schema.getName() + ".avsc";
  }

  private static Set<String> fileNames(Path release) throws IOException {
    try (Stream<Path> files = Files.list(release)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static List<Path> releases() throws IOException {
    try (Stream<Path> entries = Files.list(RELEASED)) {
      return entries
          .filter(Files::isDirectory)
          .sorted(
              java.util.Comparator.comparingInt(
                  d -> Integer.parseInt(d.getFileName().toString().substring(1))))
          .toList();
    }
  }
}
