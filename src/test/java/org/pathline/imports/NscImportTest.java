package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detail files of StudentTracker as they come. */
class NscImportTest {
  private static final String WITH_CIPS =
      "Your Unique Identifier,First Name,Middle Initial,Last Name,Name Suffix,Requester Return"
          + " Field,Record Found Y/N,Search Date,College Code/Branch,College Name,College"
          + " State,2-year / 4-year,Public / Private,Enrollment Begin,Enrollment End,Enrollment"
          + " Status,Class Level,Enrollment Major 1,Enrollment CIP 1,Enrollment Major 2,Enrollment"
          + " CIP 2,Graduated?,Graduation Date,Degree Title,Degree Major 1,Degree CIP 1,Degree"
          + " Major 2,Degree CIP 2,College Sequence\n"
          + "A1_,Ada,,Secret,,A1_,Y,20191112,099901-00,ONE,ZZ,4-year,,20150824,20151218,F,B,COMPUTER"
          + " SCIENCE,110701,MATH,270101,N,,,,,,,1\n"
          + "A1_,Ada,,Secret,,A1_,Y,20191112,099901-00,ONE,ZZ,4-year,,,,,,,,,,Y,20190518,BACHELOR"
          + " OF ARTS,HISTORY,540101,,,1\n"
          + "C3_,Cy,,Secret,,C3_,N,20191112,,,,,,,,,,,,,,,,,,,,,\n";
  private static final String WITHOUT_CIPS =
      "YOUR_UNIQUE_IDENTIFIER,FIRST_NAME,MIDDLE_NAME,LAST_NAME,NAME_SUFFIX,REQUESTER_RETURN_FIELD,"
          + "RECORD_FOUND_Y/N,HIGH_SCHOOL_CODE,HIGH_SCHOOL_GRAD_DATE,COLLEGE_CODE/BRANCH,COLLEGE_NAME,"
          + "COLLEGE_STATE,2-YEAR/4-YEAR,PUBLIC/PRIVATE,ENROLLMENT_BEGIN,ENROLLMENT_END,"
          + "ENROLLMENT_STATUS,GRADUATED,GRADUATION_DATE,DEGREE_TITLE,MAJOR,COLLEGE_SEQUENCE,PROGRAM_CODE\n"
          + "A1_,,,,,,Y,999901,20150612,099901-00,ONE,ZZ,4-YEAR,PUBLIC,20150824,20151218,F,N,,,COMPUTER"
          + " SCIENCE,1,\n"
          + "A1_,,,,,,Y,999901,20150612,099901-00,ONE,ZZ,4-YEAR,PUBLIC,,,,Y,20190518,BACHELOR OF"
          + " ARTS,HISTORY,1,\n"
          + "C3_,,,,,,N,999901,20150612,,,,,,,,,,,,,,\n";

  @TempDir private Path directory;
  private Delivered detail;

  @BeforeEach
  void detail() {
    detail = new Delivered(directory, "nsc");
  }

  private List<String> searches() throws IOException {
    return detail.cells("searches", "studentId", "searchedThrough", "recordFound");
  }

  @Test
  void termsDegreesAndSearchesAreToldApart() throws IOException {
    detail.with("detail.csv", WITH_CIPS).run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(
            detail.cells(
                "postsecondary",
                "studentId",
                "institutionId",
                "termBegin",
                "termEnd",
                "status",
                "cipCodes",
                "level"))
        .containsExactly("A1 099901-00 2015-08-24 2015-12-18 F 110701|270101 BACHELOR");
    assertThat(detail.cells("degrees", "studentId", "conferredOn", "degreeLevel", "cipCodes"))
        .containsExactly("A1 2019-05-18 BACHELOR 540101");
    assertThat(searches()).containsExactly("A1 2019-11-12 true", "C3 2019-11-12 false");
  }

  @Test
  void theLayoutWithoutCipsTakesMajorsFromTheMappingFile() throws IOException {
    detail.with("detail.csv", WITHOUT_CIPS).run("--searched-through", "2019-11-12");
    assertThat(detail.cells("postsecondary", "cipCodes", "level")).containsExactly("- UNKNOWN");
    assertThat(detail.text).contains("says nothing of 2 majors: COMPUTER SCIENCE, HISTORY");
    Path map = detail.map("majors: {computer science: 11.0701, HISTORY: }\n");
    detail.run("--searched-through", "2019-11-12", "--map", map.toString());
    assertThat(detail.cells("postsecondary", "cipCodes")).containsExactly("11.0701");
    assertThat(detail.text).doesNotContain("says nothing");
    assertThat(searches()).containsExactly("A1 2019-11-12 true", "C3 2019-11-12 false");
  }

