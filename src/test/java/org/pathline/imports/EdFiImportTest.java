package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries of Ed-Fi as they come. */
class EdFiImportTest {
  private static final String STAYS =
      """
      [{"id":"a1","studentReference":{"studentUniqueId":"S1","link":{"rel":"Student","href":"/x"}},
        "schoolReference":{"schoolId":255901044},"schoolYearTypeReference":{"schoolYear":2022},
        "entryDate":"2021-08-23","entryGradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Eighth grade",
        "exitWithdrawDate":"2022-05-26","exitWithdrawTypeDescriptor":"uri://ed-fi.org/ExitWithdrawTypeDescriptor#End of school year",
        "_etag":"5","_lastModifiedDate":"2022-06-01T10:00:00Z"},
       {"id":"a2","studentReference":{"studentUniqueId":"S2"},"schoolReference":{"schoolId":"255901044"},
        "entryDate":"2021-08-23","entryGradeLevelDescriptor":"uri://state.example/GradeLevelDescriptor#08",
        "exitWithdrawDate":"2021-11-01","exitWithdrawTypeDescriptor":"uri://state.example/ExitWithdrawTypeDescriptor#W7",
        "_ext":{"tx":{"campus":{"x":[1,2]}}}}]
      """;
  private static final String SCHOOLS =
      """
      [{"schoolId":255901044,"nameOfInstitution":"X","localEducationAgencyReference":{"localEducationAgencyId":255901}}]
      """;
  private static final String COURSES =
      """
      [{"courseCode":"MA8","educationOrganizationReference":{"educationOrganizationId":255901},"courseTitle":"Algebra I",
        "identificationCodes":[{"courseIdentificationSystemDescriptor":"uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA course code","identificationCode":"MA8"},
         {"courseIdentificationSystemDescriptor":"uri://ed-fi.org/CourseIdentificationSystemDescriptor#SCED course code","identificationCode":"02052"}],
        "levelCharacteristics":[{"courseLevelCharacteristicDescriptor":"uri://ed-fi.org/CourseLevelCharacteristicDescriptor#Core Subject"},
         {"courseLevelCharacteristicDescriptor":"uri://ed-fi.org/CourseLevelCharacteristicDescriptor#Honors"}]},
       {"courseCode":"ART","educationOrganizationReference":{"educationOrganizationId":255901},"courseTitle":"Art"}]
      """;
  private static final String OFFERINGS =
      """
      [{"localCourseCode":"M-1","schoolReference":{"schoolId":255901044},"courseReference":{"courseCode":"MA8","educationOrganizationId":255901},
        "sessionReference":{"schoolId":255901044,"schoolYear":2022,"sessionName":"2021-2022 Fall"}},
       {"localCourseCode":"A-1","schoolReference":{"schoolId":255901044},"courseReference":{"courseCode":"ART","educationOrganizationId":255901},
        "sessionReference":{"schoolId":255901044,"schoolYear":2022,"sessionName":"2021-2022 Fall"}}]
      """;
  private static final String SESSIONS =
      """
      [{"sessionName":"2021-2022 Fall","schoolReference":{"schoolId":255901044},"schoolYearTypeReference":{"schoolYear":2022},
        "termDescriptor":"uri://ed-fi.org/TermDescriptor#Fall Semester"}]
      """;

  @TempDir private Path directory;
  private Delivered data;

  @BeforeEach
  void data() throws IOException {
    data =
        new Delivered(directory, "edfi")
            .with("schools.json", SCHOOLS)
            .with("studentSchoolAssociations.json", STAYS)
            .with("courses.json", COURSES)
            .with("courseOfferings.json", OFFERINGS)
            .with("sessions.json", SESSIONS);
  }

  private static String seat(String id, String local) {
    return "{\"id\":\""
        + id
        + "\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"sectionReference\":"
        + section(local)
        + ",\"beginDate\":\"2021-08-23\",\"endDate\":\"2021-12-17\"}";
  }

  private static String section(String local) {
    return "{\"localCourseCode\":\""
        + local
        + "\",\"schoolId\":255901044,\"schoolYear\":2022,"
        + "\"sectionIdentifier\":\"s 7\",\"sessionName\":\"2021-2022 Fall\"}";
  }

