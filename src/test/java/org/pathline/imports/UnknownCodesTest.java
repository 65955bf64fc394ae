package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of other systems that nothing explains, and ids that nearly are those of records. */
class UnknownCodesTest {
  private static final String STUDENT =
      "{\"studentUniqueId\":\"S1\",\"birthSexDescriptor\":\"uri://x#Male\"}\n";
  private static final String ASSOCIATION =
      "{\"studentReference\":{\"studentUniqueId\":\"S1\"},\"sexDescriptor\":\"uri://x#Male\","
          + "\"limitedEnglishProficiencyDescriptor\":\"uri://x#Limited\","
          + "\"hispanicLatinoEthnicity\":false,\"races\":[{\"raceDescriptor\":\"uri://x#Asian\"}],"
          + "\"studentIndicators\":[{\"indicatorName\":\"Economic\",\"indicator\":\"Y\"}]}\n";
  private static final String STAY =
      "{\"id\":\"a1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"schoolReference\":"
          + "{\"schoolId\":7},\"entryDate\":\"2021-08-23\",\"exitWithdrawDate\":\"2022-05-26\","
          + "\"exitWithdrawTypeDescriptor\":\"uri://x#Graduated\","
          + "\"entryGradeLevelDescriptor\":\"uri://x#Eighth grade\"}\n";
  private static final String COURSE =
      "{\"courseCode\":\"MA8\",\"educationOrganizationReference\":{\"educationOrganizationId\":1},\"levelCharacteristics\":[{\"courseLevelCharacteristicDescriptor\":\"uri://x#Honors\"}],\"identificationCodes\":[{\"courseIdentificationSystemDescriptor\":\"x#SCED\",\"identificationCode\":\"02052\"}]}\n";
  private static final String OFFERING =
      "{\"localCourseCode\":\"M-1\",\"courseReference\":{\"courseCode\":\"MA8\","
          + "\"educationOrganizationId\":1},\"sessionReference\":{\"schoolId\":7,"
          + "\"schoolYear\":2022,\"sessionName\":\"Fall\"}}\n";
  private static final String SEAT =
      "{\"id\":\"b1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"sectionReference\":"
          + "{\"localCourseCode\":\"M-1\",\"schoolId\":7,\"schoolYear\":2022,\"sectionIdentifier\":"
          + "\"s7\",\"sessionName\":\"Fall\"},\"beginDate\":\"2021-08-23\"}\n";
  private static final String SCHOOL =
      "{\"schoolId\":7,\"localEducationAgencyReference\":{\"localEducationAgencyId\":1}}\n";

  @TempDir private Path directory;

  private Delivered nsc(String level, String title, String major) throws IOException {
    return new Delivered(directory, "nsc")
        .with(
            "detail-20241112.csv",
            "Your Unique Identifier,Record Found Y/N,College Code/Branch,Enrollment"
                + " Begin,Enrollment End,Enrollment Status,Class Level,Enrollment Major"
                + " 1,Graduated?,Graduation Date,Degree Title\n"
                + "A1_,Y,001,20200824,20201218,F,B,,N,,\n"
                + ("A2_,Y,001,20200824,20201218,F," + level + "," + major + ",N,,\n")
                + ("A2_,Y,001,,,,,,Y,20240518," + title + "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "Z, AS DEGREE, , Class Level: 'Z'",
    "U, AS DEGREE, , Class Level: 'U'",
    "Senior, AS DEGREE, , Class Level: 'Senior'",
    "F, LAUREA, , Degree Title: 'LAUREA'",
    "r, AS DEGREE, WELDING, Major: 'WELDING'",
  })
  void ofTheClearinghouseTheyAreCountedWithTheirPlace(
      String level, String title, String major, String told) throws IOException {
    String[] parts = told.split(": ");
    int line = title.equals("LAUREA") ? 4 : 3;
    Delivered data = nsc(level, title, major == null ? "" : major).runChecked();
    assertThat(data.text)
        .contains(
            "doubted: UNKNOWN_CODE 1, first "
                + directory.resolve("in/detail-20241112.csv")
                + (":" + line + ": " + parts[0] + ": " + parts[1]));
    assertThat(data.exitCode).isZero();
    assertThat(data.runChecked("--strict").exitCode).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"F", "S", "J", "R", "N", "C", "t", "A", "b", "M", "D", "P", "L", "G"})
  void codesThatAreKnownAreNoDoubt(String level) throws IOException {
    assertThat(nsc(level, "BACHELOR OF ARTS", "").runChecked().text).doesNotContain("doubted");
  }