  @Test
  void withoutADayOfTheSearchNobodysAbsenceCounts() throws IOException {
    detail.with("detail.csv", WITHOUT_CIPS).run();
    assertThat(detail.rows("searches")).isEmpty();
    assertThat(detail.rows("postsecondary")).hasSize(1);
    assertThat(detail.text).contains("--searched-through DATE");
  }

  @ParameterizedTest
  @CsvSource({
    "detail_20241112.csv,2024-11-12",
    "DETLRPT_SE_11122024103042.csv,2024-11-12",
    "district-2024-11-12.csv,2024-11-12"
  })
  void theNameOfTheFileMaySayTheDay(String name, String day) throws IOException {
    detail.with(name, WITHOUT_CIPS).run();
    assertThat(searches()).containsExactly("A1 " + day + " true", "C3 " + day + " false");
  }

  @Test
  void aSearchDateBeforeTheRecordsIsTheDayFromWhichWasSearched() throws IOException {
    detail.with("detail.csv", WITH_CIPS.replace("20191112", "20150601")).run();
    assertThat(searches()).containsExactly("A1 2015-06-01 true", "C3 2015-06-01 false");
    assertThat(detail.text).contains("2 college records are later than the Search Date");
    detail.run("--searched-through", "2024-11-12");
    assertThat(searches()).containsExactly("A1 2024-11-12 true", "C3 2024-11-12 false");
    assertThat(detail.text).doesNotContain("later than the Search Date");
  }

  @Test
  void aBlankIsNotANo() throws IOException {
    detail
        .with(
            "detail.csv",
            WITH_CIPS
                .replace("C3_,N,", "C3_,,")
                .replace(
                    "A1_,Y,20191112,099901-00,ONE,ZZ,4-year,,2015",
                    "A1_,,20191112,099901-00,ONE,ZZ,4-year,,2015"))
        .run();
    assertThat(searches()).containsExactly("A1 2019-11-12 true");
    assertThat(detail.rows("postsecondary")).hasSize(1);
    assertThat(detail.text)
        .contains("2: it does not say whether a record was found, which is no \"no\"");
  }

