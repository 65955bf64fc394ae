package org.pathline.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.Main;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.erase.IdForms;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.pseudonym.Pseudonyms.Kind;
import picocli.CommandLine;

/** Whatever a file holds, its ids stay where they are: in it. */
class PublishPseudonymsTest {
  private static final String ID = "jane-doe-4711";
  private static final String OTHER = "doe-jane-1174";
  private static final String STUDENTS = "studentId,recordedAt,source,retracted,factId,sex\n";

  @TempDir private Path directory;
  private Path key;
  private Pseudonyms pseudonyms;
  private Path data;

  @BeforeEach
  void makeAKey() throws IOException {
    key = directory.resolve("k");
    pseudonyms = new Pseudonyms(PseudonymKey.make(key), Set.of());
    data = Files.createDirectory(directory.resolve("data"));
  }

  private String dryRun(String... more) {
    List<String> arguments = new ArrayList<>(List.of("publish", "--dry-run"));
    arguments.addAll(List.of(more));
    arguments.add("--rejected=" + rejected());
    arguments.add(data.toString());
    StringWriter said = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    line.execute(arguments.toArray(String[]::new));
    return said.toString();
  }

  private Path rejected() {
    return directory.resolve("rejected.csv");
  }

  private String discreetRun() {
    return dryRun("--pseudonymise", "--key-file=" + key);
  }

  private List<Fact> facts(String name) {
    List<Fact> facts = new ArrayList<>();
    RowSource file = ImportFile.of(data.resolve(name)).orElseThrow().under(pseudonyms);
    try (RowReader rows = file.open(bytes -> {})) {
      while (rows.next()) {
        facts.add(file.fact(rows, System.currentTimeMillis()));
      }
    } catch (BadRow | UnreadableFile | IOException e) {
      throw new AssertionError(e);
    }
    return facts;
  }

  @Test
  void idsOfStudentsAliasesAndRecordsAreReplacedAndTheRestStays() throws IOException {
    write(
        "identities.csv",
        "aliasId,recordedAt,source,factId,canonicalId\n"
            + ID
            + ",2020-01-01T00:00:00Z,d7,"
            + ID
            + "-1,"
            + OTHER
            + "\n");
    IdentityLink link = (IdentityLink) facts("identities.csv").get(0);
    assertThat(link.envelope().studentId()).isEqualTo(pseudonyms.student(ID));
    assertThat(link.canonicalId()).isEqualTo(pseudonyms.student(OTHER));
    assertThat(link.envelope().factId()).isEqualTo(pseudonyms.of(Kind.record, ID + "-1"));
    assertThat(link.envelope().source()).isEqualTo("d7");
  }

