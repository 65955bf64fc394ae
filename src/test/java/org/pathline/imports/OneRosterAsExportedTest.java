package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OneRoster bundles in the forms in which student information systems write them. */
class OneRosterAsExportedTest {
  private static final String SESSIONS = "sourcedId,title,type,startDate,endDate\n";
  private static final String CLASSES =
      "sourcedId,title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds,subjectCodes\n";
  private static final String SEATS =
      "sourcedId,status,dateLastModified,classSourcedId,userSourcedId,role,beginDate,endDate\n";
  private static final String USERS = "sourcedId,role,grades\nu1,student,08\n";

  @TempDir private Path directory;

  private Delivered bundle() throws IOException {
    return Delivered.ofOneSchool(directory)
        .with("classes.csv", CLASSES + "K1,A,08,C1,scheduled,S,Y,\n")
        .with("users.csv", USERS)
        .with("enrollments.csv", SEATS + "e1,,,K1,u1,student,2022-08-15,2023-06-09\n");
  }

  private List<String> stays(Delivered bundle) throws IOException {
    return bundle.cells("enrollments", "studentId", "schoolId", "gradeLevel", "entryDate");
  }

  // Two schools with days of their own; halves and quarters of one type; thirds beside halves.
  private static final String OF_TWO_SCHOOLS =
      "A1,One,term,2022-08-15,2023-01-13\nA2,Two,term,2023-01-17,2023-06-09\n"
          + "B1,One,term,2022-08-22,2023-01-18\nB2,Two,term,2023-01-23,2023-06-14\n";
  private static final String HALVES_AND_QUARTERS =
      "H1,Semester 1,term,2022-08-15,2023-01-13\nH2,Second Semester,term,2023-01-17,2023-06-09\n"
          + "Q1,Quarter 1 2022-23,term,2022-08-15,2022-10-20\n"
          + "Q2,Quarter 2 2022-23,term,2022-10-24,2023-01-13\n"
          + "Q3,3rd Quarter,term,2023-01-17,2023-03-20\nQ4,Qtr 4,term,2023-03-23,2023-06-09\n";
  private static final String HALVES_AND_THIRDS =
      "H1,a,term,2022-08-15,2023-01-13\nH2,b,term,2023-01-17,2023-06-09\n"
          + "T1,c,term,2022-08-15,2022-11-18\nT2,d,term,2022-11-21,2023-03-03\n"
          + "T3,e,term,2023-03-06,2023-06-09\nZ,Summer,term,2022-07-05,2022-08-05\n";

