package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Settings;
import org.pathline.proof.World;

/**
 * Situations from public reports of people who publish such data, each with what must come out.
 *
 * <p>The given inputs are tried where they are at hand. Siblings with other values of each kind are
 * part of the project.
 */
class FieldCasesTest {
  private static final Path ROOT = root();
  private static final Path SIBLINGS = ROOT.resolve(Path.of("src", "test", "resources", "field"));

  @TempDir private Path directory;

  /** What came of publishing a case. */
  private record Published(List<String> rejected, Map<String, Pathway> pathways, List<Fact> facts) {
    String outcome(String student, Outcome outcome) {
      Pathway pathway = pathways.get(student);
      assertThat(pathway).as(student).isNotNull();
      return pathway.outcomes().isAttained(outcome)
          ? "yes"
          : pathway.outcomes().isObserved(outcome) ? "no" : "censored";
    }
  }

  private interface Expectation {
    void hold(Published published) throws Exception;
  }

  private static final Map<String, Expectation> EXPECTED =
      Map.ofEntries(
          Map.entry("01-null-words-as-fact-ids", FieldCasesTest::nullWords),
          Map.entry("04-file-name-case", FieldCasesTest::fileNames),
          Map.entry("05-school-year-named-by-its-start", FieldCasesTest::schoolYears),
          Map.entry("06-exit-day-is-the-next-entry-day", FieldCasesTest::exitDays),
          Map.entry("09-zero-points-beside-a-good-mark", FieldCasesTest::zeroPoints),
          Map.entry("10-quarter-marks-beside-the-final-mark", FieldCasesTest::quarterMarks),
          Map.entry("11-marks-on-a-four-point-scale", FieldCasesTest::otherScales),
          Map.entry("12-middle-school-algebra-52052", FieldCasesTest::middleSchoolCodes),
          Map.entry("13-undeclared-major", FieldCasesTest::undeclared),
          Map.entry("14-degree-without-cip", FieldCasesTest::degreeWithoutField),
          Map.entry("17-hidden-characters", FieldCasesTest::hiddenCharacters),
          Map.entry("32-local-times-without-offset", FieldCasesTest::localTimes),
          Map.entry("33-implausible-recorded-at", FieldCasesTest::implausibleTimes));

  private static void nullWords(Published published) {
    assertThat(published.rejected())
        .containsExactlyInAnyOrder(
            "enrollments.csv:3 factId WORD_FOR_NOTHING",
            "enrollments.csv:4 factId WORD_FOR_NOTHING",
            "grades.csv:4 factId WORD_FOR_NOTHING",
            "grades.csv:5 factId WORD_FOR_NOTHING",
            "grades.csv:6 factId WORD_FOR_NOTHING",
            "policies.csv:2 schoolId WORD_FOR_NOTHING");
    assertThat(published.outcome("s-01", Outcome.ALGEBRA_BY_8)).isEqualTo("yes");
  }

  private static void fileNames(Published published) {
    assertThat(published.rejected()).isEmpty();
    assertThat(published.facts()).hasSize(4);
    assertThat(published.outcome("s-01", Outcome.ALGEBRA_BY_8)).isEqualTo("yes");
  }

  private static void schoolYears(Published published) {
    assertThat(published.rejected())
        .containsExactly("sections.csv:2 schoolYear SCHOOL_YEAR_CONTRADICTED");
  }

  private static void exitDays(Published published) {
    assertThat(published.rejected()).isEmpty();
    assertThat(published.pathways().get("s-01").anchor().schoolId()).isEqualTo("B");
  }

  private static void zeroPoints(Published published) {
    assertThat(published.rejected()).containsExactly("grades.csv:2 gradePoints MARK_CONTRADICTED");
  }

  private static void quarterMarks(Published published) {
    assertThat(published.rejected()).isEmpty();
    assertThat(published.outcome("s-01", Outcome.ALGEBRA_BY_8)).isEqualTo("no");
    assertThat(published.pathways().get("s-01").gradePoints()).isZero();
  }

  private static void otherScales(Published published) {
    assertThat(published.rejected())
        .containsExactly(
            "grades.csv:2 gradePoints MARK_CONTRADICTED",
            "grades.csv:3 creditsEarned MARK_CONTRADICTED");
  }