  /** What may stand in a row, and what is told of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Cells that moved to the left or right by one, or lost a quote.
        "2020-01-01T00:00:00Z,jane-doe-4711,d7,,,MALE; recordedAt",
        "x,jane-doe-4711,d7,,,MALE; is not a date-time",
        "jane-doe-4711,2020-01-01T00:00:00Z,d7,,,jane-doe-4711; is none of FEMALE",
        "jane-doe-4711,2020-01-01T00:00:00Z,d7,jane-doe-4711,,MALE; is neither true nor false",
        "jane-doe-4711,2020-01-01T00:00:00Z,d7,,,MALE,jane-doe-4711; has 7 cells",
        "' jane-doe-4711 ,2020-01-01T00:00:00Z,,,,MALE'; source: is required and empty",
        // An id that a rule refuses must not become the pseudonym of many.
        "NULL,2020-01-01T00:00:00Z,d7,,,MALE; WORD_FOR_NOTHING",
        "jane-doe\u00a04711,2020-01-01T00:00:00Z,d7,,,MALE; DAMAGED_ID",
        "\u2018jane-doe-4711,2020-01-01T00:00:00Z,d7,,,MALE; DAMAGED_ID",
        // An id where no pseudonym goes.
        "jane-doe-4711,2020-01-01T00:00:00Z,district of jane-doe-4711,,,MALE; holds the student's"
            + " id",
      })
  void aBadRowIsToldByItsPlaceAlone(String row, String told) throws IOException {
    write("students.csv", STUDENTS + row + "\n");
    String said = discreetRun();
    String kept = Files.readString(rejected());
    assertThat(said).contains("students.csv:2").contains(told.strip());
    assertHidden(said + kept, ID, "jane-doe");
    if (row.contains(ID) && !told.contains("holds") && !told.contains("source")) {
      // The control: without pseudonyms the file of rejected rows does hold the id.
      dryRun();
      assertThat(Files.readString(rejected())).contains(ID);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "students.ndjson | {\"studentId\": jane-doe-4711}",
        "students.ndjson | {\"jane-doe-4711\": {\"sex\": \"MALE\"}}",
        "students.ndjson | \"jane-doe-4711\"",
        "students.csv | jane-doe-4711,2020-01-01T00:00:00Z,d7,,,MALE",
        "students.csv | student-id-of-jane-doe-4711,recordedAt,source",
        "students.csv | studentId,recordedAt,source,jane-doe-4711",
        "students.csv | studentId,recordedAt,source\"jane-doe-4711",
      })
  void whatIsNoRowAtAllIsToldByItsPlaceAlone(String name, String text) throws IOException {
    write(name, text + "\n");
    String said = discreetRun();
    assertThat(said).contains(name);
    if (Files.exists(rejected())) {
      said += Files.readString(rejected());
    }
    assertHidden(said, ID, "jane-doe");
  }

  private static void assertHidden(String text, String... ids) {
    for (String id : ids) {
      assertThat(text).doesNotContain(id);
      assertThat(new IdForms(Set.of(id)).in(text.getBytes(UTF_8))).isEmpty();
    }
  }

  @Test
  void schoolsAndStaffAreReplacedOnRequest() throws IOException {
    write(
        "sections.csv",
        "studentId,recordedAt,source,sectionId,districtId,schoolId,schoolYear,gradeLevel,courseCode\n"
            + ID
            + ",2011-01-01T00:00:00Z,d7,alg-smith-1,D7,M-1,2011,08,02052\n");
    pseudonyms = new Pseudonyms(PseudonymKey.read(key), Set.of(Kind.schools, Kind.staff));
    String text = facts("sections.csv").get(0).toString();
    assertThat(text)
        .contains(
            pseudonyms.of(Kind.schools, "M-1"), pseudonyms.of(Kind.staff, "alg-smith-1"), "D7")
        .doesNotContain("smith");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pseudonymise | needs --key-file",
        "--key-file=k | need --pseudonymise",
        "--pseudonymise --key-file=nowhere | no key file nowhere",
        "--pseudonymise-also=schools | need --pseudonymise",
      })
  void halfAWishIsRefusedBeforeAnythingIsRead(String options, String told) throws IOException {
    write("students.csv", STUDENTS + "x\n");
    assertThat(dryRun(options.split(" "))).contains(told).doesNotContain("students.csv:2");
  }

  @Test
  void rotationCarriesEveryIdAndEveryLinkToTheNewKey() throws IOException {
    write(
        "students.csv",
        STUDENTS
            + ID
            + ",2020-01-01T00:00:00Z,d7,,,MALE\n"
            + ID
            + ",2020-01-01T00:00:00Z,d7,,,x\n");
    write(
        "identities.csv",
        "aliasId,recordedAt,source,canonicalId\n"
            + OTHER
            + ",2020-01-01T00:00:00Z,d7,"
            + ID
            + "\n");
    Path next = directory.resolve("next");
    Path out = directory.resolve("links");
    StringWriter said = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int exit =
        line.execute(
            "key", "rotate", key.toString(), next.toString(), "--out=" + out, data.toString());
    assertThat(exit).as(said.toString()).isEqualTo(1);
    assertThat(said.toString()).contains("carries 2 ids").contains("1 bad rows");
    Pseudonyms after = new Pseudonyms(PseudonymKey.read(next), Set.of());
    Path links = out.resolve("identities.csv");
    assertHidden(Files.readString(links) + said, ID, OTHER, "jane");
    data = out;
    pseudonyms = null;
    List<String> found = new ArrayList<>();
    for (Fact fact : facts("identities.csv")) {
      found.add(fact.envelope().studentId() + " " + ((IdentityLink) fact).canonicalId());
    }
    Pseudonyms before = new Pseudonyms(PseudonymKey.read(key), Set.of());
    assertThat(found)
        .containsExactlyInAnyOrder(
            before.student(ID) + " " + after.student(ID),
            before.student(OTHER) + " " + after.student(OTHER),
            after.student(OTHER) + " " + after.student(ID));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(data.resolve(name), text);
  }
}
