package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries of Ed-Fi in the forms in which APIs, warehouses and interchanges write them. */
class EdFiAsExportedTest {
  private static final String SCHOOL =
      "{\"schoolId\":7,\"localEducationAgencyReference\":{\"localEducationAgencyId\":1}}\n";
  private static final String STAY =
      "{\"id\":\"a%d\",\"studentReference\":{\"studentUniqueId\":\"S%d\"},\"schoolReference\":"
          + "{\"schoolId\":7},\"schoolYearTypeReference\":{\"schoolYear\":2020},\"entryDate\":"
          + "\"2019-08-23\",\"entryGradeLevelDescriptor\":\"uri://x#Eighth grade\"}";

  @TempDir private Path directory;
  private Delivered data;

  @BeforeEach
  void delivery() throws IOException {
    data =
        new Delivered(directory, "edfi")
            .with("schools.ndjson", SCHOOL)
            .with("studentSchoolAssociations.ndjson", STAY.formatted(1, 1) + "\n");
  }

  private List<String> stays() throws IOException {
    return data.cells("enrollments", "factId", "gradeLevel", "entryDate", "exitDate");
  }

  @Test
  void theSchoolYearIsThatInWhichItEnds() throws IOException {
    data.run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(stays()).containsExactly("a1 08 2019-08-23 -");
  }

  @ParameterizedTest
  @CsvSource({"2022, 2020", "2019, 2020", "'\"2021-2022\"', 2020", "2018, 2020"})
  void aStayWhoseEntryIsInAnotherYearThanItSaysIsRefused(String said, int year) throws IOException {
    String stay = STAY.formatted(1, 1).replace(":2020}", ":" + said + "}");
    data.with("studentSchoolAssociations.ndjson", stay + "\n")
        .with(
            "studentSectionAssociations.ndjson",
            "{\"id\":\"b1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"sectionReference\":"
                + "{\"localCourseCode\":\"02052\",\"schoolId\":7,\"schoolYear\":2022,"
                + "\"sectionIdentifier\":\"s7\",\"sessionName\":\"Fall\"},"
                + "\"beginDate\":\"2021-08-23\"}\n")
        .run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(stays()).isEmpty();
    // Nor does it say a grade.
    assertThat(data.rows("sections")).isEmpty();
    assertThat(data.text)
        .contains("entryDate: 2019-08-23 is in the school year that ends in " + year)
        .contains("the grade of its student in that school year is not known");
  }

  private static String interchange(String year, String more) {
    return "<?xml version=\"1.0\"?>\n<e:InterchangeStudentEnrollment"
        + " xmlns:e=\"http://ed-fi.org/5.2.0\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><e:StudentSchoolAssociation>"
        + "<e:StudentReference><e:StudentIdentity><e:StudentUniqueId xsi:type=\"xs:string\">S1"
        + "</e:StudentUniqueId></e:StudentIdentity></e:StudentReference><e:SchoolReference>"
        + "<e:SchoolIdentity><e:SchoolId>7</e:SchoolId></e:SchoolIdentity></e:SchoolReference>"
        + ("<e:SchoolYear>" + year + "</e:SchoolYear><e:EntryDate>2019-08-23</e:EntryDate>")
        + "<e:EntryGradeLevel>uri://x#08</e:EntryGradeLevel><e:ExitWithdrawDate xsi:nil=\"true\"/>"
        + ("</e:StudentSchoolAssociation>" + more + "</e:InterchangeStudentEnrollment>\n");
  }

  @ParameterizedTest
  @CsvSource({"2019-2020, 0", "2020, 0", "2021-2022, 1"})
  void inAnInterchangeToo(String year, int exit) throws IOException {
    Files.delete(directory.resolve("in/studentSchoolAssociations.ndjson"));
    data.with("x.xml", interchange(year, "")).run();
    assertThat(data.exitCode).as(data.text).isEqualTo(exit);
    assertThat(data.cells("enrollments", "studentId", "gradeLevel", "exitDate"))
        .isEqualTo(exit == 0 ? List.of("S1 08 -") : List.of());
  }

  @Test
  void whatStandsWithinAnotherElementIsNoRecord() throws IOException {
    Files.delete(directory.resolve("in/studentSchoolAssociations.ndjson"));
    data.with(
            "x.xml",
            interchange(
                "2020",
                "<e:Staff><e:Student><e:StudentUniqueId>T1</e:StudentUniqueId></e:Student></e:Staff>"
                    + "<e:Student><e:StudentUniqueId>S1</e:StudentUniqueId><e:BirthData><e:BirthSex>"
                    + "uri://ed-fi.org/SexDescriptor#Female</e:BirthSex></e:BirthData></e:Student>"
                    + "<e:Section><e:SectionIdentifier>s</e:SectionIdentifier></e:Section>"))
        .run();
    assertThat(data.cells("students", "studentId", "sex")).containsExactly("S1 FEMALE");
    assertThat(data.text).contains("x.xml: not read: 1 Section, 1 Staff");
  }