  private static void middleSchoolCodes(Published published) {
    assertThat(published.rejected()).isEmpty();
    assertThat(published.outcome("s-01", Outcome.ALGEBRA_BY_8)).isEqualTo("yes");
    assertThat(published.outcome("s-01", Outcome.ADVANCED_COURSE)).isEqualTo("yes");
    Pathway pathway = published.pathways().get("s-01");
    assertThat(pathway.gradePoints()).isEqualTo(4_000_000_000L);
    assertThat(pathway.courses().get(0).rung()).isEqualTo(1);
    assertThat(pathway.rosters().get(0).seats().get(0).subject()).isEqualTo(Subject.MATHEMATICS);
  }

  private static void undeclared(Published published) {
    assertThat(published.rejected()).isEmpty();
    assertThat(published.outcome("s-01", Outcome.COLLEGE_16_MONTHS)).isEqualTo("yes");
    assertThat(published.outcome("s-01", Outcome.STEM_ENTRY_2)).isEqualTo("no");
  }

  private static void degreeWithoutField(Published published) {
    assertThat(published.rejected()).isEmpty();
    assertThat(published.outcome("s-01", Outcome.STEM_SWITCHED_6)).isEqualTo("yes");
    assertThat(published.outcome("s-01", Outcome.STEM_LEFT_6)).isEqualTo("no");
    assertThat(published.outcome("s-01", Outcome.STEM_DEGREE_6)).isEqualTo("no");
  }

  private static void hiddenCharacters(Published published) {
    assertThat(published.rejected())
        .containsExactlyInAnyOrder(
            "students.csv:3 row INVALID_TEXT",
            "enrollments.csv:3 studentId DAMAGED_ID",
            "enrollments.csv:4 studentId DAMAGED_ID",
            "enrollments.csv:5 studentId DAMAGED_ID",
            "enrollments.csv:6 studentId DAMAGED_ID");
    assertThat(published.pathways().keySet()).containsExactly("s-01");
  }

  private static void localTimes(Published published) {
    assertThat(published.rejected()).containsExactly("grades.csv:3 recordedAt ");
  }

  private static void implausibleTimes(Published published) {
    assertThat(published.rejected())
        .containsExactly(
            "grades.csv:3 recordedAt IMPLAUSIBLE_DATE",
            "grades.csv:4 recordedAt IMPLAUSIBLE_DATE",
            "grades.csv:5 recordedAt IMPLAUSIBLE_DATE");
    assertThat(published.pathways().keySet()).containsExactly("s-01", "s-03");
  }

  private Published publish(Path inputs, @Nullable ZoneId zone) throws IOException {
    Path rejected = directory.resolve("rejected.csv");
    List<ImportFile> files =
        ImportFiles.find(List.of(inputs), rejected).stream().map(file -> file.in(zone)).toList();
    List<Fact> facts = new ArrayList<>();
    new Publication(rejected, Progress.quiet(new PrintWriter(new StringWriter())))
        .read(files, facts::add);
    return new Published(
        Files.exists(rejected) ? rejections(rejected) : List.of(),
        World.of(Settings.DEFAULT, facts).pathways(),
        facts);
  }

  private static List<String> rejections(Path file) throws IOException {
    List<String> rejections = new ArrayList<>();
    try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      rows.forEach(
          row ->
              rejections.add(
                  Path.of(row.getField("file")).getFileName()
                      + ":"
                      + row.getField("line")
                      + " "
                      + row.getField("field")
                      + " "
                      + row.getField("rule")));
    }
    return rejections;
  }

  @TestFactory
  Stream<DynamicTest> siblingsComeOutAsTheyMust() {
    return EXPECTED.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> each.getValue().hold(publish(SIBLINGS.resolve(each.getKey()), null))));
  }

  @TestFactory
  Stream<DynamicTest> givenCasesComeOutAsTheyMust() {
    Path given = given();
    return EXPECTED.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      assumeTrue(given != null, "no cases/field; set -Dpathline.shared to try it");
                      each.getValue().hold(publish(given.resolve(each.getKey()), null));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whereTheZoneIsNamedTheCorrectionStands() {
    return Stream.of("32-local-times-without-offset")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      Published published =
                          publish(SIBLINGS.resolve(name), ZoneId.of("America/Chicago"));
                      assertThat(published.rejected()).isEmpty();
                      assertThat(published.pathways().get("s-01").courses().get(0).bestMark())
                          .isEqualTo("B");
                    }));
  }

  private static @Nullable Path given() {
    String named = System.getProperty("pathline.shared");
    Path shared = named == null ? ROOT.resolveSibling("shared") : Path.of(named);
    Path cases = shared.resolve("cases").resolve("field");
    return Files.isDirectory(cases) ? cases : null;
  }

  /** Directory of the project, wherever a test of a module is started. */
  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root;
  }
}
