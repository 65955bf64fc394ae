package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.Main;

/** OneRoster bundles as they come. */
class OneRosterImportTest {
  private static final String ORGS =
      "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
          + "D7,,,District,district,0007,\nS1,,,School,school,0101,D7\nS2,,,Other,school,0102,D7\n"
          + "DEP,,,Mathematics,department,,S1\n";
  private static final String SESSIONS =
      "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
          + "Y,,,2022-2023,schoolYear,2022-08-15,2023-06-10,,2023\n"
          + "F,,,Fall,semester,2022-08-15,2023-01-13,Y,2023\n"
          + "P,,,Spring,semester,2023-01-17,2023-06-10,Y,2023\n";
  private static final String COURSES =
      "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n"
          + "C1,,,Y,Algebra I,02052,,D7,,\n"
          + "C2,,,Y,Art,ART9,,D7,,\n"
          + "C3,,,Y,Geometry,GEO,,D7,,02072H\n";
  private static final String CLASSES =
      "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
          + "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
          + "K1,,,Algebra,08,C1,,scheduled,,S1,Y,,,\n"
          + "K2,,,Art,\"08,09\",C2,,scheduled,,S1,\"F,P\",,,\n"
          + "K3,,,Geometry,,C3,,scheduled,,S2,Y,,,\n"
          + "K4,,,None,08,,,scheduled,,S1,Y,,,\n"
          + "HR,,,Room,08,,,homeroom,,S1,Y,,,\n";
  private static final String USERS =
      "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,"
          + "familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
          + "u1,,,true,S1,student,x,,Ada,Secret,,P1,ada@x.org,,,g1,8,pw\n"
          + "u2,,,true,S1,student,x,,Bob,Secret,,P2,,,,,KG,\n"
          + "g1,,,true,S1,guardian,x,,Gil,Secret,,,,,,,,\n"
          + "t1,,,true,S1,teacher,x,,Tea,Secret,,,,,,,,\n";
  private static final String SEATS =
      "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
          + "beginDate,endDate\n"
          + "e1,,,K1,S1,u1,student,true,2022-08-15,2023-06-09\n"
          + "e2,,,K2,S1,u1,student,true,2022-08-22,2023-06-10\n"
          + "e3,,,K3,S2,u1,student,true,2022-09-01,\n"
          + "e4,,,K1,S1,t1,teacher,true,,\n"
          + "e5,,,K4,S1,u2,student,true,,\n"
          + "e6,,,gone,S1,u2,student,true,,\n";

  @TempDir private Path directory;
  private Delivered bundle;

  @BeforeEach
  void bundle() throws IOException {
    bundle =
        new Delivered(directory, "oneroster")
            .with("orgs.csv", ORGS)
            .with("academicSessions.csv", SESSIONS)
            .with("courses.csv", COURSES)
            .with("classes.csv", CLASSES)
            .with("users.csv", USERS)
            .with("enrollments.csv", SEATS);
  }

  private List<String> sections() throws IOException {
    return bundle.cells(
        "sections", "studentId", "factId", "schoolId", "courseCode", "courseLevel", "gradeLevel");
  }

  @Test
  void enrolmentsBecomeSectionsAndStays() throws IOException {
    bundle.run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(sections()).containsExactly("u1 e1 S1 02052 UNKNOWN 08", "u1 e3 S2 02072 H 08");
    assertThat(
            bundle.cells(
                "enrollments",
                "studentId",
                "districtId",
                "schoolId",
                "gradeLevel",
                "entryDate",
                "exitDate"))
        .containsExactlyInAnyOrder(
            "u1 D7 S1 08 2022-08-15 2023-06-10",
            "u1 D7 S2 08 2022-09-01 -",
            "u2 D7 S1 KG 2022-08-15 -");
    assertThat(bundle.text)
        .contains("1: its course code is neither SCED nor in the mapping file (first in line 3)")
        .contains("1: not of a student: role teacher")
        .contains("1: its class has no course in the bundle")
        .contains("1: its class is not in the bundle")
        .contains("the mapping file says nothing of 1 courses: ART9");
  }