  @Test
  void theMappingFileExplainsThem() throws IOException {
    Delivered data = nsc("Z", "LAUREA", "WELDING");
    Path map =
        data.map(
            "classLevels: {z: ASSOCIATE}\ndegreeTitles: {Laurea: BACHELOR}\nmajors: {welding: }\n");
    data.run("--map", map.toString());
    assertThat(data.text).doesNotContain("UNKNOWN_CODE", "says nothing");
    assertThat(data.cells("postsecondary", "studentId", "level"))
        .containsExactly("A1 BACHELOR", "A2 ASSOCIATE");
    assertThat(data.cells("degrees", "degreeLevel")).containsExactly("BACHELOR");
    assertThat(data.run("--map-template").text).contains("classLevels:", "\"Z\": \"?\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X", "FULL", "1", "half-time", "?"})
  void anUnknownStatusIsRefused(String status) throws IOException {
    Delivered data = nsc("F", "AS DEGREE", "");
    data.with(
        "detail-20241112.csv",
        "Unique Identifier,Record Found,College Code,Enrollment Begin,Enrollment Status\n"
            + ("A1,Y,001,20200824," + status + "\n"));
    data.runChecked();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains("status").contains(status.toUpperCase(Locale.ROOT));
  }

  private Delivered edFi() throws IOException {
    return new Delivered(directory, "edfi")
        .with("students.ndjson", STUDENT)
        .with("studentEducationOrganizationAssociations.ndjson", ASSOCIATION)
        .with("studentSchoolAssociations.ndjson", STAY)
        .with("schools.ndjson", SCHOOL)
        .with("courses.ndjson", COURSE)
        .with("courseOfferings.ndjson", OFFERING)
        .with("studentSectionAssociations.ndjson", SEAT);
  }

  @Test
  void aDeliveryOfKnownCodesHasNoDoubt() throws IOException {
    Delivered data = edFi().run();
    assertThat(data.text).doesNotContain("doubted").doesNotContain("says nothing");
    assertThat(data.cells("sections", "courseCode", "courseLevel")).containsExactly("02052 H");
    assertThat(data.cells("students", "sex", "raceEthnicity")).containsExactly("MALE ASIAN");
  }