  @Test
  void rowsThatContradictThemselvesAreRefused() throws IOException {
    detail.with("detail.csv", WITH_CIPS.replace("A1_,Y,", "A1_,N,")).run();
    assertThat(detail.exitCode).isEqualTo(1);
    assertThat(detail.text).contains("is N beside a term or a degree");
    detail.with("detail.csv", WITH_CIPS.replace("C3_,N,", "C3_,M,")).run();
    assertThat(detail.text).contains("'M' is neither Y nor N");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bom", "crlf", "blank end", "quoted", "upper", "tabs", "reordered", "plain"})
  void theFormOfTheFileDoesNotMatter(String variant) throws IOException {
    String text =
        switch (variant) {
          case "bom" -> "\uFEFF" + WITH_CIPS;
          case "crlf" -> WITH_CIPS.replace("\n", "\r\n");
          case "blank end" -> WITH_CIPS + "\n";
          case "quoted" ->
              WITH_CIPS
                  .lines()
                  .map(line -> "\"" + line.replace(",", "\",\"") + "\"")
                  .collect(java.util.stream.Collectors.joining("\r\n"));
          case "upper" ->
              WITH_CIPS
                      .substring(0, WITH_CIPS.indexOf('\n'))
                      .toUpperCase(java.util.Locale.ROOT)
                      .replace(' ', '_')
                  + WITH_CIPS.substring(WITH_CIPS.indexOf('\n'));
          case "tabs" -> WITH_CIPS.replace(',', '\t');
          // As loaders write names that may hold no marks.
          case "plain" ->
              WITH_CIPS
                  .replaceFirst("Record Found Y/N", "record_found_yn")
                  .replaceFirst("College Code/Branch", "college_code_branch");
          default ->
              WITH_CIPS
                  .lines()
                  .map(
                      line ->
                          line.substring(line.indexOf(',') + 1)
                              + ","
                              + line.substring(0, line.indexOf(',')))
                  .collect(java.util.stream.Collectors.joining("\n"));
        };
    detail.with("detail.csv", text).run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(searches()).containsExactly("A1 2019-11-12 true", "C3 2019-11-12 false");
    assertThat(detail.rows("degrees")).hasSize(1);
    assertThat(detail.rows("postsecondary")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"10308", "010308", "1.0308", "999999", "99.9999", "0"})
  void fieldsThatLostTheirZerosOrAreNoneAreTaken(String code) throws IOException {
    detail.with("detail.csv", WITH_CIPS.replace("110701", code)).run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(detail.cells("postsecondary", "cipCodes")).containsExactly(code + "|270101");
  }

  @ParameterizedTest
  @CsvSource({
    "BACHELOR OF SCIENCE,BACHELOR",
    "B.S.,BACHELOR",
    "BS IN NURSING,BACHELOR",
    "BACCALAUREATE,BACHELOR",
    "Associate in Arts,ASSOCIATE",
    "A.A.S.,ASSOCIATE",
    "AS,ASSOCIATE",
    "MASTER OF ARTS,MASTER",
    "MBA,MASTER",
    "M.S.W.,MASTER",
    "DOCTOR OF PHARMACY,DOCTOR",
    "JD,DOCTOR",
    "Ph.D.,DOCTOR",
    "POST BACCALAUREATE CERTIFICATE,CERTIFICATE",
    "CERT OF ACHIEVEMENT,CERTIFICATE",
    "SOMETHING ELSE,UNKNOWN"
  })
  void titlesSayTheLevel(String title, String level) throws IOException {
    detail.with("detail.csv", WITH_CIPS.replace("BACHELOR OF ARTS", title)).run();
    assertThat(detail.cells("degrees", "degreeLevel")).containsExactly(level);
    assertThat(detail.text.contains("degreeTitles")).isEqualTo(level.equals("UNKNOWN"));
  }

  @Test
  void aFieldThatIsCodedAnewKeepsTheIdOfItsDegree() throws IOException {
    detail.with("detail.csv", WITH_CIPS).run();
    List<String> first = detail.cells("degrees", "factId");
    detail.with("detail.csv", WITH_CIPS.replace("540101", "050103")).run();
    assertThat(detail.cells("degrees", "factId")).isEqualTo(first);
    assertThat(detail.cells("degrees", "cipCodes")).containsExactly("050103");
    detail.with("detail.csv", WITH_CIPS.replace("HISTORY", "MUSIC")).run();
    assertThat(detail.cells("degrees", "factId")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"A1B2_,lower,a1b2", "A1B2_,,A1B2", "A_1_,upper,A_1", "A__,,A_", "00012_,,00012"})
  void idsLoseTheMarkOfTheClearinghouse(String written, String idCase, String id)
      throws IOException {
    Path map = detail.map(idCase == null ? "" : "idCase: " + idCase + "\n");
    detail
        .with("detail.csv", WITH_CIPS.replace("C3_,Cy", written + ",Cy"))
        .run("--map", map.toString());
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(detail.cells("searches", "studentId")).contains(id);
  }

  @Test
  void otherFilesAreNamedAndNamesStayInTheReader() throws IOException {
    detail
        .with("detail.csv", WITH_CIPS.replace("20150824", "2015-08-99"))
        .with("aggregate.csv", "Measure,Count\nx,1\n")
        .with("control.pdf", "x")
        .run();
    assertThat(detail.exitCode).isEqualTo(1);
    assertThat(detail.text)
        .contains("aggregate.csv: not used: no detail file")
        .contains("control.pdf: not used")
        .contains("'2015-08-99' is not a date such as 20150831")
        .doesNotContain("Secret");
    assertThat(detail.rejected()).content().doesNotContain("Secret", "Ada");
  }

  @Test
  void aWithheldRecordIsCounted() throws IOException {
    detail.with("detail.csv", WITH_CIPS + "D4_,,,,,D4_,Y,20191112,,,,,,,,,,,,,,,,,,,,,\n").run();
    assertThat(detail.text)
        .contains("1: a record was found, but neither a term nor a degree is told");
    assertThat(searches()).contains("D4 2019-11-12 true");
  }

  @ParameterizedTest
  @CsvSource({"detail-new-form.csv,0", "detail-old-form.csv,2"})
  void theFilesOfPublicReadersImportWithEveryRowAccountedFor(String name, int searches)
      throws IOException {
    Path file = Path.of("../../shared/data/nsc", name);
    assumeThat(file).exists();
    detail.runOn(List.of(file));
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(detail.cells("postsecondary", "studentId", "termBegin"))
        .containsExactly("A1B2 2015-08-24");
    assertThat(detail.cells("degrees", "studentId", "degreeLevel", "cipCodes"))
        .containsExactly("A1B2 BACHELOR -");
    assertThat(detail.rows("searches")).hasSize(searches);
    detail.runOn(List.of(file), "--searched-through", "2020-11-12");
    assertThat(searches()).containsExactly("A1B2 2020-11-12 true", "C3D4 2020-11-12 false");
  }
}