  @Test
  void theMappingFileExplainsLocalCourses() throws IOException {
    Path map = bundle.map("courses:\n  art9: {code: 05154, level: G}\n");
    bundle.run("--map", map.toString());
    assertThat(sections()).contains("u1 e2 S1 05154 G 08");
    assertThat(bundle.text).doesNotContain("says nothing");
  }

  @Test
  void theTemplateHoldsWhatIsUnknownAndIsReadBack() throws IOException {
    Path template = directory.resolve("new.yaml");
    bundle.run("--map-template", template.toString());
    assertThat(Files.readString(template))
        .contains("\"ART9\": {code: \"?\", level: \"?\"}  # Art, 1 records");
    bundle.run("--map", template.toString());
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.text).contains("says nothing of 1 courses: ART9");
    Files.writeString(template, Files.readString(template).replace("\"?\", level: \"?\"", "05154"));
    bundle.run("--map", template.toString());
    assertThat(sections()).contains("u1 e2 S1 05154 UNKNOWN 08");
  }

  @Test
  void aZipWithAFolderReadsLikeADirectory() throws IOException {
    bundle.run();
    List<String> plain = sections();
    bundle.runOn(List.of(bundle.zipped("export/2023/")));
    assertThat(sections()).isEqualTo(plain).isNotEmpty();
    assertThat(bundle.text).contains("enrollments.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bom", "upper", "semicolons", "crlf", "reordered", "extra", "quoted"})
  void theFormOfTheTablesDoesNotMatter(String variant) throws IOException {
    bundle.run();
    List<String> plain = sections();
    String seats =
        switch (variant) {
          case "bom" -> "\uFEFF" + SEATS;
          case "upper" ->
              SEATS.substring(0, SEATS.indexOf('\n')).toUpperCase(java.util.Locale.ROOT)
                  + SEATS.substring(SEATS.indexOf('\n'));
          case "semicolons" -> SEATS.replace(',', ';');
          case "crlf" -> SEATS.replace("\n", "\r\n") + "\r\n";
          case "reordered" ->
              SEATS
                  .lines()
                  .map(
                      line ->
                          line.substring(line.indexOf(',') + 1)
                              + ","
                              + line.substring(0, line.indexOf(',')))
                  .map(line -> line.replace(",sourcedId", ",sourcedId"))
                  .collect(java.util.stream.Collectors.joining("\n"));
          case "extra" ->
              SEATS
                  .lines()
                  .map(line -> line.startsWith("sourcedId") ? line + ",metadata.x,," : line + ",1")
                  .collect(java.util.stream.Collectors.joining("\n"));
          default ->
              SEATS
                  .lines()
                  .map(line -> "\"" + line.replace(",", "\",\"") + "\"")
                  .collect(java.util.stream.Collectors.joining("\n"));
        };
    bundle.with("enrollments.csv", seats).run();
    assertThat(sections()).isEqualTo(plain).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENROLLMENTS.CSV", "Enrollments.Csv"})
  void namesOfFilesAreReadInAnyCase(String name) throws IOException {
    Files.delete(directory.resolve("in/enrollments.csv"));
    bundle.with(name, SEATS).run();
    assertThat(sections()).hasSize(2);
  }

  @Test
  void filesOfAnyOtherKindAreNamed() throws IOException {
    bundle
        .with("userProfiles.csv", "a\n")
        .with("classResources.csv", "a\n")
        .with("readme.pdf", "x")
        .run();
    assertThat(bundle.exitCode).isZero();
    assertThat(bundle.text)
        .contains("userProfiles.csv: not used: accounts and passwords are not read")
        .contains("classResources.csv: not used")
        .contains("readme.pdf: not used");
    bundle.with("enrolments2.csv", "a\n").run();
    assertThat(bundle.exitCode).isEqualTo(1);
  }

  @Test
  void filesThatAreEmptyHoldNothing() throws IOException {
    bundle
        .with("results.csv", "")
        .with("lineItems.csv", "sourcedId\n")
        .with("demographics.csv", "\uFEFF")
        .run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(sections()).hasSize(2);
  }

  @Test
  void namesNeverLeaveTheReaderNotEvenInRejectedRows() throws IOException {
    bundle.with("users.csv", USERS.replace("u1,,,true", "u1,,31/12/2022,true")).run();
    assertThat(bundle.exitCode).isEqualTo(1);
    assertThat(bundle.rejected())
        .content()
        .contains("users.csv", "31/12/2022")
        .doesNotContain("Ada", "Secret", "pw", "ada@");
    assertThat(bundle.text).doesNotContain("Secret", "Ada");
    assertThat(bundle.rows("students").toString()).doesNotContain("Secret", "g1", "t1");
  }

  @Test
  void roleOfUsersComeFromRolesInVersionTwo() throws IOException {
    bundle
        .with(
            "users.csv",
            "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades,userMasterIdentifier\n"
                + "u1,,,true,x,Ada,Secret,8,M1\n"
                + "t1,,,true,x,Tea,Secret,,\n"
                + "x1,,,true,x,No,Role,,\n")
        .with(
            "roles.csv",
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,,\n"
                + "r1,,,u1,primary,student,,,S1\n"
                + "r2,,,t1,primary,teacher,,,S1\n")
        .run();
    assertThat(bundle.cells("students", "studentId")).containsExactly("u1");
    assertThat(bundle.text)
        .contains("1: not a student")
        .contains("1: the bundle says no role of it");
    assertThat(sections()).hasSize(2);
  }

  @Test
  void demographicsAreReadInAllTheirSpellings() throws IOException {
    String header =
        "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity\n";
    StringBuilder users = new StringBuilder("sourcedId,role,grades\n");
    StringBuilder rows = new StringBuilder(header);
    String[] given = {
      "a,,,,male,true,false,false,false,false,false,false",
      "b,,,,Female,0,1,0,0,0,0,0",
      "c,,,,F,,,TRUE,,,,",
      "d,,,,,,,,yes,,,",
      "e,,,,unspecified,false,false,false,false,True,false,false",
      "f,,,,other,false,true,false,false,true,false,false",
      "g,,,,m,false,true,false,false,true,false,1",
      "h,,,,x,false,false,false,false,false,true,false",
      "i,,,,,false,false,false,false,false,false,false",
      "j,,,,,maybe,,,,,,"
    };
    for (String row : given) {
      rows.append(row).append('\n');
      users.append(row.charAt(0)).append(",student,\n");
    }
    bundle.with("users.csv", users.toString()).with("demographics.csv", rows.toString()).run();
    assertThat(bundle.cells("students", "studentId", "raceEthnicity", "sex"))
        .containsExactly(
            "a AMERICAN_INDIAN MALE",
            "b ASIAN FEMALE",
            "c BLACK FEMALE",
            "d PACIFIC_ISLANDER UNKNOWN",
            "e WHITE UNKNOWN",
            "f TWO_OR_MORE NONBINARY",
            "g HISPANIC MALE",
            "h TWO_OR_MORE NONBINARY",
            "i UNKNOWN UNKNOWN");
    assertThat(bundle.text).contains("demographics.csv:11: americanIndianOrAlaskaNative: 'maybe'");
  }

  @ParameterizedTest
  @CsvSource({
    "KG,KG",
    "K,KG",
    "01,01",
    "1,01",
    "9,09",
    "10,10",
    "PK,PK",
    "UG,UG",
    "13,UG",
    "9th,09",
    "Grade 7,07",
    "G08,08"
  })
  void gradesOfUsersAreUnderstood(String written, String level) throws IOException {
    bundle.with("users.csv", USERS.replace("g1,8,pw", "g1," + written + ",pw")).run();
    assertThat(bundle.cells("sections", "factId", "gradeLevel")).contains("e1 " + level);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PS", "IT", "Other"})
  void gradesThatNoSchoolCountsWaitForTheMappingFile(String written) throws IOException {
    bundle.with("users.csv", USERS.replace("g1,8,pw", "g1," + written + ",pw")).run();
    // The class of grade 8 still says it.
    assertThat(bundle.cells("sections", "factId", "gradeLevel")).containsExactly("e1 08");
    assertThat(bundle.text).contains("says nothing of 1 gradeLevels: " + written);
    assertThat(bundle.text).contains("the grade of its student in that school year is not known");
  }

  @Test
  void deletedRecordsWithdrawWhatTheyWere() throws IOException {
    bundle
        .with(
            "enrollments.csv",
            SEATS
                .replace("e1,,,", "e1,tobedeleted,2023-02-01T00:00:00Z,")
                .replace("e3,,", "e3,ToBeDeleted,"))
        .run();
    assertThat(bundle.cells("sections", "factId", "retracted", "studentId"))
        .containsExactly("e1 true u1", "e3 true u1");
    assertThat(bundle.cells("enrollments", "factId", "retracted", "entryDate"))
        .contains("stay|S1|2023 false 2022-08-22", "stay|S2|2023 true 1970-01-01");
    bundle
        .with("classes.csv", CLASSES.replace("K1,,", "K1,tobedeleted,"))
        .with("enrollments.csv", SEATS)
        .run();
    assertThat(bundle.cells("sections", "factId", "retracted")).contains("e1 true");
  }

  @Test
  void aDeltaAloneNeverMakesAStayShorter() throws IOException {
    bundle
        .with("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.enrollments,delta\n")
        .with(
            "enrollments.csv",
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
                + "e9,active,2023-01-20T10:00:00.000Z,K1,S1,u1,student,true,2023-01-20,\n")
        .run();
    assertThat(bundle.rows("enrollments")).isEmpty();
    assertThat(bundle.cells("sections", "factId", "entryDate")).containsExactly("e9 2023-01-20");
    assertThat(bundle.text).contains("give the last bulk bundle along with it");
  }

  @Test
  void aDeltaBesideItsBulkGoesBeforeIt() throws IOException {
    bundle.with("manifest.csv", "propertyName,value\nfile.enrollments,bulk\n");
    Path bulk = bundle.zipped("");
    Files.walk(directory.resolve("in"))
        .filter(Files::isRegularFile)
        .forEach(file -> file.toFile().delete());
    bundle
        .with("manifest.csv", "propertyName,value\nfile.enrollments,delta\n")
        .with(
            "enrollments.csv",
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
                + "e1,active,2023-01-20T10:00:00.000Z,K1,S1,u1,student,true,2022-08-01,2023-06-09\n")
        .runOn(List.of(bulk, directory.resolve("in")));
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.cells("sections", "factId", "entryDate"))
        .containsExactlyInAnyOrder("e3 2022-09-01", "e1 2022-08-01");
    assertThat(bundle.cells("enrollments", "factId", "entryDate"))
        .contains("stay|S1|2023 2022-08-01");
  }

  @Test
  void homeroomsAreStaysWhereTheMappingFileSaysSo() throws IOException {
    Path map =
        bundle.map(
            "stays: homeroom\n"
                + "fields:\n"
                + "  enrollments.exitType: {column: metadata.exit, values: {W1:"
                + " TRANSFERRED_OUT}}\n");
    bundle
        .with(
            "enrollments.csv",
            SEATS
                    .lines()
                    .map(
                        line -> line.startsWith("sourcedId") ? line + ",metadata.exit" : line + ",")
                    .collect(java.util.stream.Collectors.joining("\n"))
                + "\nh1,,,HR,S1,u1,student,true,2022-08-16T00:00:00.000Z,2022-11-30,W1\n")
        .run("--map", map.toString());
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(
            bundle.cells(
                "enrollments", "factId", "gradeLevel", "entryDate", "exitDate", "exitType"))
        .containsExactly("h1 08 2022-08-16 2022-11-30 TRANSFERRED_OUT");
  }

  @Test
  void finalMarksAreThoseOfTheMappingFile() throws IOException {
    bundle
        .with(
            "categories.csv",
            "sourcedId,status,dateLastModified,title\nfin,,,Final Grade\nhw,,,Homework\n")
        .with(
            "lineItems.csv",
            "sourcedId,status,dateLastModified,title,classSourcedId,categorySourcedId,gradingPeriodSourcedId,academicSessionSourcedId,resultValueMin,resultValueMax\n"
                + "l1,,,Final,K1,fin,F,,0,100\n"
                + "l2,,,Final,K1,fin,,P,0,4\n"
                + "l3,,,Essay,K1,hw,,P,0,20\n"
                + "l4,,,Final,K1,fin,,Y,,\n")
        .with(
            "results.csv",
            "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore\n"
                + "r1,,2023-01-14T08:00:00Z,l1,u1,fully graded,93.5,,,\n"
                + "r2,,,l2,u1,fully graded,3.4,,,\n"
                + "r3,,,l3,u1,fully graded,18,,,\n"
                + "r4,,,l9,u1,fully graded,18,,,\n"
                + "r5,,,l4,u1,exempt,,,,\n"
                + "r6,,,l4,u1,fully graded,,,,B+\n"
                + "r7,,,l4,t1,fully graded,,,,A\n"
                + "r8,tobedeleted,,l1,u1,,,,,\n");
    bundle.run();
    assertThat(bundle.rows("grades")).isEmpty();
    Path template = directory.resolve("new.yaml");
    bundle.run("--map-template", template.toString());
    assertThat(template).content().contains("    - \"Final Grade\"", "    #- \"Homework\"");
    bundle.run("--map", template.toString());
    assertThat(bundle.cells("grades", "factId", "sectionId", "term", "mark", "retracted"))
        .containsExactly(
            "r1 K1 S1 93.5 false", "r2 K1 S2 85 false", "r6 K1 Y1 B+ false", "r8 - - - true");
    assertThat(bundle.text)
        .contains("1: its line item is no final mark by the mapping file (finalMarks:)")
        .contains("1: its line item is not in the bundle")
        .contains("1: it is not fully graded: exempt")
        .contains("1: its user is no student by users and roles");
  }

  @Test
  void otherIdsArePublishedWhereTheMappingFileSaysSo() throws IOException {
    Path map =
        bundle.map(
            "ids: {student: identifier, school: identifier, district: identifier}\n"
                + "source: sis-7\n");
    bundle.run("--map", map.toString());
    assertThat(bundle.cells("sections", "studentId", "districtId", "schoolId", "source"))
        .containsExactly("P1 0007 0101 sis-7", "P1 0007 0102 sis-7");
  }

  @Test
  void timesWithoutOffsetNeedAZone() throws IOException {
    bundle.with(
        "enrollments.csv",
        SEATS.replace("e1,,,", "e1,,2023-01-05T08:00:00,").replace("e3,,,", "e3,,2023-01-05,"));
    bundle.run();
    assertThat(bundle.exitCode).isEqualTo(1);
    assertThat(bundle.text).contains("has no offset from UTC; say with --zone");
    bundle.run("--zone", "America/Chicago");
    assertThat(bundle.cells("sections", "factId", "recordedAt"))
        .contains("e1 2023-01-05T14:00:00Z", "e3 2023-01-05T18:00:00Z");
  }

  @Test
  void restResourcesReadLikeTables() throws IOException {
    bundle.run();
    List<String> plain = sections();
    for (String name :
        List.of("orgs", "academicSessions", "courses", "classes", "users", "enrollments")) {
      Files.delete(directory.resolve("in/" + name + ".csv"));
    }
    bundle
        .with(
            "orgs.json",
            "{\"orgs\":[{\"sourcedId\":\"D7\",\"type\":\"district\",\"children\":[{\"sourcedId\":\"S1\"}]},{\"sourcedId\":\"S1\",\"type\":\"school\",\"parent\":{\"href\":\"h\",\"sourcedId\":\"D7\",\"type\":\"org\"}},{\"sourcedId\":\"S2\",\"type\":\"school\",\"parent\":{\"sourcedId\":\"D7\"}}]}")
        .with(
            "academicSessions.json",
            "{\"academicSessions\":[{\"sourcedId\":\"Y\",\"title\":\"x\",\"type\":\"schoolYear\",\"startDate\":\"2022-08-15\",\"endDate\":\"2023-06-10\",\"schoolYear\":2023}]}")
        .with(
            "courses.ndjson",
            "{\"sourcedId\":\"C1\",\"courseCode\":\"02052\"}\n"
                + "{\"sourcedId\":\"C2\",\"courseCode\":\"ART9\"}\n\n"
                + "{\"sourcedId\":\"C3\",\"courseCode\":\"GEO\",\"subjectCodes\":[\"02072H\"]}")
        .with(
            "classes.json",
            "[{\"sourcedId\":\"K1\",\"grades\":[\"08\"],\"course\":{\"sourcedId\":\"C1\"},\"school\":{\"sourcedId\":\"S1\"},\"terms\":[{\"sourcedId\":\"Y\"}],\"classType\":\"scheduled\"},{\"sourcedId\":\"K2\",\"course\":{\"sourcedId\":\"C2\"},\"school\":{\"sourcedId\":\"S1\"},\"terms\":[{\"sourcedId\":\"Y\"}]},{\"sourcedId\":\"K3\",\"course\":{\"sourcedId\":\"C3\"},\"school\":{\"sourcedId\":\"S2\"},\"terms\":[{\"sourcedId\":\"Y\"}]}]")
        .with(
            "users.json",
            "{\"users\":[{\"sourcedId\":\"u1\",\"givenName\":\"Ada\",\"roles\":[{\"roleType\":\"primary\",\"role\":\"student\",\"org\":{\"sourcedId\":\"S1\"}}],\"grades\":[\"8\"]},{\"sourcedId\":\"t1\",\"role\":\"teacher\"}],\"count\":2}")
        .with(
            "enrollments.json",
            "{\"enrollments\":[{\"sourcedId\":\"e1\",\"status\":\"active\",\"dateLastModified\":\"2023-01-01T00:00:00.000Z\",\"class\":{\"sourcedId\":\"K1\"},\"school\":{\"sourcedId\":\"S1\"},\"user\":{\"sourcedId\":\"u1\"},\"role\":\"student\",\"primary\":true,\"beginDate\":\"2022-08-15\"},{\"sourcedId\":\"e3\",\"class\":{\"sourcedId\":\"K3\"},\"school\":{\"sourcedId\":\"S2\"},\"user\":{\"sourcedId\":\"u1\"},\"role\":\"student\"}]}")
        .run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(sections()).isEqualTo(plain);
    assertThat(bundle.cells("students", "studentId")).containsExactly("u1");
  }

  @Test
  void theSummaryIsJsonToo() throws IOException {
    bundle.with("userProfiles.csv", "a\n").runChecked("--format", "json");
    JsonNode answer = new ObjectMapper().readTree(bundle.text.substring(bundle.text.indexOf('{')));
    assertThat(answer.at("/files/2/topic").asText()).isEqualTo("sections");
    assertThat(answer.at("/files/2/records").asInt()).isEqualTo(6);
    assertThat(answer.at("/files/2/notCarried/0/count").asInt()).isEqualTo(1);
    assertThat(answer.at("/unused/0/file").asText()).endsWith("userProfiles.csv");
    assertThat(answer.at("/unexplained/courses/0").asText()).isEqualTo("ART9");
    assertThat(answer.at("/topics").size()).isEqualTo(3);
  }

  @Test
  void pseudonymsReplaceTheIdsOfStudentsAndRecords() throws IOException {
    Path key = directory.resolve("district.key");
    assertThat(Main.commandLine().execute("key", key.toString())).isZero();
    bundle.run("--pseudonymise", "--key-file", key.toString());
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(bundle.rows("sections")).hasSize(2);
    assertThat(bundle.rows("sections").toString()).doesNotContain("=u1,", "=e1,");
    assertThat(bundle.text).contains("ids are replaced by pseudonyms");
  }

  @Test
  void aSessionOfAnotherYearThanItsDatesIsTold() throws IOException {
    bundle
        .with(
            "academicSessions.csv",
            SESSIONS.replace(
                "schoolYear,2022-08-15,2023-06-10,,2023", "schoolYear,2022-08-15,2023-06-10,,2022"))
        .run();
    assertThat(bundle.text).contains("1 academic sessions name another school year");
    assertThat(bundle.cells("sections", "schoolYear")).containsOnly("2023");
  }

  @Test
  void importingAgainGivesTheSameFactsAndAReDatedRecordKeepsItsId() throws IOException {
    bundle.run("--recorded-at", "2023-06-30T12:00:00Z");
    var first = bundle.rows("sections");
    bundle.run("--recorded-at", "2023-06-30T12:00:00Z");
    assertThat(bundle.rows("sections")).isEqualTo(first);
    bundle.with("enrollments.csv", SEATS.replace("2022-09-01", "2022-10-03")).run();
    assertThat(bundle.cells("sections", "factId", "entryDate")).contains("e3 2022-10-03");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coarses: {}|is it 'courses'?",
        "courses: {A: {code: 2052}}|is not a SCED code",
        "fields: {students.lunch: x}|is no field of a fact",
        "stays: [a|is not well-formed YAML"
      })
  void aMistakeInTheMappingFileIsExplained(String yaml, String words) throws IOException {
    bundle.run("--map", bundle.map(yaml).toString());
    assertThat(bundle.exitCode).isEqualTo(2);
    assertThat(bundle.text).contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.2"})
  void theBundlesOfThePluginImportWithEveryRowAccountedFor(String version) throws IOException {
    Path zip = Path.of("../../shared/data/oneroster/oneroster-" + version + ".zip");
    assumeThat(zip).exists();
    bundle.runOn(List.of(zip));
    assertThat(bundle.cells("students", "studentId"))
        .isSubsetOf(Set.of("usr-222-66778899", "usr-222-1234561232", "usr-222-567891"));
    assertThat(bundle.text)
        .containsPattern("users.csv +6 +students +3 +3")
        .containsPattern("enrollments.csv +6 +sections +1 +5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"endDate", "END_DATE", "classSourcedId", "role"})
  void aColumnThatIsReadAndNamedTwiceIsRefused(String name) throws IOException {
    String twice = SEATS.replaceAll("(?m)(?<=.)$", ",x").replaceFirst(",x", "," + name);
    bundle.with("enrollments.csv", twice).run();
    assertThat(bundle.exitCode).isNotZero();
    assertThat(bundle.text).contains("enrollments.csv").contains("twice");
  }

  @Test
  void aColumnThatIsNotReadMayBeNamedTwice() throws IOException {
    bundle.run();
    List<String> before = sections();
    String twice = SEATS.replaceAll("(?m)(?<=.)$", ",x,y").replaceFirst(",x,y", ",note,note");
    bundle.with("enrollments.csv", twice).run();
    assertThat(bundle.exitCode).as(bundle.text).isZero();
    assertThat(sections()).isEqualTo(before).isNotEmpty();
  }
}
