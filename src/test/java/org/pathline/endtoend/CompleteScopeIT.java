package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Complete deliveries that are not what they seem to be. */
class CompleteScopeIT {
  private static final int STUDENTS = 40;
  private static final String STAYS =
      "studentId,recordedAt,source,factId,districtId,schoolId,gradeLevel,entryDate,exitDate\n";
  private static final String GRADES =
      "studentId,recordedAt,source,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n";

  @TempDir private static Path files;
  private static Trial trial;

  @BeforeAll
  static void aSourcePublishes() throws IOException {
    trial = Trial.shared();
    write("all", "sis", 0, STUDENTS, true);
    trial.must("publish", "--quiet", "--strict", files.resolve("all").toString());
    write("one less", "sis", 0, STUDENTS - 1, true);
    write("three less", "sis", 0, STUDENTS - 3, true);
    write("no grades", "sis", 0, STUDENTS, false);
    write("headers", "sis", 0, 0, true);
    write("SIS", "SIS", 0, STUDENTS, true);
    Files.createDirectories(files.resolve("roster"));
    Files.writeString(files.resolve("roster/users.csv"), "sourcedId,role,grades\n");
    Files.createDirectories(files.resolve("edfi"));
    Files.writeString(files.resolve("edfi/studentSchoolAssociations.json"), "[]");
    Files.createDirectories(files.resolve("nsc"));
    Files.writeString(
        files.resolve("nsc/detail-20241112.csv"),
        "Unique Identifier,Record Found Y/N,College Code/Branch\n");
    Files.writeString(files.resolve("map.yaml"), "source: sis\n");
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  private static void write(String name, String source, int from, int to, boolean grades)
      throws IOException {
    Path directory = Files.createDirectories(files.resolve(name));
    StringBuilder stays = new StringBuilder(STAYS);
    StringBuilder marks = new StringBuilder(GRADES);
    for (int i = from; i < to; i++) {
      String begin = "s" + i + ",2024-07-01T00:00:00Z," + source + ",";
      stays.append(begin).append("e").append(i).append(",D1,D1A,08,2023-08-20,2024-06-07\n");
      marks.append(begin).append("x,S1,2024,08,02052,B\n");
    }
    Files.writeString(directory.resolve("enrollments.csv"), stays);
    if (grades) {
      Files.writeString(directory.resolve("grades.csv"), marks);
    }
  }

  private static Program.Ended deliver(String name, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("publish", "--quiet", "--rejected=" + files.resolve("rejected.csv")));
    words.addAll(List.of(options));
    words.add(files.resolve(name).toString());
    return trial.command(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "all, source=sis, , 0, total          0        0         80        0          0",
    "all, source=sis, --accept-withdrawals=0, 0, nothing was sent",
    "three less, source=sis, , 1, '6 of the 80 facts of the scope (7.5 %)'",
    "three less, source=sis, --accept-withdrawals=5, 1, 'names 5, not 6'",
    "three less, source=sis, --accept-withdrawals=7, 1, 'names 7, not 6'",
    "three less, source=sis, --accept-withdrawals=0, 1, 'names 0, not 6'",
    "three less, source=sis, --accept-withdrawals=-6, 2, 'and -6 is none'",
    "three less, source=sis, --accept-withdrawals=six, 2, --accept-withdrawals",
    "no grades, source=sis, , 1, '40 of the 80 facts'",
    "headers, source=sis, , 1, 'note: the delivery has no facts'",
    "headers, source=sis, , 1, '80 of the 80 facts of the scope (100.0 %)'",
    "headers, source=nobody, , 1, 'it has no facts, and ''nobody'' has published none; sources that"
        + " have are sis'",
    "SIS, source=sis, , 1, 'are not of the source ''sis'''",
    "SIS, source=SIS, , 1, '80 facts were published by ''sis'' and 0 by ''SIS'''",
    "SIS, source=SIS, --other-source=sis, 0, '''SIS'' has published nothing before; sources that"
        + " have are sis'",
    "all, 'source=sis,district=D9', , 1, 'facts of district=D9; there are facts of D1'",
    "all, 'source=sis,year=2031', , 1, 'facts of year=2031; there are facts of 2024'",
    "all, 'source=sis,topic=degrees', , 0, '80 facts of the delivery lie outside the scope'",
    "all, 'source=sis,topic=degrees', , 0, 'there are no degrees'",
  })
  void aDryRunTells(String name, String scope, String option, int exit, String told) {
    Program.Ended ended =
        option == null
            ? deliver(name, "--dry-run", "--complete=" + scope)
            : deliver(name, "--dry-run", "--complete=" + scope, option);
    assertThat(ended.out() + ended.err()).contains(told);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exit);
  }

  @Test
  void aNumberThatWasNamedHoldsAlsoWhereNoneIsNeeded() {
    String scope = "--complete=source=sis,topic=enrollments,year=2024";
    Program.Ended ended = deliver("one less", "--dry-run", scope, "--accept-withdrawals=3");
    assertThat(ended.out()).contains("names 3, not 1");
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"oneroster, roster", "edfi, edfi", "nsc, nsc"})
  void anImportOfNothingWithdrawsNothing(String format, String directory) {
    for (String option : List.of("--dry-run", "--accept-withdrawals=79")) {
      Program.Ended ended =
          trial.command(
              "import",
              format,
              files.resolve(directory).toString(),
              "--map=" + files.resolve("map.yaml"),
              "--quiet",
              "--complete=source=sis",
              "--rejected=" + files.resolve("rejected.csv"),
              option);
      assertThat(ended.out())
          .contains("note: the delivery has no facts", "80 of the 80 facts", "nothing was sent");
      assertThat(ended.exitCode()).isEqualTo(1);
    }
    assertThat(deliver("all", "--complete=source=sis").out()).contains("there is no difference");
  }
}
