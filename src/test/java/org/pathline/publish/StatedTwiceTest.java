package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.fact.Doubt;

/** Two rows of one delivery about the same fact. */
class StatedTwiceTest {
  private static final String AT = ",2016-01-01T00:00:00Z,d";
  private static final String GRADES =
      "studentId,recordedAt,source,factId,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n";

  @TempDir private Path directory;

  private int exitCode;
  private String out = "";

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private void publish(String... options) {
    Checked checked = Checked.of(directory, options);
    exitCode = checked.exitCode();
    out = checked.out();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // By the publisher's id, whatever else differs.
        "grades; factId,sectionId,term,schoolYear,gradeLevel,courseCode,mark;"
            + " g1,alg-1,S1,2015,08,02052,A; g1,alg-2,S2,2015,08,02052,A",
        // By the natural key.
        "grades; sectionId,term,schoolYear,gradeLevel,courseCode,mark;"
            + " alg-1,S1,2015,08,02052,A; alg-1,S1,2015,08,02052,B",
        "enrollments; districtId,schoolId,gradeLevel,entryDate,exitDate;"
            + " D,M,08,2014-08-20,; D,M,08,2014-08-20,2015-06-05",
        "degrees; institutionId,conferredOn,degreeLevel,cipCodes,title;"
            + " U1,2019-05-20,BACHELOR,11.0701,One; U1,2019-05-20,BACHELOR,11.0701,Two",
        "searches; searchedThrough,recordFound; 2019-10-31,true; 2019-10-31,false",
        "students; raceEthnicity; WHITE; BLACK",
        // One withdraws it, the other does not.
        "students; retracted,sex; true,; ,MALE",
      })
  void thatSayTwoThingsOfItAreDoubtedAndBothPlacesNamed(
      String noun, String columns, String one, String two) throws IOException {
    write(
        noun + ".csv",
        "studentId,recordedAt,source,"
            + columns
            + "\n"
            + ("s1" + AT + "," + one + "\n")
            + ("s2" + AT + "," + one + "\n")
            + ("s1" + AT + "," + two + "\n"));
    publish();
    Path file = directory.resolve(noun + ".csv");
    assertThat(out)
        .contains("doubted: STATED_TWICE 1, first " + file + ":4")
        .contains("the same record as " + file + ":2");
    assertThat(exitCode).isZero();
    publish("--strict");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void theyMayStandInTwoFilesOfDifferentForms() throws IOException {
    String rest =
        "\"recordedAt\":\"2016-01-01T00:00:00Z\",\"source\":\"d\",\"factId\":\"g1\",\"sectionId\":"
            + "\"a\",\"term\":\"S1\",\"schoolYear\":2015,\"gradeLevel\":\"08\",\"courseCode\":"
            + "\"02052\",\"mark\":";
    write("grades.csv", GRADES + "s1" + AT + ",g1,a,S1,2015,08,02052,B\n");
    write("grades.ndjson", "\n{\"studentId\":\"s1\"," + rest + "\"C\"}\n");
    publish("--format=json");
    assertThat(out)
        .contains("STATED_TWICE")
        .contains(directory.resolve("grades.csv") + ":2")
        .contains("\"line\" : 2");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "X", "row"})
  void underOneFactIdThatNamesManyRecordsAreDoubtedWheneverTheyWereRecorded(String id)
      throws IOException {
    StringBuilder rows = new StringBuilder(GRADES);
    for (int i = 0; i < 5; i++) {
      rows.append("s1,2016-01-0").append(i + 1).append("T00:00:00Z,d,").append(id);
      rows.append(",alg-").append(i).append(",S1,2015,08,02052,B\n");
    }
    write("grades.csv", rows.toString());
    publish();
    Path file = directory.resolve("grades.csv");
    assertThat(exitCode).isZero();
    assertThat(out)
        .contains("doubted: SHARED_FACT_ID 3, first " + file + ":4: factId: ")
        .contains(file + ":2 and " + file + ":3;")
        .doesNotContain("STATED_TWICE");
    publish("--strict");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void anIdThatIsWithdrawnMayBeGivenToAnotherRecord() throws IOException {
    StringBuilder rows = new StringBuilder(GRADES.replace("source,", "source,retracted,"));
    for (int i = 1; i < 5; i++) {
      rows.append("s1,2016-01-0").append(i).append("T00:00:00Z,d,,7,alg-").append(i);
      rows.append(",S1,2015,08,02052,B\n");
      rows.append("s1,2016-01-0").append(i).append("T12:00:00Z,d,true,7,,,,,,\n");
    }
    write("grades.csv", rows.toString());
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }

  @Test
  void aCorrectionMayChangeWhatARecordIsKnownByAndStudentsMayHaveTheSameFactIds()
      throws IOException {
    StringBuilder rows = new StringBuilder(GRADES);
    for (int i = 0; i < 9; i++) {
      rows.append("s").append(i).append(",2016-01-01T00:00:00Z,d,1,alg,S1,2015,08,02052,B\n");
      rows.append("s").append(i).append(",2016-01-02T00:00:00Z,d,1,alg,S2,2015,08,02052,B\n");
      rows.append("s").append(i).append(",2016-01-03T00:00:00Z,d,1,alg,S2,2015,08,02052,C\n");
    }
    write("grades.csv", rows.toString());
    write("students.csv", "studentId,recordedAt,source,factId\ns1" + AT + ",1\n");
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }

  @Test
  void thatSayTheSameAreCountedAndNoDoubt() throws IOException {
    String row = "s1" + AT + ",g1,a,S1,2015,08,02052,B\n";
    write("grades.csv", GRADES + row + row + row);
    publish("--strict");
    assertThat(out)
        .contains("rows that say again what another row has said, and change nothing: 2")
        .doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }

  @Test
  void ofWhichOneIsLaterAreACorrectionAndThoseOfOtherStudentsOtherFacts() throws IOException {
    write(
        "grades.csv",
        GRADES
            + "s1,2016-01-01T00:00:00Z,d,g1,a,S1,2015,08,02052,B\n"
            + "s1,2016-01-02T00:00:00Z,d,g1,a,S1,2015,08,02052,C\n"
            + "s2,2016-01-01T00:00:00Z,d,g1,a,S1,2015,08,02052,A\n"
            + "s1,2016-01-01T00:00:00Z,d,g2,a,S2,2015,08,02052,A\n");
    publish("--strict");
    assertThat(out).doesNotContain("doubted").doesNotContain("say again");
  }

  @Test
  void areFoundAmongMoreThanMemoryKeeps() {
    int rows = 400_000;
    Random random = new Random(7);
    long[] identities = random.longs(rows).toArray();
    try (StatedTwice twice = new StatedTwice()) {
      for (int i = 0; i < rows; i++) {
        twice.add(identities[i], identities[i] * 3, "a", i + 1);
      }
      for (int i = 0; i < rows; i += 1_000) {
        twice.add(identities[i], identities[i] * 3 + i % 2_000, "b", i + 1);
      }
      StatedTwice.Found found = twice.found();
      assertThat(found.repeated()).isEqualTo(200);
      Doubted doubted = Objects.requireNonNull(found.doubted());
      assertThat(doubted.count()).isEqualTo(200);
      assertThat(doubted.kind()).isEqualTo(Doubt.Kind.STATED_TWICE);
      assertThat(doubted.file() + ":" + doubted.line()).isEqualTo("b:1001");
      assertThat(doubted.first().detail()).contains("a:1001");
    }
  }
}
