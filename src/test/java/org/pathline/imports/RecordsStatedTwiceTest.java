package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of one id, or one key, that stand twice in a delivery of another system. */
class RecordsStatedTwiceTest {
  private static final String USERS = "sourcedId,status,dateLastModified,role,grades\n";
  private static final String COURSES = "sourcedId,title,courseCode\n";
  private static final String CLASSES =
      "sourcedId,title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds\n";
  private static final String SEATS =
      "sourcedId,dateLastModified,classSourcedId,userSourcedId,role,beginDate,endDate\n";
  private static final String SEAT = "e1,2022-09-01T00:00:00Z,K1,u1,student,2022-08-15,\n";
  private static final String DETAIL =
      "Your Unique Identifier,Record Found Y/N,Search Date,College Code/Branch,Enrollment Begin,"
          + "Enrollment End,Enrollment Status\n";
  private static final String TERM = "A1_,Y,20191112,099901-00,20150824,20151218,F\n";

  @TempDir private Path directory;

  private Delivered roster() throws IOException {
    return new Delivered(directory, "oneroster")
        .with("orgs.csv", "sourcedId,name,type,parentSourcedId\nD,D,district,\nS,S,school,D\n")
        .with(
            "academicSessions.csv",
            "sourcedId,title,type,startDate,endDate\nY,Y,schoolYear,2022-08-15,2023-06-10\n")
        .with("courses.csv", COURSES + "C1,Algebra,02052\n")
        .with("classes.csv", CLASSES + "K1,A,08,C1,scheduled,S,Y\n")
        .with("users.csv", USERS + "u1,,,student,08\nu2,,,student,08\n")
        .with("enrollments.csv", SEATS + SEAT);
  }

  private void doubted(Delivered data, String name, int line, int before) {
    Path file = directory.resolve("in").resolve(name);
    assertThat(data.text)
        .contains("doubted: STATED_TWICE 1, first " + file + ":" + line)
        .contains("the same record as " + file + ":" + before);
    assertThat(data.exitCode).isZero();
    assertThat(data.runChecked("--strict").exitCode).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "users.csv; u1,,,student,09",
        "users.csv; u1,,2022-09-01T00:00:00Z,student,09",
        "courses.csv; C1,Geometry,02072",
        "classes.csv; K1,B,07,C1,scheduled,S,Y",
        "academicSessions.csv; Y,Y1,schoolYear,2022-08-15,2023-06-10",
        // Of the same student, of another, and dated later.
        "enrollments.csv; e1,2022-09-01T00:00:00Z,K1,u1,student,2022-08-16,",
        "enrollments.csv; e1,2022-09-01T00:00:00Z,K1,u2,student,2022-08-15,",
        "enrollments.csv; e1,2022-10-01T00:00:00Z,K1,u1,student,2022-08-15,2022-10-01",
      })
  void aSecondRecordOfASourcedIdIsDoubted(String name, String row) throws IOException {
    Delivered data = roster();
    String text = java.nio.file.Files.readString(directory.resolve("in").resolve(name));
    int line = (int) text.lines().count() + 1;
    data.with(name, text + row + "\n").runChecked();
    doubted(data, name, line, 2);
  }

  @Test
  void recordsThatSayTheSameAreCountedOnly() throws IOException {
    Delivered data =
        roster()
            .with("users.csv", USERS + "u1,,,student,08\nu1,,2022-09-01,student,08\n")
            .with("enrollments.csv", SEATS + SEAT + SEAT + SEAT)
            .runChecked("--strict");
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.text)
        .contains("what another row has said, and change nothing: 3")
        .doesNotContain("doubted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a1; S1; 2021-08-23; Eighth grade",
        "a1; S1; 2021-08-24; Seventh grade",
        "a1; S2; 2021-08-23; Seventh grade",
      })
  void aSecondResourceOfAnIdIsDoubted(String id, String student, String entry, String grade)
      throws IOException {
    Delivered data =
        new Delivered(directory, "edfi")
            .with(
                "studentSchoolAssociations.ndjson",
                stay("a1", "S1", "2021-08-23", "Seventh grade")
                    + stay("a2", "S2", "2021-08-25", "Seventh grade")
                    + stay(id, student, entry, grade));
    data.runChecked("--map", data.map("district: D\n").toString());
    Path file = directory.resolve("in/studentSchoolAssociations.ndjson");
    assertThat(data.text)
        .contains("doubted: STATED_TWICE 1, first " + file + ":3")
        .contains("as " + file + ":1");
  }

  private static String stay(String id, String student, String entry, String grade) {
    return String.format(
        "{\"id\":\"%s\",\"studentReference\":{\"studentUniqueId\":\"%s\"},\"schoolReference\":"
            + "{\"schoolId\":7},\"entryDate\":\"%s\",\"entryGradeLevelDescriptor\":\"uri://x#%s\"}%n",
        id, student, entry, grade);
  }

  @Test
  void aSecondElementOfAKeyAndASecondSchoolAreDoubted() throws IOException {
    Delivered data =
        new Delivered(directory, "edfi")
            .with(
                "schools.json",
                "[{\"schoolId\":7,\"localEducationAgencyReference\":{\"localEducationAgencyId\":1}},\n"
                    + "{\"schoolId\":7,\"localEducationAgencyReference\":{\"localEducationAgencyId\":2}}]")
            .with(
                "Enrollment.xml",
                "<InterchangeStudentEnrollment>\n"
                    + element("S1", "Seventh grade")
                    + element("S2", "Eighth grade")
                    + element("S1", "Eighth grade")
                    + "</InterchangeStudentEnrollment>");
    data.runChecked();
    assertThat(data.text)
        .contains("doubted: STATED_TWICE 2, first " + directory.resolve("in/schools.json") + ":2");
  }

  private static String element(String student, String grade) {
    return "<StudentSchoolAssociation><StudentReference><StudentIdentity><StudentUniqueId>"
        + student
        + "</StudentUniqueId></StudentIdentity></StudentReference><SchoolReference><SchoolIdentity>"
        + "<SchoolId>7</SchoolId></SchoolIdentity></SchoolReference><EntryDate>2021-08-23</EntryDate>"
        + "<EntryGradeLevel>"
        + grade
        + "</EntryGradeLevel></StudentSchoolAssociation>\n";
  }

  @Test
  void aSecondRowOfATermIsDoubtedAndTheSameRowCounted() throws IOException {
    Delivered data =
        new Delivered(directory, "nsc")
            .with("detail-20191112.csv", DETAIL + TERM + TERM + TERM.replace(",F\n", ",W\n"))
            .runChecked();
    Path file = directory.resolve("in/detail-20191112.csv");
    assertThat(data.text)
        .contains("doubted: STATED_TWICE 1, first " + file + ":4")
        .contains("as " + file + ":2")
        .contains("and change nothing: 1");
  }
}