  @Test
  void aFileThatIsNeededForNothingIsNamed() throws IOException {
    data.with("sections.json", "[{\"sectionIdentifier\":\"s7\"}]").run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.text)
        .contains("sections.json: not used: what is in it stands in what refers to it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"array of pages", "pages a line", "pages", "with a BOM", "parts", "concatenated"})
  void responsesMayStandPageByPage(String form) throws IOException {
    Files.delete(directory.resolve("in/studentSchoolAssociations.ndjson"));
    String first = STAY.formatted(1, 1);
    String second = STAY.formatted(2, 2);
    String one = "{\"totalCount\":2,\"value\":[" + first + "],\"offset\":0}";
    String two = "{\"value\":[" + second + "]}";
    String name = "studentSchoolAssociations";
    switch (form) {
      case "array of pages" -> data.with(name + ".json", "[" + one + "," + two + "]");
      case "pages a line" -> data.with(name + ".jsonl", one + "\n" + two + "\n");
      case "pages" -> data.with(name + ".json", one + "\n" + two);
      case "with a BOM" -> data.with(name + ".ndjson", "\uFEFF" + one + "\n" + two + "\n");
      case "parts" ->
          data.with(name + "/part-0001.json", "[" + first + "]").with(name + "/2.json", two);
      default -> data.with(name + ".json", first + second);
    }
    data.run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("enrollments", "factId")).containsExactlyInAnyOrder("a1", "a2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "%s", "{\"value\":[%s]}", "%s\n%s"})
  void aTestThatWasTakenHasItemsOfItsOwn(String form) throws IOException {
    String result =
        "{\"id\":\"r1\",\"items\":[{\"rawScoreResult\":1},{\"rawScoreResult\":0}],"
            + "\"studentReference\":{\"studentUniqueId\":\"S1\"},\"assessmentReference\":"
            + "{\"assessmentIdentifier\":\"M\",\"namespace\":\"x\"},\"administrationDate\":"
            + "\"2020-04-20\",\"scoreResults\":[{\"assessmentReportingMethodDescriptor\":"
            + "\"x#Percentile\",\"result\":\"71\"}]}";
    data.with("studentAssessments.json", form.replace("%s", result))
        .run("--map", data.map("tests: {M: {subject: MATHEMATICS}}\n").toString());
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("assessments", "factId", "percentile", "gradeLevel").get(0))
        .isEqualTo("r1 71.0 08");
    assertThat(data.text).doesNotContain("names no student");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deletes/studentSchoolAssociations.json",
        "studentSchoolAssociations/deletes/0001.json",
        "studentSchoolAssociations_deletes_1.json",
        "studentSchoolAssociations-deletes.page-2.json"
      })
  void deletesAreKnownByTheirFolderOrTheirName(String name) throws IOException {
    data.with(
            name,
            "[{\"id\":\"a9\",\"keyValues\":{\"schoolId\":7,\"studentUniqueId\":\"S9\",\"entryDate\":\"2019-08-23\"}}]")
        .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("enrollments", "factId", "retracted"))
        .containsExactlyInAnyOrder("a1 false", "a9 true", "7|2019-08-23 true");
  }

  @ParameterizedTest
  @CsvSource({
    "'Hispanic or Latino,White', HISPANIC",
    "'White,Hispanic or Latino,Asian', HISPANIC",
    "'White,Asian', TWO_OR_MORE",
    "'Choose Not to Respond,Asian', ASIAN",
    "'White,Middle Eastern or North African', WHITE",
    "'Other', UNKNOWN",
  })
  void aStudentOfAnyRaceMayBeHispanic(String races, String race) throws IOException {
    StringBuilder list = new StringBuilder();
    for (String each : races.split(",")) {
      list.append(list.length() == 0 ? "" : ",")
          .append("{\"raceDescriptor\":\"uri://st.example/RaceDescriptor#" + each + "\"}");
    }
    data.with(
            "studentEducationOrganizationAssociations.json",
            "[{\"studentReference\":{\"studentUniqueId\":\"S1\"},\"races\":[" + list + "]}]")
        .run();
    assertThat(data.cells("students", "raceEthnicity")).containsExactly(race);
  }

  @ParameterizedTest
  @CsvSource({
    "Economic Disadvantaged, YES",
    "Economically disadvantaged, YES",
    "Not Economically Disadvantaged, NO",
    "Non-Economically Disadvantaged, NO",
    "NonEconomicDisadvantaged, NO",
    "Homeless, UNKNOWN",
  })
  void aCharacteristicCountsWhateverItsPeriods(String name, String answer) throws IOException {
    data.with(
            "studentEducationOrganizationAssociations.json",
            "[{\"studentReference\":{\"studentUniqueId\":\"S1\"},\"studentCharacteristics\":[{"
                + ("\"studentCharacteristicDescriptor\":\"uri://x#" + name + "\",")
                + "\"periods\":[{\"beginDate\":\"2019-08-23\",\"endDate\":\"2020-05-29\"}]}]}]")
        .run();
    assertThat(data.cells("students", "economicallyDisadvantaged")).containsExactly(answer);
  }

  @Test
  void aStudentIsAsNewAsTheLatestOfItsRecords() throws IOException {
    String association =
        "{\"studentReference\":{\"studentUniqueId\":\"S1\"},\"sexDescriptor\":\"x#Female\","
            + "\"_lastModifiedDate\":\"%s\"}";
    data.with(
            "students.json",
            "[{\"studentUniqueId\":\"S1\",\"_lastModifiedDate\":\"2019-01-01T00:00:00Z\"}]")
        .with(
            "studentEducationOrganizationAssociations.json",
            "["
                + association.formatted("2020-01-01T00:00:00Z")
                + ","
                + association.formatted("2021-01-01T00:00:00Z")
                + ","
                + association.formatted("2020-06-01T00:00:00Z")
                + "]")
        .run();
    assertThat(data.cells("students", "recordedAt")).containsExactly("2021-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "'Mathematics', MATHEMATICS",
    "'Mathematics,Algebra', MATHEMATICS",
    "'Reading,Critical Reading,Writing', ENGLISH",
    "'English,Mathematics', ''",
    "'Composite', ''",
  })
  void aTestOfSeveralSubjectsIsOfNone(String subjects, String subject) throws IOException {
    StringBuilder list = new StringBuilder();
    for (String each : subjects.split(",")) {
      list.append(list.length() == 0 ? "" : ",")
          .append("{\"academicSubjectDescriptor\":\"uri://x#" + each + "\"}");
    }
    data.with(
            "assessments.json",
            "[{\"assessmentIdentifier\":\"M\",\"academicSubjects\":[" + list + "]}]")
        .with(
            "studentAssessments.json",
            "[{\"id\":\"r1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},"
                + "\"assessmentReference\":{\"assessmentIdentifier\":\"M\"},\"administrationDate\":"
                + "\"2020-04-20\",\"whenAssessedGradeLevelDescriptor\":\"x#Level 8\","
                + "\"scoreResults\":[{\"assessmentReportingMethodDescriptor\":"
                + "\"x#Percentile\",\"result\":\"71\"}]}]")
        .run();
    assertThat(data.cells("assessments", "subject", "gradeLevel"))
        .isEqualTo(subject.isEmpty() ? List.of() : List.of(subject + " 08"));
    assertThat(data.text)
        .contains(
            subject.isEmpty()
                ? "the subject of its test is not known (tests:)"
                : "the mapping file says nothing of 1 gradeLevels: Level 8");
  }

  @Test
  void testsOfTwoNamespacesAreTwo() throws IOException {
    String test =
        "{\"assessmentIdentifier\":\"M\",\"namespace\":\"%s\",\"academicSubjects\":"
            + "[{\"academicSubjectDescriptor\":\"x#%s\"}]}";
    String result =
        "{\"id\":\"%s\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"assessmentReference\":"
            + "{\"assessmentIdentifier\":\"M\",\"namespace\":\"%s\"},\"administrationDate\":"
            + "\"2020-04-20\",\"scoreResults\":[{\"assessmentReportingMethodDescriptor\":"
            + "\"x#Percentile\",\"result\":\"71\"}]}";
    data.with(
            "assessments.json",
            "["
                + test.formatted("uri://a", "Mathematics")
                + ","
                + test.formatted("uri://b", "English")
                + "]")
        .with(
            "studentAssessments.json",
            "[" + result.formatted("r1", "uri://a") + "," + result.formatted("r2", "uri://b") + "]")
        .run();
    assertThat(data.cells("assessments", "factId", "subject"))
        .containsExactly("r1 MATHEMATICS", "r2 ENGLISH");
  }

  @Test
  void aResultOfAnAttemptThatIsAStatesOwnWaitsForTheMappingFile() throws IOException {
    data.with(
        "courseTranscripts.json",
        "[{\"id\":\"t1\",\"studentAcademicRecordReference\":{\"studentUniqueId\":\"S1\","
            + "\"schoolYear\":2020},\"courseReference\":{\"courseCode\":\"02052\"},"
            + "\"courseAttemptResultDescriptor\":\"uri://st#Credit\"}]");
    data.run();
    assertThat(data.rows("grades")).isEmpty();
    assertThat(data.text).contains("says nothing of 1 marks: Credit");
    data.run("--map", data.map("marks: {credit: P}\n").toString());
    assertThat(data.cells("grades", "mark")).containsExactly("P");
  }

  @Test
  void aTestThatNobodyHasFilledInIsAskedForAgain() throws IOException {
    data.with(
        "studentAssessments.json",
        "[{\"id\":\"r1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},"
            + "\"assessmentReference\":{\"assessmentIdentifier\":\"MAP\"},\"administrationDate\":"
            + "\"2020-04-20\",\"scoreResults\":[{\"assessmentReportingMethodDescriptor\":"
            + "\"x#National Percentile\",\"result\":\"71\"}]}]");
    Path template = directory.resolve("template.yaml");
    data.run("--map-template", template.toString());
    assertThat(template).content().contains("\"MAP\": {subject: \"?\", score: \"?\"}");
    data.run("--map", template.toString());
    assertThat(data.text).contains("the mapping file says nothing of 1 tests: MAP");
    Files.writeString(
        template,
        Files.readString(template)
            .replace("subject: \"?\"", "subject: MATHEMATICS")
            .replace("score: \"?\"", "score: National percentile"));
    data.run("--map", template.toString());
    assertThat(data.cells("assessments", "subject", "percentile"))
        .containsExactly("MATHEMATICS 71.0");
  }

  @Test
  void aTranscriptInAGradeThatNothingExplainsIsOfTheGradeOfTheStay() throws IOException {
    data.with(
            "courseTranscripts.json",
            "[{\"id\":\"t1\",\"studentAcademicRecordReference\":{\"studentUniqueId\":\"S1\","
                + "\"schoolYear\":2020,\"termDescriptor\":\"uri://st.example/TermDescriptor#S1\"},"
                + "\"courseReference\":{\"courseCode\":\"02052\"},"
                + "\"courseAttemptResultDescriptor\":\"uri://x#Fail\","
                + "\"whenTakenGradeLevelDescriptor\":\"x#MS-8\",\"attemptedCredits\":1.0,"
                + "\"earnedCredits\":0}]")
        .run();
    assertThat(data.cells("grades", "gradeLevel", "term", "mark", "creditsEarned"))
        .containsExactly("08 S1 NP 0.0");
    assertThat(data.text).contains("says nothing of 1 gradeLevels: MS-8");
  }

  @ParameterizedTest
  @CsvSource({"letterGradeEarned, g1", "diagnosticStatement, t1"})
  void aGradeWithoutAMarkHidesNoTranscript(String field, String carried) throws IOException {
    data.with(
            "grades.json",
            "[{\"id\":\"g1\",\"gradeTypeDescriptor\":\"x#Final\","
                + ("\"" + field + "\":\"B\",\"studentSectionAssociationReference\":{")
                + "\"studentUniqueId\":\"S1\",\"localCourseCode\":\"02052\",\"schoolId\":7,"
                + "\"schoolYear\":2020,\"sectionIdentifier\":\"s\",\"sessionName\":\"Fall\"}}]")
        .with(
            "courseTranscripts.json",
            "[{\"id\":\"t1\",\"studentAcademicRecordReference\":{\"studentUniqueId\":\"S1\","
                + "\"schoolYear\":2020},\"courseReference\":{\"courseCode\":\"02052\"},"
                + "\"finalLetterGradeEarned\":\"B\"}]")
        .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("grades", "factId")).containsExactly(carried);
  }

  @Test
  void aDeliveryWithoutSchoolsComesToFactsInTwoSteps() throws IOException {
    Files.delete(directory.resolve("in/schools.ndjson"));
    Path template = directory.resolve("template.yaml");
    data.run("--map-template", template.toString());
    assertThat(template).content().contains("\ndistrict: \"?\"  # such as D7; 1 records need it");
    Files.writeString(
        template, Files.readString(template).replace("district: \"?\"", "district: D9"));
    data.run("--map", template.toString());
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("enrollments", "districtId")).containsExactly("D9");
  }

  @Test
  void theSampleOfTheDataStandardComesToFactsInTwoSteps() throws IOException {
    Path sample = Path.of("../../shared/data/edfi");
    assumeThat(sample).exists();
    Path template = directory.resolve("template.yaml");
    data.runOn(List.of(sample), "--map-template", template.toString());
    data.runOn(List.of(sample), "--map", template.toString());
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.rows("students")).hasSize(960);
    assertThat(data.text).contains("532 Section");
  }

  @Test
  void aRecordThatOthersReferToAndThatIsBadIsNoSuccess() throws IOException {
    data.with("schools.ndjson", SCHOOL + "{\"schoolId\":8,\n").run();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text)
        .contains("schools.ndjson:2: record: is not well-formed JSON")
        .contains("1 records to which others refer are not understood");
    assertThat(stays()).hasSize(1);
  }
}
