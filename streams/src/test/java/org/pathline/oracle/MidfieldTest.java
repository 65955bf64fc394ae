package org.pathline.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;
import org.pathline.streams.codec.FactCodec;

/**
 * The naive batch finds in the 25,183 students of MIDFIELD what was counted there independently.
 *
 * <p>Skipped where the data is absent; {@code -Dpathline.shared=DIR} says where it is.
 */
class MidfieldTest {
  private static Path shared;
  private static List<Fact> facts;

  @BeforeAll
  static void readFacts() throws IOException {
    String told = System.getProperty("pathline.shared");
    shared =
        (told != null ? Stream.of(told) : Stream.of("../shared", "../../shared"))
            .map(Path::of)
            .filter(each -> Files.isDirectory(each.resolve("data/midfield-j")))
            .findFirst()
            .orElse(null);
    if (shared == null) {
      return;
    }
    facts = new ArrayList<>();
    read("students", MidfieldTest::student);
    read("enrollments", MidfieldTest::enrollment);
    read("assessments", MidfieldTest::assessment);
    read("postsecondary", MidfieldTest::term);
    read("degrees", MidfieldTest::degree);
    read(
        "searches",
        row ->
            new PostsecondarySearch(
                envelope(row),
                LocalDate.parse(row.getField("searchedThrough")),
                Boolean.parseBoolean(row.getField("recordFound"))));
  }

  /** Before each test and not before all, so that each is reported as skipped. */
  @BeforeEach
  void needData() {
    assumeTrue(shared != null, "no data/midfield-j; set -Dpathline.shared to try it");
  }

  @Test
  void totalsAndCellsAreThoseCountedIndependently() throws IOException {
    JsonNode expected =
        new ObjectMapper().readTree(shared.resolve("data/midfield-j/expected.json").toFile());
    NaiveResult result = new NaiveBatch(settings()).compute(facts);
    assertThat(totals(result)).isEqualTo(numbers(expected.get("totals")));
    assertThat(cells(result)).isEqualTo(cells(expected));
  }

  @Test
  void aPlantedMistakeIsSeenInTheCells() throws IOException {
    JsonNode expected =
        new ObjectMapper().readTree(shared.resolve("data/midfield-j/expected.json").toFile());
    NaiveResult wrong = new NaiveBatch(settings(), Mistake.UNSEARCHED_MEANS_NO).compute(facts);
    assertThat(cells(wrong)).isNotEqualTo(cells(expected));
  }

  private static NaiveSettings settings() throws IOException {
    return new NaiveSettings(12, Map.of(), "dhs-2024-07-22", dhs(), code -> false, new FactCodec());
  }

  private static Map<String, Long> totals(NaiveResult result) {
    return new TreeMap<>(
        Map.of(
            "students", (long) result.students().size(),
            "everStem", result.milestones().get("STEM_ENTRY"),
            "everStemDegree", result.milestones().get("STEM_DEGREE"),
            "firstTermStem", result.milestones().get("FIRST_MAJOR_STEM"),
            "unanchored", result.unanchored()));
  }

  private static Map<String, Map<String, Long>> cells(NaiveResult result) {
    Map<String, Map<String, Long>> cells = new TreeMap<>();
    for (NaiveCell cell : result.cells().values()) {
      if (cell.key().anchorYear() != null) {
        Map<String, Long> sums =
            cells.computeIfAbsent(
                cell.key().raceEthnicity() + "|" + cell.key().prior(), key -> new TreeMap<>());
        sums.merge("members", cell.members(), Long::sum);
        for (String name : List.of("stemEntry2", "stemEntry6", "stemDegree6")) {
          sums.merge(name + ".observed", cell.outcomes().get(name).observed(), Long::sum);
          sums.merge(name + ".attained", cell.outcomes().get(name).attained(), Long::sum);
        }
      }
    }
    return cells;
  }

  private static Map<String, Map<String, Long>> cells(JsonNode expected) {
    Map<String, Map<String, Long>> cells = new TreeMap<>();
    expected.get("cells").properties().forEach(e -> cells.put(e.getKey(), numbers(e.getValue())));
    return cells;
  }

  private static Map<String, Long> numbers(JsonNode node) {
    Map<String, Long> numbers = new TreeMap<>();
    node.properties().forEach(each -> numbers.put(each.getKey(), each.getValue().longValue()));
    return numbers;
  }

  private static Predicate<String> dhs() throws IOException {
    Set<String> codes = new HashSet<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(shared.resolve("reference/stem_cip_dhs_2024-07-22.csv"))) {
      for (NamedCsvRecord row : rows) {
        int digits = Integer.parseInt(row.getField("level_digits"));
        codes.add(row.getField("cip_code").substring(0, digits == 2 ? 3 : digits + 1));
      }
    }
    return cip ->
        codes.contains(cip)
            || codes.contains(cip.substring(0, 5))
            || codes.contains(cip.substring(0, 3));
  }

  private static void read(String noun, Function<NamedCsvRecord, Fact> reader) throws IOException {
    Path file = shared.resolve("data/midfield-j/" + noun + ".csv.gz");
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      rows.forEach(row -> facts.add(reader.apply(row)));
    }
  }

  private static Envelope envelope(NamedCsvRecord row) {
    return new Envelope(
        row.getField("studentId"),
        Instant.parse(row.getField("recordedAt")).toEpochMilli(),
        row.getField("source"),
        Boolean.parseBoolean(row.getField("retracted")),
        null);
  }

  private static LocalDate date(NamedCsvRecord row, String field) {
    return LocalDate.parse(row.getField(field));
  }

  private static List<String> codes(NamedCsvRecord row) {
    String codes = row.getField("cipCodes");
    return codes.isEmpty() ? List.of() : List.of(codes.split("[|]"));
  }

  private static Fact student(NamedCsvRecord row) {
    return new StudentRecord(
        envelope(row),
        RaceEthnicity.valueOf(row.getField("raceEthnicity")),
        Sex.valueOf(row.getField("sex")),
        Indicator.valueOf(row.getField("economicallyDisadvantaged")),
        Indicator.valueOf(row.getField("englishLearner")));
  }

  private static Fact enrollment(NamedCsvRecord row) {
    return new SchoolEnrollment(
        envelope(row),
        row.getField("districtId"),
        row.getField("schoolId"),
        row.getField("gradeLevel"),
        date(row, "entryDate"),
        date(row, "exitDate"),
        ExitType.valueOf(row.getField("exitType")));
  }

  private static Fact assessment(NamedCsvRecord row) {
    return new AssessmentResult(
        envelope(row),
        row.getField("assessmentId"),
        Subject.valueOf(row.getField("subject")),
        date(row, "testDate"),
        row.getField("gradeLevel"),
        Double.parseDouble(row.getField("percentile")));
  }

  private static Fact term(NamedCsvRecord row) {
    return new PostsecondaryEnrollment(
        envelope(row),
        row.getField("institutionId"),
        date(row, "termBegin"),
        date(row, "termEnd"),
        EnrollmentStatus.valueOf(row.getField("status")),
        codes(row),
        PostsecondaryLevel.valueOf(row.getField("level")));
  }

  private static Fact degree(NamedCsvRecord row) {
    return new PostsecondaryDegree(
        envelope(row),
        row.getField("institutionId"),
        date(row, "conferredOn"),
        DegreeLevel.valueOf(row.getField("degreeLevel")),
        codes(row),
        row.getField("title"));
  }
}