  private static String grade(String id, String type, String period, String mark) {
    return "{\"id\":\""
        + id
        + "\",\"studentSectionAssociationReference\":"
        + section("M-1").replace("}", ",\"studentUniqueId\":\"S1\",\"beginDate\":\"2021-08-23\"}")
        + ",\"gradingPeriodReference\":{\"gradingPeriodDescriptor\":\"uri://ed-fi.org/GradingPeriodDescriptor#"
        + period
        + "\",\"periodSequence\":1,\"schoolId\":255901044,\"schoolYear\":2022},\"gradeTypeDescriptor\":\"uri://ed-fi.org/GradeTypeDescriptor#"
        + type
        + "\","
        + mark
        + "}";
  }

  @Test
  void staysSayGradeSchoolAndDistrict() throws IOException {
    data.run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(
            data.cells(
                "enrollments",
                "factId",
                "studentId",
                "districtId",
                "schoolId",
                "gradeLevel",
                "entryDate",
                "exitDate",
                "exitType",
                "recordedAt"))
        .startsWith("a1 S1 255901 255901044 08 2021-08-23 2022-05-26 - 2022-06-01T10:00:00Z");
    assertThat(data.cells("enrollments", "factId", "gradeLevel", "exitType")).contains("a2 08 -");
    assertThat(data.text).contains("the mapping file says nothing of 1 exitTypes: W7");
    data.run("--map", data.map("exitTypes: {w7: TRANSFERRED_OUT}\nsource: tx\n").toString());
    assertThat(data.cells("enrollments", "factId", "exitType", "source"))
        .contains("a2 TRANSFERRED_OUT tx");
  }

  @ParameterizedTest
  @CsvSource({
    "Graduated,GRADUATED",
    "Dropout,DROPPED_OUT",
    "Transferred,UNDOCUMENTED",
    "Completed,COMPLETED",
    "Died or is permanently incapacitated,DIED",
    "Reached maximum age,OTHER"
  })
  void exitsOfEdFiHaveTheirMeaning(String code, String type) throws IOException {
    data.with("studentSchoolAssociations.json", STAYS.replace("End of school year", code)).run();
    assertThat(data.cells("enrollments", "factId", "exitType")).contains("a1 " + type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"No show", "Invalid enrollment"})
  void aStayThatNeverWasIsWithdrawn(String code) throws IOException {
    data.with("studentSchoolAssociations.json", STAYS.replace("End of school year", code)).run();
    assertThat(data.cells("enrollments", "factId", "retracted")).contains("a1 true");
  }