  private static String sessions(String name) {
    return switch (name) {
      case "schools" -> OF_TWO_SCHOOLS;
      case "quarters" -> HALVES_AND_QUARTERS;
      case "thirds" -> HALVES_AND_THIRDS;
      case "fall" -> "F,Fall,term,2022-08-15,2023-01-13\n";
      case "two of four" ->
          "Q1,Marking 1,term,2022-08-15,2022-10-20\nQ2,Marking 2,term,2022-10-24,2023-01-13\n";
      default -> "W,Whole,term,2022-08-15,2023-06-09\n";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "schools, A1, S1",
    "schools, B1, S1",
    "schools, A2, S2",
    "schools, B2, S2",
    "quarters, H1, S1",
    "quarters, H2, S2",
    "quarters, Q1, Q1",
    "quarters, Q2, Q2",
    "quarters, Q3, Q3",
    "quarters, Q4, Q4",
    "thirds, H1, S1",
    "thirds, H2, S2",
    "thirds, T1, T1",
    "thirds, T2, T2",
    "thirds, T3, T3",
    "fall, F, Fall",
    "two of four, Q2, Marking-2",
    "whole, W, Y1",
  })
  void termsAreKnownAmongThoseThatFollowOnEachOther(String sessions, String of, String term)
      throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "academicSessions.csv",
                SESSIONS + "Y,Y,schoolYear,2022-08-15,2023-06-10\n" + sessions(sessions))
            .with(
                "lineItems.csv",
                "sourcedId,title,classSourcedId,academicSessionSourcedId\nL,Final,K1," + of + "\n")
            .with(
                "results.csv",
                "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,textScore\n"
                    + "r1,L,u1,fully graded,B\n");
    bundle.run("--map", bundle.map("finalMarks: {titles: [Final]}\n").toString());
    assertThat(bundle.cells("grades", "factId", "term")).containsExactly("r1 " + term);
    assertThat(bundle.text.contains("is no term of a known length"))
        .isEqualTo(term.startsWith("Marking"));
  }

  @Test
  void aClassBeginsWithTheFirstOfItsTermsInWhateverOrderTheyStand() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "academicSessions.csv",
                SESSIONS
                    + "F,Fall,term,2022-08-15,2023-01-13\nP,Spring,term,2023-01-17,2023-06-09\n")
            .with("classes.csv", CLASSES + "K1,A,08,C1,scheduled,S,\"P,F\",\n")
            .with("enrollments.csv", SEATS + "e1,,,K1,u1,student,,\n")
            .run();
    assertThat(stays(bundle)).containsExactly("u1 S 08 2022-08-15");
  }

  @Test
  void whoIsEnrolledBeforeTheSchoolYearStaysFromItsFirstDay() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "enrollments.csv",
                SEATS
                    + "e1,,,K1,u1,student,2022-05-30,\n"
                    + "e2,,,K1,u1,student,2022-05-30,2023-06-09\n")
            .run();
    assertThat(stays(bundle)).containsExactly("u1 S 08 2022-08-15");
    // The year of the section contradicts its only day, as in any import file.
    assertThat(bundle.cells("sections", "factId")).containsExactly("e2");
    assertThat(bundle.exitCode).isEqualTo(1);
  }

  @Test
  void departmentsOfASchoolAreOneSchool() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "orgs.csv",
                "sourcedId,name,type,parentSourcedId\nD,D,district,\nE,E,district,\n"
                    + "S,S,school,D\nM,Mathematics,department,S\nA,Arts,department,S\n"
                    + "S2,S2,school,E\n")
            .with(
                "classes.csv",
                CLASSES
                    + "K1,A,08,C1,scheduled,M,Y,\nK2,B,08,C1,scheduled,A,Y,\n"
                    + "K3,C,08,C1,scheduled,S2,Y,\n")
            .with(
                "enrollments.csv",
                SEATS
                    + "e1,,,K1,u1,student,2022-08-15,\ne2,,,K2,u1,student,2022-08-15,\n"
                    + "e3,,,K3,u1,student,2023-01-09,\n")
            .run();
    assertThat(bundle.cells("enrollments", "districtId", "schoolId"))
        .containsExactly("D S", "E S2");
    assertThat(bundle.cells("sections", "districtId", "schoolId"))
        .containsExactly("D S", "D S", "E S2");
  }

  @Test
  void aManifestThatNamesNoSystemIsNone() throws IOException {
    Delivered bundle =
        bundle()
            .with("manifest.csv", "propertyName,value\nsource.systemCode,absent\n")
            .with("userResources.csv", "a\n")
            .run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("sections", "source")).containsExactly("oneroster");
  }

  @Test
  void anEmptyFileThatTheManifestPromisesIsNotMissing() throws IOException {
    Delivered bundle =
        bundle()
            .with("manifest.csv", "propertyName,value\nfile.results,bulk\n")
            .with("results.csv", "")
            .run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.text).contains("results.csv: not used: it is empty");
  }

  private static final String DELTA =
      SEATS + "e1,active,2023-01-20T10:00:00Z,K1,u1,student,2022-08-22,2023-01-20\n";

  @ParameterizedTest
  @ValueSource(strings = {"folders", "zips", "zips the other way"})
  void aBulkAndItsDeltaMayLieInOneDirectory(String form) throws IOException {
    Delivered bundle = bundle();
    String bulk = "propertyName,value\nfile.enrollments,bulk\n";
    String delta = "propertyName,value\nfile.enrollments,delta\n";
    Path in = directory.resolve("in");
    if (form.equals("folders")) {
      for (Path file : files(in)) {
        bundle.with("1-bulk/" + file.getFileName(), Files.readString(file));
        Files.delete(file);
      }
      bundle
          .with("1-bulk/manifest.csv", bulk)
          .with("2-delta/manifest.csv", delta)
          .with("2-delta/enrollments.csv", DELTA);
    } else {
      bundle.with("manifest.csv", bulk);
      List<Path> all = files(in);
      boolean isFirst = form.equals("zips");
      zip(in.resolve(isFirst ? "a.zip" : "b.zip"), all);
      for (Path file : all) {
        Files.delete(file);
      }
      bundle.with("manifest.csv", delta).with("enrollments.csv", DELTA);
      List<Path> changed = List.of(in.resolve("manifest.csv"), in.resolve("enrollments.csv"));
      zip(in.resolve(isFirst ? "b.zip" : "a.zip"), changed);
      for (Path file : changed) {
        Files.delete(file);
      }
    }
    bundle.run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("sections", "factId", "entryDate", "exitDate"))
        .containsExactly("e1 2022-08-22 2023-01-20");
    assertThat(bundle.cells("enrollments", "factId", "entryDate", "exitDate"))
        .containsExactly("stay|S|2023 2022-08-22 2023-01-20");
    assertThat(bundle.text).doesNotContain("STATED_TWICE");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var found = Files.list(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void zip(Path zip, List<Path> files) throws IOException {
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Path file : files) {
        to.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        Files.copy(file, to);
        to.closeEntry();
      }
    }
  }

  @Test
  void aZipWithinAZipIsNamedAndLooksLikeData() throws IOException {
    Delivered bundle = bundle();
    Path inner = directory.resolve("in/more.zip");
    zip(inner, List.of(directory.resolve("in/users.csv")));
    List<Path> all = files(directory.resolve("in"));
    Path outer = directory.resolve("outer.zip");
    zip(outer, all);
    bundle.runOn(List.of(outer));
    assertThat(bundle.exitCode).isEqualTo(1);
    assertThat(bundle.text).contains("more.zip: not used: it is packed");
    assertThat(bundle.rows("sections")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'PK\u0003\u0004x', a zip or a workbook of a spreadsheet",
    "'<html><body>Sign in</body></html>', HTML or XML",
    "'{\"users\":[]}', JSON by its first bytes",
  })
  void aTableThatIsNoneByItsContentIsSaidToBeSo(String content, String told) throws IOException {
    Delivered bundle = bundle().with("users.csv", content).with("~$users.csv", "x").runChecked();
    assertThat(bundle.exitCode).isEqualTo(1);
    assertThat(bundle.text).contains("users.csv: is " + told).doesNotContain("~$users.csv");
  }

  @Test
  void aTableMayBePackedUnderItsPlainName() throws IOException {
    Delivered bundle = bundle();
    try (OutputStream to =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("in/users.csv")))) {
      to.write(Delivered.bytes(USERS));
    }
    bundle.run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("students", "studentId")).containsExactly("u1");
  }

  private static final String SEAT =
      "{\"sourcedId\":\"e%d\",\"class\":{\"sourcedId\":\"K1\"},\"user\":{\"sourcedId\":\"u1\"},"
          + "\"role\":\"student\",\"beginDate\":\"2022-08-15\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {"array of pages", "pages a line", "pages", "files", "folder", "with links"})
  void responsesMayStandPageByPage(String form) throws IOException {
    Delivered bundle = bundle();
    Files.delete(directory.resolve("in/enrollments.csv"));
    String one = "{\"enrollments\":[" + SEAT.formatted(1) + "],\"total\":2}";
    String two = "{\"count\":1,\"enrollments\":[" + SEAT.formatted(2) + "],\"next\":{\"a\":[1]}}";
    switch (form) {
      case "array of pages" -> bundle.with("enrollments.json", "[" + one + ",\n" + two + "]");
      case "pages a line" -> bundle.with("enrollments.ndjson", one + "\n" + two + "\n");
      case "pages" -> bundle.with("enrollments.json", one + "\n" + two + "\n");
      case "files" ->
          bundle.with("enrollments_page_1.json", one).with("Enrollments-Page-2.json", two);
      case "folder" -> bundle.with("enrollments/0001.json", one).with("enrollments/0002.json", two);
      default ->
          bundle.with(
              "enrollments.json",
              "{\"links\":[{\"rel\":\"self\"}],\"enrollments\":["
                  + SEAT.formatted(1)
                  + ","
                  + SEAT.formatted(2)
                  + "]}");
    }
    bundle.run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("sections", "factId")).containsExactlyInAnyOrder("e1", "e2");
  }

  @ParameterizedTest
  @CsvSource({
    "academicSessions.csv, 2022-08-15, 8/15/2022, '''8/15/2022'' is not a date'",
    "classes.csv, 'K1,A,08', 'K1,A', 'has 7 cells where the header has 8'",
  })
  void aRecordThatOthersReferToAndThatIsBadIsNoSuccess(
      String name, String known, String said, String told) throws IOException {
    Delivered bundle = bundle();
    String text = Files.readString(directory.resolve("in").resolve(name));
    bundle.with(name, text.replace(known, said)).runChecked();
    assertThat(bundle.exitCode).isEqualTo(1);
    assertThat(bundle.text).contains(told, "1 records to which others refer are not understood");
  }

  @Test
  void columnsOfUsersSayFieldsOfStudentsAlsoBesideDemographics() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "users.csv",
                "sourcedId,dateLastModified,role,grades,metadata.lunch\n"
                    + "u1,2023-02-01T00:00:00Z,student,08,F\nu2,,student,08,F\nu3,,student,08,\n")
            .with(
                "demographics.csv",
                "sourcedId,dateLastModified,sex,metadata.lunch\nu1,2022-09-01T00:00:00Z,female,\n"
                    + "u3,2022-09-01T00:00:00Z,male,P\n");
    Path map =
        bundle.map(
            "fields:\n  students.economicallyDisadvantaged: {column: metadata.lunch, values: {F:"
                + " YES, P: NO}}\n  students.englishLearner: metadata.el\n");
    bundle.run("--map", map.toString());
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("students", "studentId", "sex", "economicallyDisadvantaged"))
        .containsExactlyInAnyOrder("u1 FEMALE YES", "u2 UNKNOWN YES", "u3 MALE NO");
    assertThat(bundle.cells("students", "studentId", "recordedAt"))
        .contains("u1 2023-02-01T00:00:00Z", "u3 2022-09-01T00:00:00Z");
    assertThat(bundle.text)
        .contains(
            "no record says anything of 'metadata.el', from which the mapping file takes"
                + " students.englishLearner")
        .doesNotContain("says anything of 'metadata.lunch'");
  }

  @Test
  void schoolsWithoutTheIdThatTheMappingFileNamesAreTold() throws IOException {
    Delivered bundle = bundle();
    bundle.run("--map", bundle.map("ids: {school: identifer}\n").toString());
    assertThat(bundle.text)
        .contains("1 schools and districts have no id in the column that the mapping file names");
  }

  @Test
  void aBundleWithoutCoursesAndOrgsComesToFactsInTwoSteps() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "classes.csv",
                CLASSES.replace("\n", ",subjects\n")
                    + "K1,Algebra (Secret),08,C-77,scheduled,S,Y,,\"Mathematics, Algebra\"\n");
    Files.delete(directory.resolve("in/courses.csv"));
    Files.delete(directory.resolve("in/orgs.csv"));
    Path template = directory.resolve("template.yaml");
    bundle.run("--map-template", template.toString());
    assertThat(bundle.rows("sections")).isEmpty();
    assertThat(template)
        .content()
        .contains("\ndistrict: \"?\"")
        .contains("\"C-77\": {code: \"?\", level: \"?\"}  # Mathematics, Algebra, ")
        .doesNotContain("Secret");
    bundle.run("--map", template.toString());
    assertThat(bundle.text)
        .contains("its course is not in the bundle, nor its id in the mapping file")
        .contains("the mapping file says no district, which 1 rows need");
    Files.writeString(
        template,
        Files.readString(template)
            .replaceFirst("district: \"\\?\"", "district: D7")
            .replace("code: \"?\"", "code: \"02052\""));
    bundle.run("--map", template.toString());
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("sections", "districtId", "courseCode")).containsExactly("D7 02052");
    assertThat(stays(bundle)).hasSize(1);
    assertThat(bundle.text).doesNotContain("says nothing", "says no district");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.2"})
  void theBundlesOfThePluginComeToFactsInTwoSteps(String version) throws IOException {
    Path zip = Path.of("../../shared/data/oneroster/oneroster-" + version + ".zip");
    assumeThat(zip).exists();
    Delivered bundle = new Delivered(directory, "oneroster");
    Path template = directory.resolve("template.yaml");
    bundle.runOn(List.of(zip), "--map-template", template.toString());
    Files.writeString(
        template,
        Files.readString(template)
            .replaceFirst("district: \"\\?\"", "district: D7")
            .replaceFirst("dates: \"\\?\"", "dates: d/m/y")
            .replace("code: \"?\"", "code: \"03151\""));
    bundle.runOn(List.of(zip), "--map", template.toString());
    // All is explained now; its enrolments lie in another school year than their classes.
    assertThat(bundle.text)
        .doesNotContain("says nothing", "says no ", "not in the bundle")
        .contains("schoolYear: 2023 is July 2022 to June 2023, but entryDate is 2022-03-15")
        .contains("beginDate: it lies outside of the school year of its class");
    assertThat(bundle.cells("students", "studentId", "source"))
        .containsExactly(
            "usr-222-66778899 oneroster",
            "usr-222-1234561232 oneroster",
            "usr-222-567891 oneroster");
    assertThat(bundle.cells("sections", "studentId", "retracted", "source"))
        .containsExactly("usr-222-1234561232 true oneroster");
  }

  @Test
  void homeroomsAreCountedWhereTheyTeachNoCourse() throws IOException {
    Delivered bundle =
        bundle()
            .with("classes.csv", CLASSES + "K1,A,08,C1,scheduled,S,Y,\nH,Room,08,,homeroom,S,Y,\n")
            .with(
                "enrollments.csv",
                SEATS + "e1,,,K1,u1,student,2022-08-15,\ne2,,,H,u1,student,2022-08-15,\n")
            .run();
    assertThat(bundle.text)
        .containsPattern("enrollments.csv +2 +sections +1 +1")
        .contains("1: its class is a homeroom, which teaches no course (first in line 3)");
  }

  @Test
  void gradesOfUsersAreOfTheYearInWhichTheyWereWritten() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "academicSessions.csv",
                SESSIONS
                    + "Y,Y,schoolYear,2022-08-15,2023-06-10\n"
                    + "N,N,schoolYear,2023-08-14,2024-06-08\n")
            .with("classes.csv", CLASSES + "K1,A,,C1,scheduled,S,Y,\nK2,B,09,C1,scheduled,S,N,\n")
            .with(
                "enrollments.csv",
                SEATS + "e1,,,K1,u1,student,2022-08-15,\ne2,,,K2,u1,student,2023-08-14,\n");
    bundle.run("--recorded-at", "2023-04-20T12:00:00Z");
    assertThat(stays(bundle)).containsExactlyInAnyOrder("u1 S 08 2022-08-15", "u1 S 09 2023-08-14");
    // Written in the year after all of them, they are of the last.
    bundle.run("--recorded-at", "2025-04-20T12:00:00Z");
    assertThat(stays(bundle)).containsExactly("u1 S 08 2023-08-14");
  }

  @ParameterizedTest
  @CsvSource({
    "2023-01-05 14:00:00Z, 0",
    "2023-01-05 08:00:00-06, 0",
    "2023-01-05T08:00:00-0600, 0",
    "2023-01-05 08:00:00.000 -06:00, 0",
    "2023-01-05 14:00:00 UTC, 0",
    "2023-01-05 08:00:00, 1",
    "2023-01-05T08:00:00:30, 1",
    "1/05/2023, 1",
    "15/06/2023, 1",
    "yesterday, 1",
  })
  void timesAreReadAsDatabasesPrintThem(String time, int exit) throws IOException {
    Delivered bundle =
        bundle()
            .with("enrollments.csv", SEATS + "e1,," + time + ",K1,u1,student,2022-08-15,\n")
            .run();
    assertThat(bundle.exitCode).as(bundle.text).isEqualTo(exit);
    assertThat(bundle.cells("sections", "recordedAt"))
        .isEqualTo(exit == 0 ? List.of("2023-01-05T14:00:00Z") : List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "M/D/Y, 8/15/2022, 1/5/2023, 2022-08-15, 2023-01-05T12:00:00Z",
    "m/d/y, 08/15/2022 0:00, 1/5/2023 2:05:09 PM, 2022-08-15, 2023-01-05T14:05:09Z",
    "D/M/Y, 15.8.2022, 05/01/2023 14:05, 2022-08-15, 2023-01-05T14:05:00Z",
    "D/M/Y, 2022-08-15, 2023-01-05T14:05:00Z, 2022-08-15, 2023-01-05T14:05:00Z",
    "M/D/Y, 8/15/2022, 1/5/2023 12:30 am, 2022-08-15, 2023-01-05T00:30:00Z",
    // In that order it is none.
    "D/M/Y, 8/15/2022, 1/5/2023, ,",
    "M/D/Y, 8/15/2022, 15/6/2023, ,",
    "?, 8/15/2022, 2023-01-05, ,",
  })
  void daysOfSpreadsheetsAreReadInTheOrderThatTheMappingFileSays(
      String order, String begin, String time, String day, String recordedAt) throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "enrollments.csv",
                SEATS + "e1,," + time + ",K1,u1,student," + begin + ",2023-06-09\n");
    Path map = bundle.map("zone: UTC\ndates: '" + order + "'\n");
    bundle.run("--map", map.toString());
    assertThat(bundle.exitCode).as(bundle.text).isEqualTo(day == null ? 1 : 0);
    assertThat(bundle.cells("sections", "entryDate", "recordedAt"))
        .isEqualTo(day == null ? List.of() : List.of(day + " " + recordedAt));
    assertThat(bundle.text.contains("the mapping file says no dates, which 3 rows need"))
        .isEqualTo(order.equals("?"));
  }

  @Test
  void anOrderOfDaysThatIsNoneIsExplained() throws IOException {
    Delivered bundle = bundle();
    bundle.run("--map", bundle.map("dates: Y/M/D\n").toString());
    assertThat(bundle.exitCode).isEqualTo(2);
    assertThat(bundle.text).contains("dates: 'Y/M/D' is neither M/D/Y nor D/M/Y");
  }

  @ParameterizedTest
  @CsvSource({"E, 95", "4, A", "93, 93", "B+, B+", "A, A", "Z, "})
  void aScaleSaysWhatItsNumbersAndWordsMean(String text, String mark) throws IOException {
    Delivered bundle =
        bundle()
            .with("lineItems.csv", "sourcedId,title,classSourcedId\nL,Final,K1\n")
            .with(
                "scoreScales.csv",
                "sourcedId,title,scoreScaleValue\nsc,x,\"{E:95},{4:A},{A:4.0},{Z:z}\"\n")
            .with(
                "results.csv",
                "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,textScore,scoreScaleSourcedId\n"
                    + ("r1,L,u1,fully graded," + text + ",sc\n"));
    bundle.run("--map", bundle.map("finalMarks: {titles: [Final]}\n").toString());
    assertThat(bundle.cells("grades", "mark")).isEqualTo(mark == null ? List.of() : List.of(mark));
  }

  @Test
  void enrolmentsThatAreNoStaysAreCountedWhereHomeroomsAreStays() throws IOException {
    Delivered bundle = bundle();
    bundle.run("--map", bundle.map("stays: homeroom\n").toString());
    assertThat(bundle.text)
        .containsPattern("enrollments.csv +1 +enrollments +0 +1")
        .contains("1: it is of no student in a homeroom (stays: homeroom)");
  }

  @Test
  void codesThatCountAsScedByTheirFormAreTold() throws IOException {
    String told = "1 course codes count as SCED codes, by their form: 02052 Algebra";
    Delivered bundle = bundle().run();
    assertThat(bundle.text).contains(told);
    bundle.run("--map", bundle.map("courses: {'02052': {code: 02072}}\n").toString());
    assertThat(bundle.text).doesNotContain("count as SCED codes");
    assertThat(bundle.cells("sections", "courseCode")).containsExactly("02072");
  }

  @Test
  void theZoneOfSuchTimesIsAskedForByTheTemplate() throws IOException {
    Delivered bundle =
        bundle()
            .with("enrollments.csv", SEATS + "e1,,2023-01-05 08:00:00,K1,u1,student,2022-08-15,\n");
    bundle.run("--map-template");
    assertThat(bundle.text).contains("\nzone: \"?\"  # such as America/Chicago");
    bundle.run("--map", bundle.map("zone: America/Chicago\n").toString());
    assertThat(bundle.cells("sections", "recordedAt")).containsExactly("2023-01-05T14:00:00Z");
  }

  @Test
  void aStayIsAsNewAsTheLatestOfItsClasses() throws IOException {
    Delivered bundle =
        bundle()
            .with("classes.csv", CLASSES + "K1,A,08,C1,scheduled,S,Y,\nK2,B,08,C1,scheduled,S,Y,\n")
            .with(
                "enrollments.csv",
                SEATS
                    + "e1,,2022-09-01T00:00:00Z,K1,u1,student,2022-08-15,2022-12-01\n"
                    + "e2,,2023-02-01T00:00:00Z,K2,u1,student,2022-08-15,2023-01-31\n")
            .run();
    assertThat(bundle.cells("enrollments", "exitDate", "recordedAt"))
        .containsExactly("2023-01-31 2023-02-01T00:00:00Z");
    assertThat(bundle.cells("sections", "recordedAt"))
        .containsExactly("2022-09-01T00:00:00Z", "2023-02-01T00:00:00Z");
  }

  @Test
  void gradesThatAreSeveralAreThoseOfTheClasses() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "users.csv", "sourcedId,role,grades\nu1,student,\"09,10\"\nu2,student,\"09,10\"\n")
            .with(
                "classes.csv",
                CLASSES + "K1,A,09,C1,scheduled,S,Y,\nK2,B,\"09,10\",C1,scheduled,S,Y,\n")
            .with(
                "enrollments.csv",
                SEATS + "e1,,,K1,u1,student,2022-08-15,\ne2,,,K2,u2,student,2022-08-15,\n")
            .run();
    assertThat(stays(bundle)).containsExactly("u1 S 09 2022-08-15");
    assertThat(bundle.text).contains("the grade of its student in that school year is not known");
  }

  @ParameterizedTest
  @CsvSource({
    "'02052', '', 02052, false",
    "'MATH,02052', '', 02052, false",
    "'02052,03101', '', 02052, true",
    "'', '02072H', 02072, false",
    "'', 'PHY123,03151', 03151, false",
    "'MATH', 'ASV120', '', false",
  })
  void subjectCodesOfTheCourseThenOfTheClassSayTheCourse(
      String ofCourse, String ofClass, String code, boolean doubted) throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "courses.csv",
                "sourcedId,title,courseCode,subjectCodes\nC1,Algebra,ALG,\"" + ofCourse + "\"\n")
            .with("classes.csv", CLASSES + "K1,A,08,C1,scheduled,S,Y,\"" + ofClass + "\"\n")
            .run();
    assertThat(bundle.cells("sections", "courseCode"))
        .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    assertThat(bundle.text.contains("subjectCodes: '03101' stands beside 02052"))
        .isEqualTo(doubted);
  }

  @Test
  void finalExamsAreNotTakenForFinalMarksByTheTemplate() throws IOException {
    Delivered bundle =
        bundle()
            .with(
                "lineItems.csv",
                "sourcedId,title,classSourcedId\nL1,Final Grade,K1\nL2,Final Exam,K1\n"
                    + "L3,Semifinal Quiz,K1\n")
            .with("results.csv", "sourcedId,lineItemSourcedId,studentSourcedId\n");
    bundle.run("--map-template");
    assertThat(bundle.text)
        .contains("\n    - \"Final Grade\"", "\n    #- \"Final Exam\"", "\n    #- \"Semifinal");
  }
}