  @ParameterizedTest
  @CsvSource({
    "students, Male, M, birthSexDescriptor, sexes",
    "studentEducationOrganizationAssociations, Male, Varón, sexDescriptor, sexes",
    "studentEducationOrganizationAssociations, Limited, LEP-1, limitedEnglish, englishLearners",
    "studentEducationOrganizationAssociations, Asian, Hmong, races, races",
    "studentSchoolAssociations, Graduated, W99, exitWithdrawTypeDescriptor, exitTypes",
    "courses, Honors, Accelerated, courseLevelCharacteristic, courseLevels",
  })
  void ofEdFiTheyAreCountedWithTheirPlace(
      String resource, String known, String code, String field, String section) throws IOException {
    String text =
        switch (resource) {
          case "students" -> STUDENT;
          case "studentSchoolAssociations" -> STAY;
          case "courses" -> COURSE;
          default -> ASSOCIATION;
        };
    String file = resource + ".ndjson";
    Delivered data = edFi().with(file, "\n" + text.replace("#" + known, "#" + code)).runChecked();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.text)
        .contains("doubted: UNKNOWN_CODE 1, first " + directory.resolve("in/" + file) + ":2: ")
        .contains(field)
        .contains("'" + code + "' is explained neither")
        .contains("the mapping file says nothing of 1 " + section + ": " + code);
    Path map = data.map(section + ": {" + code + ": }\n");
    assertThat(data.runChecked("--map", map.toString()).text).doesNotContain("doubted");
  }

  @ParameterizedTest
  @CsvSource({"\"Y\", \"maybe\"", "false, \"unbekannt\""})
  void whatSaysNeitherYesNorNoIsCounted(String known, String said) throws IOException {
    Delivered data =
        edFi()
            .with(
                "studentEducationOrganizationAssociations.ndjson",
                ASSOCIATION.replace(":" + known, ":" + said))
            .runChecked();
    assertThat(data.text).contains("UNKNOWN_CODE 1", "says neither yes nor no");
  }

  @ParameterizedTest
  @CsvSource({
    "studentSectionAssociations, S1, s1, studentUniqueId",
    "studentSectionAssociations, M-1, m-1, courseOfferingReference",
    "studentSectionAssociations, Fall, FALL, courseOfferingReference",
    "studentSchoolAssociations, S1, 0S1, studentUniqueId",
    "studentSchoolAssociations, 7, 07, schoolId",
  })
  void keysOfEdFiThatNearlyNameARecordAreDoubted(
      String resource, String known, String said, String field) throws IOException {
    String text = resource.equals("studentSchoolAssociations") ? STAY : SEAT;
    String changed =
        known.equals("7")
            ? text.replace("\"schoolId\":7", "\"schoolId\":\"07\"")
            : text.replace("\"" + known + "\"", "\"" + said + "\"");
    Delivered data = edFi().with(resource + ".ndjson", changed).runChecked();
    assertThat(data.text)
        .contains("doubted: SIMILAR_IDS")
        .contains(field)
        .contains("' names no record", said)
        .contains("differs only in leading zeros, case or a mark at the end");
  }

  private Delivered roster(String seat) throws IOException {
    return Delivered.ofOneSchool(directory)
        .with(
            "classes.csv",
            "sourcedId,grades,courseSourcedId,schoolSourcedId,termSourcedIds\n"
                + "K1,08,C1,S,Y\nK2,08,C1,s,Y\n")
        .with("users.csv", "sourcedId,role,grades,identifier\nu1,student,08,P1\n")
        .with(
            "enrollments.csv",
            "sourcedId,status,classSourcedId,userSourcedId,role,beginDate,endDate\n" + seat);
  }

  @ParameterizedTest
  @CsvSource({
    "'e1,,k1,u1,student,,', classSourcedId, k1, K1",
    "'e1,,K1_,u1,student,,', classSourcedId, K1_, K1",
    "'e1,,K1,U1,student,,', userSourcedId, U1, u1",
    "'e1,,K1,0u1,student,,', userSourcedId, 0u1, u1",
    "'e1,,K2,u1,student,,', schoolSourcedId, s, S",
  })
  void idsOfOneRosterThatNearlyNameARecordAreDoubted(
      String seat, String field, String said, String known) throws IOException {
    Delivered data = roster(seat + "\n");
    Path map = data.map("ids: {student: identifier}\n");
    data.runChecked("--map", map.toString());
    assertThat(data.text)
        .contains(
            "doubted: SIMILAR_IDS 1, first "
                + directory.resolve("in/enrollments.csv")
                + (":2: " + field + ": '" + said + "' names no record; '" + known + "' does"));
    assertThat(data.runChecked("--strict", "--map", map.toString()).exitCode).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "orgs.csv, 'S,S,school,D', 'S,S,school,d', 'schoolSourcedId: ''d'' names no record; ''D'''",
    "courses.csv, C1, c1, 'courseSourcedId: ''C1'' names no record; ''c1'''",
    "academicSessions.csv, 'Y,Y,', '0y,Y,', 'termSourcedIds: ''Y'' names no record; ''0y'''",
  })
  void whatClassesAndSchoolsReferToIsDoubtedLikewise(
      String file, String known, String said, String told) throws IOException {
    Delivered data = roster("e1,active,K1,u1,student,2022-08-15,\n");
    String text = Files.readString(directory.resolve("in").resolve(file));
    data.with(file, text.replace(known, said)).runChecked();
    assertThat(data.text).contains("doubted: SIMILAR_IDS", told);
  }

  @ParameterizedTest
  @CsvSource({"four, 95, 0", "0, 95, 0", "-5, 95, 0", "4d, 95, 0", "100, 20, 1"})
  void aScaleThatIsNoneIsDoubtedAndAScoreBelowItRefused(String most, String score, int exit)
      throws IOException {
    Delivered data =
        roster("e1,active,K1,u1,student,,\n")
            .with(
                "lineItems.csv",
                "sourcedId,title,classSourcedId,resultValueMin,resultValueMax\nL,Final,K1,50,"
                    + most
                    + "\n")
            .with(
                "results.csv",
                "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score\n"
                    + ("r1,L,u1,fully graded," + score + "\n"));
    data.runChecked("--map", data.map("finalMarks: {titles: [Final]}\n").toString());
    assertThat(data.exitCode).as(data.text).isEqualTo(exit);
    assertThat(data.text)
        .contains(
            exit == 0
                ? "resultValueMax: '" + most + "' is no end of a scale; it is read as 100"
                : "score: '20' is below the scale of its line item");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "inactive", "D", "to be deleted", "enrolled"})
  void aStatusThatIsNoneOfOneRosterIsDoubted(String status) throws IOException {
    Delivered data = roster("e1," + status + ",K1,u1,student,,\n").runChecked();
    assertThat(data.text)
        .contains("UNKNOWN_CODE 1, first " + directory.resolve("in/enrollments.csv") + ":2: status")
        .contains("'" + status + "' is neither active nor tobedeleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 años", "Year 9", "HS", "octavo"})
  void aGradeLevelThatIsNoneIsDoubted(String level) throws IOException {
    Delivered data = roster("e1,active,K1,u1,student,,\n");
    data.with("users.csv", "sourcedId,role,grades\nu1,student," + level + "\n").runChecked();
    assertThat(data.text)
        .contains("UNKNOWN_CODE 1, first " + directory.resolve("in/users.csv") + ":2: grades: ")
        .contains("'" + level + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zyklus 1", "Block", "Marking"})
  void aTermOfNoKnownLengthIsDoubted(String title) throws IOException {
    Delivered data =
        roster("e1,active,K1,u1,student,,\n")
            .with(
                "academicSessions.csv",
                "sourcedId,title,type,startDate,endDate\nY,Y,schoolYear,2022-08-15,2023-06-10\n"
                    + ("Z," + title + ",term,,\n"))
            .with(
                "lineItems.csv",
                "sourcedId,title,classSourcedId,gradingPeriodSourcedId\nL,Final,K1,Z\n")
            .with(
                "results.csv",
                "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,textScore\n"
                    + "r1,L,u1,fully graded,B\n");
    Path map = data.map("finalMarks: {titles: [Final]}\n");
    data.runChecked("--map", map.toString());
    assertThat(data.text)
        .contains("UNKNOWN_CODE 1", "lineItems.csv:2", "'" + title + "' is no term");
    Path mapped = data.map("finalMarks: {titles: [Final]}\nterms: {" + title + ": S1}\n");
    assertThat(data.runChecked("--map", mapped.toString()).text).doesNotContain("UNKNOWN_CODE");
  }
}