  @Test
  void sectionsKnowTheirCourseByItsOffering() throws IOException {
    data.with(
            "studentSectionAssociations.json",
            "[" + seat("b1", "M-1") + "," + seat("b2", "A-1") + "]")
        .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(
            data.cells(
                "sections",
                "factId",
                "sectionId",
                "schoolYear",
                "gradeLevel",
                "courseCode",
                "courseLevel",
                "entryDate"))
        .containsExactly("b1 255901044|2022|2021-2022_Fall|M-1|s_7 2022 08 02052 H 2021-08-23");
    assertThat(data.text)
        .contains("1: its course code is neither SCED nor in the mapping file")
        .contains("1 courses: ART");
    data.run("--map", data.map("courses: {ART: {code: 05154, level: G}}\n").toString());
    assertThat(data.cells("sections", "factId", "courseCode", "courseLevel"))
        .contains("b2 05154 G");
    assertThat(data.text).doesNotContain("says nothing of 1 courses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array",
        "ndjson",
        "wrapped",
        "bom",
        "folder",
        "page",
        "case",
        "empty lines",
        "misnamed"
      })
  void theFormOfTheJsonDoesNotMatter(String variant) throws IOException {
    data.run();
    List<String> plain = data.cells("enrollments", "studentId", "entryDate", "exitDate");
    Files.delete(directory.resolve("in/studentSchoolAssociations.json"));
    String lines =
        STAYS
            .replaceAll("\\s*\\n\\s*", "")
            .replaceFirst("^\\[", "")
            .replaceFirst("]$", "")
            .replace("},{\"id\"", "}\n{\"id\"");
    switch (variant) {
      case "ndjson" -> data.with("studentSchoolAssociations.ndjson", lines);
      case "empty lines" ->
          data.with(
              "studentSchoolAssociations.jsonl", "\n" + lines.replace("\n", "\r\n\r\n") + "\n\n");
      case "wrapped" ->
          data.with(
              "studentSchoolAssociations.json",
              "{\"totalCount\":2,\"value\":" + STAYS + ",\"next\":{\"a\":[1]}}");
      case "bom" -> data.with("studentSchoolAssociations.json", "\uFEFF" + STAYS);
      case "folder" -> data.with("studentSchoolAssociations/0001.json", STAYS);
      case "page" -> data.with("student-school-associations_page-1.json", STAYS);
      case "misnamed" -> data.with("studentSchoolAssociations.ndjson", STAYS);
      case "case" -> data.with("STUDENTSCHOOLASSOCIATIONS.JSON", STAYS);
      default -> data.with("ed-fi/studentSchoolAssociations.json", STAYS);
    }
    data.run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("enrollments", "studentId", "entryDate", "exitDate"))
        .isEqualTo(plain)
        .hasSize(2);
  }

  @Test
  void studentsAreGatheredFromAllTheirAssociations() throws IOException {
    data.with(
            "students.json",
            "[{\"studentUniqueId\":\"S1\",\"firstName\":\"Ada\",\"lastSurname\":\"Secret\",\"birthDate\":\"2008-01-01\",\"birthSexDescriptor\":\"uri://ed-fi.org/SexDescriptor#Female\"},{\"studentUniqueId\":604822,\"firstName\":\"Bo\"},{\"studentUniqueId\":\"S3\"}]")
        .with(
            "studentEducationOrganizationAssociations.json",
            "[{\"studentReference\":{\"studentUniqueId\":\"S1\"},\"educationOrganizationReference\":{\"educationOrganizationId\":255901},\"hispanicLatinoEthnicity\":false,\"races\":[{\"raceDescriptor\":\"uri://tx.example/RaceDescriptor#Asian\"},{\"raceDescriptor\":\"uri://ed-fi.org/RaceDescriptor#White\"}],\"limitedEnglishProficiencyDescriptor\":\"uri://ed-fi.org/LimitedEnglishProficiencyDescriptor#Limited\",\"addresses\":[{\"city\":\"Secret\"}]},{\"studentReference\":{\"studentUniqueId\":\"S1\"},\"educationOrganizationReference\":{\"educationOrganizationId\":255901044},\"studentCharacteristics\":[{\"studentCharacteristicDescriptor\":\"uri://ed-fi.org/StudentCharacteristicDescriptor#Economic"
                + " Disadvantaged\"}]},{\"studentReference\":{\"studentUniqueId\":\"S3\"},\"hispanicLatinoEthnicity\":true,\"sexDescriptor\":\"uri://ed-fi.org/SexDescriptor#Non-binary\",\"studentIndicators\":[{\"indicatorName\":\"Economically"
                + " Disadvantaged\",\"indicator\":\"N\"}]}]");
    data.run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(
            data.cells(
                "students",
                "studentId",
                "raceEthnicity",
                "sex",
                "economicallyDisadvantaged",
                "englishLearner"))
        .containsExactlyInAnyOrder(
            "S1 TWO_OR_MORE FEMALE YES YES",
            "S3 HISPANIC NONBINARY NO UNKNOWN",
            "604822 UNKNOWN UNKNOWN UNKNOWN UNKNOWN");
    assertThat(data.rows("students").toString()).doesNotContain("Secret", "Ada");
    data.run("--map", data.map("withoutCharacteristic: NO\n").toString());
    assertThat(data.cells("students", "studentId", "economicallyDisadvantaged"))
        .contains("S1 YES", "604822 UNKNOWN");
  }

  @Test
  void gradesOfTermsAreMarksAndOthersAreNot() throws IOException {
    data.with(
            "grades.json",
            "["
                + String.join(
                    ",",
                    grade("g1", "Final", "Fourth Nine Weeks", "\"letterGradeEarned\":\"B+\""),
                    grade("g2", "Semester", "First Semester", "\"numericGradeEarned\":88.5"),
                    grade(
                        "g3",
                        "Grading Period",
                        "Second Nine Weeks",
                        "\"numericGradeEarned\":91,\"letterGradeEarned\":\"A-\""),
                    grade("g4", "Exam", "First Semester", "\"numericGradeEarned\":70"),
                    grade("g5", "Conduct", "First Semester", "\"letterGradeEarned\":\"S\""),
                    grade("g6", "Grading Period", "First Six Weeks", "\"letterGradeEarned\":\"E\""),
                    grade("g7", "Semester", "First Semester", "\"diagnosticStatement\":\"x\""))
                + "]")
        .run();
    assertThat(data.cells("grades", "factId", "term", "mark"))
        .containsExactly("g1 Final B+", "g2 S1 88.5", "g3 Q2 A-");
    assertThat(data.text)
        .contains("grades.json:1: mark: 'E'")
        .contains("1: it is no mark of a term (finalMarks: types:): Exam")
        .contains("1: it has neither a letter nor a number")
        .contains("says nothing of 1 marks: E");
    data.run(
        "--map", data.map("finalMarks: {types: [Exam]}\nterms: {First Semester: S1}\n").toString());
    assertThat(data.cells("grades", "factId", "term")).containsExactly("g4 S1");
  }

  @Test
  void transcriptsCountWhereNoGradeDoes() throws IOException {
    String transcript =
        "{\"id\":\"%s\",\"courseReference\":{\"courseCode\":\"MA8\",\"educationOrganizationId\":255901},\"studentAcademicRecordReference\":{\"educationOrganizationId\":255901044,\"schoolYear\":%s,\"studentUniqueId\":\"S1\",\"termDescriptor\":\"uri://ed-fi.org/TermDescriptor#Spring"
            + " Semester\"},\"courseAttemptResultDescriptor\":\"uri://ed-fi.org/CourseAttemptResultDescriptor#Pass\",\"whenTakenGradeLevelDescriptor\":\"uri://ed-fi.org/GradeLevelDescriptor#Ninth"
            + " grade\",\"attemptedCredits\":1,\"earnedCredits\":1.0%s}";
    data.with(
            "grades.json",
            "[" + grade("g1", "Final", "End of Year", "\"letterGradeEarned\":\"B+\"") + "]")
        .with(
            "courseTranscripts.json",
            "["
                + transcript.formatted("t1", "2022", ",\"finalLetterGradeEarned\":\"B\"")
                + ","
                + transcript.formatted("t2", "2023", ",\"finalNumericGradeEarned\":\"84\"")
                + ","
                + transcript.formatted("t3", "2024", "")
                + "]")
        .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(
            data.cells(
                "grades",
                "factId",
                "term",
                "schoolYear",
                "gradeLevel",
                "courseCode",
                "mark",
                "creditsEarned"))
        .containsExactly(
            "g1 Final 2022 08 02052 B+ -",
            "t2 S2 2023 09 02052 84 1.0",
            "t3 S2 2024 09 02052 P 1.0");
    assertThat(data.text).contains("1: the delivery has a grade of that section or school year");
  }

  @Test
  void testsNeedASubjectAndAPercentile() throws IOException {
    String result =
        "{\"id\":\"%s\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"assessmentReference\":{\"assessmentIdentifier\":\"%s\",\"namespace\":\"uri://x\"},\"studentAssessmentIdentifier\":\"1\",\"administrationDate\":\"2021-04-20T00:00:00Z\",\"whenAssessedGradeLevelDescriptor\":\"uri://x#Seventh"
            + " grade\",\"scoreResults\":[{\"assessmentReportingMethodDescriptor\":\"uri://ed-fi.org/AssessmentReportingMethodDescriptor#%s\",\"result\":\"%s\"}]}";
    data.with(
            "assessments.json",
            "[{\"assessmentIdentifier\":\"State"
                + " Math\",\"namespace\":\"uri://x\",\"academicSubjects\":[{\"academicSubjectDescriptor\":\"uri://ed-fi.org/AcademicSubjectDescriptor#Mathematics\"}]}]")
        .with(
            "studentAssessments.json",
            "["
                + String.join(
                    ",",
                    result.formatted("r1", "State Math", "Percentile", "71"),
                    result.formatted("r2", "State Math", "Scale score", "430"),
                    result.formatted("r3", "MAP-R", "RIT", "215"))
                + "]");
    data.run();
    assertThat(
            data.cells(
                "assessments",
                "factId",
                "assessmentId",
                "subject",
                "testDate",
                "gradeLevel",
                "percentile"))
        .containsExactly("r1 State_Math MATHEMATICS 2021-04-20 07 71.0");
    assertThat(data.text)
        .contains("1: none of its scores is a percentile")
        .contains("1: the subject of its test is not known");
    data.run(
        "--map",
        data.map(
                "tests:\n"
                    + "  MAP-R: {subject: ENGLISH, name: MAP, percentiles: {200: 30, 220: 70}}\n"
                    + "  State Math: {score: Scale score, percentiles: {400: 10, 500: 90}}\n")
            .toString());
    assertThat(data.cells("assessments", "factId", "assessmentId", "subject", "percentile"))
        .containsExactly("r2 State_Math MATHEMATICS 34.0", "r3 MAP ENGLISH 60.0");
  }

  @Test
  void diplomasAreOfThreeKinds() throws IOException {
    data.with(
            "studentAcademicRecords.json",
            "[{\"id\":\"d1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"educationOrganizationReference\":{\"educationOrganizationId\":255901044},\"schoolYearTypeReference\":{\"schoolYear\":2026},\"diplomas\":[{\"diplomaAwardDate\":\"2026-05-28\",\"diplomaTypeDescriptor\":\"uri://ed-fi.org/DiplomaTypeDescriptor#Regular"
                + " diploma\"},{\"diplomaAwardDate\":\"2026-06-28\",\"diplomaTypeDescriptor\":\"uri://x#High"
                + " school equivalency credential, other than"
                + " GED\"}]},{\"id\":\"d2\",\"studentReference\":{\"studentUniqueId\":\"S2\"},\"educationOrganizationReference\":{\"educationOrganizationId\":255901044}}]")
        .run();
    assertThat(data.cells("graduations", "factId", "graduationDate", "diplomaType"))
        .containsExactly("d1 2026-05-28 REGULAR", "d1|2 2026-06-28 EQUIVALENCY");
    assertThat(data.text).contains("1: it holds no diploma");
  }

  @Test
  void deletesAndChangedKeysBecomeRetractions() throws IOException {
    data.with(
            "studentSchoolAssociations_deletes.json",
            "[{\"id\":\"a9\",\"changeVersion\":7,\"keyValues\":{\"schoolId\":255901044,\"studentUniqueId\":\"S9\",\"entryDate\":\"2021-08-23\"}}]")
        .with(
            "studentSectionAssociations/deletes.ndjson",
            "{\"id\":\"b9\",\"keyValues\":{\"beginDate\":\"2021-08-23\",\"localCourseCode\":\"M-1\",\"schoolId\":255901044,\"schoolYear\":2022,\"sectionIdentifier\":\"s"
                + " 7\",\"sessionName\":\"2021-2022 Fall\",\"studentUniqueId\":\"S9\"}}")
        .with(
            "students-deletes.json", "[{\"id\":\"c9\",\"keyValues\":{\"studentUniqueId\":\"S9\"}}]")
        .with(
            "studentSchoolAssociations_keyChanges.json",
            "[{\"id\":\"a1\",\"changeVersion\":8,\"oldKeyValues\":{\"schoolId\":255901044,\"studentUniqueId\":\"S1\",\"entryDate\":\"2021-08-16\"},\"newKeyValues\":{\"schoolId\":255901044,\"studentUniqueId\":\"S1\",\"entryDate\":\"2021-08-23\"}}]")
        .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("enrollments", "studentId", "factId", "retracted"))
        .contains(
            "S9 a9 true",
            "S9 255901044|2021-08-23 true",
            "S1 255901044|2021-08-16 true",
            "S1 a1 false");
    assertThat(data.cells("sections", "factId", "retracted"))
        .containsExactly("b9 true", "255901044|2022|2021-2022_Fall|M-1|s_7|2021-08-23 true");
    assertThat(data.cells("students", "studentId", "retracted")).containsExactly("S9 true");
  }

  @Test
  void aReDatedStayKeepsTheIdOfItsResource() throws IOException {
    data.with("studentSchoolAssociations.json", STAYS.replace("\"2021-08-23\"", "\"2021-08-24\""))
        .run();
    assertThat(data.cells("enrollments", "factId", "entryDate")).contains("a1 2021-08-24");
    data.with("studentSchoolAssociations.json", STAYS.replace("\"id\":\"a1\",", "")).run();
    assertThat(data.cells("enrollments", "factId")).contains("255901044|2021-08-23");
  }

  @Test
  void whatIsBrokenIsNamedWithItsLine() throws IOException {
    data.with(
            "studentSchoolAssociations.json",
            STAYS.replace(
                "\"2021-08-23\",\"entryGradeLevelDescriptor\":\"uri://state",
                "\"23.08.2021\",\"entryGradeLevelDescriptor\":\"uri://state"))
        .with("staffs.json", "[{\"staffUniqueId\":\"T1\"}]")
        .run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains("'23.08.2021' is not a date").contains("staffs.json: not used");
    data.with("studentSchoolAssociations.json", STAYS.substring(0, 700)).run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains("is not well-formed JSON from here on");
  }

  @Test
  void aLineOrAValueThatIsNoRecordCostsNoOther() throws IOException {
    data.run();
    List<String> stays = data.cells("enrollments", "studentId", "entryDate");
    data.with("studentSchoolAssociations.json", STAYS.replaceFirst("\\[", "[null, \"x\", 7, "))
        .run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text)
        .contains("studentSchoolAssociations.json:1: record: is a value where a record should be");
    assertThat(data.cells("enrollments", "studentId", "entryDate")).isEqualTo(stays);
    Files.delete(directory.resolve("in/studentSchoolAssociations.json"));
    String lines = STAYS.replaceAll("\\s*\\n\\s*", "").replace("},{\"id\"", "}\n{\"id\"");
    data.with(
            "studentSchoolAssociations.ndjson",
            lines.substring(1, lines.length() - 1).replaceFirst("\n", "\n{\"id\":\"a\n[]\n"))
        .run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text)
        .contains("studentSchoolAssociations.ndjson:2: record: is not well-formed JSON")
        .contains("studentSchoolAssociations.ndjson:3: record: is a value where a record should");
    assertThat(data.cells("enrollments", "studentId", "entryDate")).isEqualTo(stays);
  }

  private static final String INTERCHANGE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <InterchangeStudentEnrollment xmlns="http://ed-fi.org/5.2.0">
        <StudentSchoolAssociation>
          <StudentReference><StudentIdentity><StudentUniqueId>S1</StudentUniqueId></StudentIdentity></StudentReference>
          <SchoolReference><SchoolIdentity><SchoolId>255901044</SchoolId></SchoolIdentity></SchoolReference>
          <SchoolYear>2021-2022</SchoolYear>
          <EntryDate>2021-08-23</EntryDate>
          <EntryGradeLevel>uri://ed-fi.org/GradeLevelDescriptor#Eighth grade</EntryGradeLevel>
          <ExitWithdrawDate>2022-05-26</ExitWithdrawDate>
          <ExitWithdrawType>uri://ed-fi.org/ExitWithdrawTypeDescriptor#End of school year</ExitWithdrawType>
        </StudentSchoolAssociation>
        <StudentSectionAssociation>
          <StudentReference><StudentIdentity><StudentUniqueId>S1</StudentUniqueId></StudentIdentity></StudentReference>
          <SectionReference><SectionIdentity><SectionIdentifier>s 7</SectionIdentifier>
            <CourseOfferingReference><CourseOfferingIdentity><LocalCourseCode>M-1</LocalCourseCode>
              <SchoolReference><SchoolIdentity><SchoolId>255901044</SchoolId></SchoolIdentity></SchoolReference>
              <SessionReference><SessionIdentity><SessionName>2021-2022 Fall</SessionName><SchoolYear>2021-2022</SchoolYear>
                <SchoolReference><SchoolIdentity><SchoolId>255901044</SchoolId></SchoolIdentity></SchoolReference>
              </SessionIdentity></SessionReference></CourseOfferingIdentity></CourseOfferingReference></SectionIdentity></SectionReference>
          <BeginDate>2021-08-23</BeginDate>
        </StudentSectionAssociation>
        <Staff><StaffUniqueId>T1</StaffUniqueId></Staff>
      </InterchangeStudentEnrollment>
      """;

  @Test
  void anInterchangeReadsLikeTheApi() throws IOException {
    data.with("studentSectionAssociations.json", "[" + seat("b1", "M-1") + "]").run();
    List<String> sections =
        data.cells(
            "sections",
            "studentId",
            "sectionId",
            "schoolYear",
            "gradeLevel",
            "courseCode",
            "courseLevel",
            "entryDate");
    List<String> stay =
        data.cells(
                "enrollments",
                "studentId",
                "districtId",
                "schoolId",
                "gradeLevel",
                "entryDate",
                "exitDate")
            .subList(0, 1);
    Files.delete(directory.resolve("in/studentSectionAssociations.json"));
    Files.delete(directory.resolve("in/studentSchoolAssociations.json"));
    data.with("StudentEnrollment.xml", INTERCHANGE).run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(
            data.cells(
                "sections",
                "studentId",
                "sectionId",
                "schoolYear",
                "gradeLevel",
                "courseCode",
                "courseLevel",
                "entryDate"))
        .isEqualTo(sections)
        .hasSize(1);
    assertThat(
            data.cells(
                "enrollments",
                "studentId",
                "districtId",
                "schoolId",
                "gradeLevel",
                "entryDate",
                "exitDate"))
        .isEqualTo(stay);
    assertThat(data.cells("sections", "factId"))
        .containsExactly("255901044|2022|2021-2022_Fall|M-1|s_7|2021-08-23");
    assertThat(data.text).contains("StudentEnrollment.xml: not read: 1 Staff");
  }

  @Test
  void interchangesSayWhoGraduatesAndWithWhichMarks() throws IOException {
    data.with(
            "Transcripts.xml",
            """
            <InterchangeStudentTranscript xmlns="http://ed-fi.org/5.2.0">
              <StudentAcademicRecord>
                <StudentReference><StudentIdentity><StudentUniqueId>S1</StudentUniqueId></StudentIdentity></StudentReference>
                <EducationOrganizationReference><EducationOrganizationIdentity><EducationOrganizationId>255901044</EducationOrganizationId></EducationOrganizationIdentity></EducationOrganizationReference>
                <SchoolYear>2025-2026</SchoolYear><Term>uri://ed-fi.org/TermDescriptor#Spring Semester</Term>
                <Diploma><DiplomaAwardDate>2026-05-28</DiplomaAwardDate><DiplomaType>uri://ed-fi.org/DiplomaTypeDescriptor#Regular diploma</DiplomaType></Diploma>
              </StudentAcademicRecord>
              <CourseTranscript>
                <CourseAttemptResult>uri://ed-fi.org/CourseAttemptResultDescriptor#Pass</CourseAttemptResult>
                <AttemptedCredits><Credits>1</Credits></AttemptedCredits><EarnedCredits><Credits>1</Credits></EarnedCredits>
                <WhenTakenGradeLevel>uri://ed-fi.org/GradeLevelDescriptor#Ninth grade</WhenTakenGradeLevel>
                <FinalLetterGradeEarned>B</FinalLetterGradeEarned>
                <CourseReference><CourseIdentity><CourseCode>MA8</CourseCode><EducationOrganizationReference><EducationOrganizationIdentity><EducationOrganizationId>255901</EducationOrganizationId></EducationOrganizationIdentity></EducationOrganizationReference></CourseIdentity></CourseReference>
                <StudentAcademicRecordReference><StudentAcademicRecordIdentity>
                  <StudentReference><StudentIdentity><StudentUniqueId>S1</StudentUniqueId></StudentIdentity></StudentReference>
                  <SchoolYear>2022-2023</SchoolYear><Term>uri://ed-fi.org/TermDescriptor#Fall Semester</Term>
                </StudentAcademicRecordIdentity></StudentAcademicRecordReference>
              </CourseTranscript>
            </InterchangeStudentTranscript>
            """)
        .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("graduations", "graduationDate", "diplomaType", "schoolId"))
        .containsExactly("2026-05-28 REGULAR 255901044");
    assertThat(
            data.cells(
                "grades",
                "term",
                "schoolYear",
                "gradeLevel",
                "courseCode",
                "courseLevel",
                "mark",
                "creditsAttempted",
                "creditsEarned"))
        .containsExactly("S1 2023 09 02052 H B 1.0 1.0");
  }

  @Test
  void anInterchangeFetchesNothingAndNamesTheLineThatIsBroken() throws IOException {
    data.with(
            "x.xml",
            INTERCHANGE
                .replace("?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>")
                .replace("<EntryDate>2021", "<EntryDate>&e;2021"))
        .run();
    assertThat(data.exitCode).isEqualTo(1);
    data.with("x.xml", INTERCHANGE.replace("</StudentSectionAssociation>", "")).run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains("is not well-formed XML from here on");
  }

  @Test
  void theSampleOfTheDataStandardImportsWithEveryRecordAccountedFor() throws IOException {
    Path sample = Path.of("../../shared/data/edfi");
    assumeThat(sample).exists();
    data.runOn(List.of(sample));
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.rows("students")).hasSize(960);
    assertThat(data.text)
        .containsPattern("Student.xml.gz +960 +students +960 +0")
        .contains("not read:", "21 ClassPeriod", "3 BellSchedule");
    String names =
        data.rows("students").stream().map(Object::toString).collect(Collectors.joining());
    assertThat(names).doesNotContain("Tyrone", "Dyer");
  }
}
