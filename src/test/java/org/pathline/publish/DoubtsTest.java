package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent although it may be wrong, and how it is told. */
class DoubtsTest {
  private static final String AT = ",2016-01-01T00:00:00Z,d";
  private static final String STUDENTS = "studentId,recordedAt,source\n";
  private static final String STAYS =
      "studentId,recordedAt,source,districtId,schoolId,gradeLevel,entryDate,exitDate,retracted\n";
  private static final String SEATS =
      "studentId,recordedAt,source,sectionId,districtId,schoolId,schoolYear,gradeLevel,courseCode\n";

  @TempDir private Path directory;

  private int exitCode;
  private String out = "";

  private void write(String noun, String text) throws IOException {
    Files.writeString(directory.resolve(noun + ".csv"), text);
  }

  private void publish(String... options) {
    Checked checked = Checked.of(directory, options);
    exitCode = checked.exitCode();
    out = checked.out();
  }

  @ParameterizedTest
  @CsvSource({
    "104417, 00104417",
    "a1b2, A1B2_",
    "s-01, S-01",
    "77, 77*",
    "0, 000",
    "Åse1, åse1.",
    "10-A#, 0010-a",
  })
  void idsThatDifferOnlyInZerosCaseOrAMarkAreNamedBoth(String one, String two) throws IOException {
    write("students", STUDENTS + one + AT + "\n" + two + AT + "\n" + one + AT + "\n");
    publish();
    assertThat(exitCode).isZero();
    assertThat(out)
        .contains("doubted: SIMILAR_IDS 1, first " + directory.resolve("students.csv") + ":3")
        .contains("'" + one + "'")
        .contains("'" + two + "'");
    publish("--strict");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void idsOfEveryKindAreComparedAndNeverThoseOfDifferentKinds() throws IOException {
    write(
        "sections",
        SEATS
            + "s1"
            + AT
            + ",alg-1,D1,M01,2015,08,02052\n"
            + "s2"
            + AT
            + ",ALG-1,d1,M01,2015,08,02052\n"
            + "S1X"
            + AT
            + ",s1x,D1,m01,2015,08,02052\n");
    write(
        "degrees",
        "studentId,recordedAt,source,institutionId,conferredOn,degreeLevel\n"
            + "s1"
            + AT
            + ",001234,2019-05-20,BACHELOR\ns2"
            + AT
            + ",1234,2019-05-20,BACHELOR\n");
    publish();
    assertThat(out).contains("SIMILAR_IDS 4,").contains("districtId: 'd1' and 'D1'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "students; source; sis; SIS; sex; MALE",
        "grades; term; q1; Q1; sectionId,schoolYear,gradeLevel,courseCode,mark; a,2015,08,02052,B",
        "assessments; assessmentId; STAAR; staar;"
            + " subject,testDate,gradeLevel,percentile; MATHEMATICS,2014-04-12,07,70",
        "outside-courses; provider; Academy; academy.;"
            + " courseCode,completionDate,passed; 02052,2014-08-05,yes",
        "graduations; credential; diploma; Diploma; schoolId,graduationDate; H1,2015-06-05",
        "policies; policyId; p-1; P-1_; districtId,subject,gradeFrom,gradeTo,regime,effectiveFrom,"
            + "reference; D1,MATHEMATICS,06,08,TRACKED,2010,minutes",
      })
  void idsOfOtherThingsAreComparedToo(
      String noun, String column, String one, String two, String columns, String cells)
      throws IOException {
    String id = noun.equals("policies") ? "factId" : "studentId";
    String source = column.equals("source") ? "factId" : "source";
    write(
        noun,
        String.join(",", id, "recordedAt", source, column, columns)
            + ("\ns1,2016-01-01T00:00:00Z,d," + one + "," + cells)
            + ("\ns1,2016-01-01T00:00:00Z,d," + two + "," + cells + "\n"));
    publish();
    assertThat(exitCode).as(out).isZero();
    assertThat(out).contains("SIMILAR_IDS 1,").contains(column + ": '" + two + "' and '" + one);
  }

  @Test
  void idsThatALinkJoinsAreNoDoubt() throws IOException {
    write("students", STUDENTS + "77" + AT + "\n077" + AT + "\n");
    write("identities", "aliasId,recordedAt,source,canonicalId\n77" + AT + ",077\n");
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }

  @Test
  void differentIdsAreNoDoubt() throws IOException {
    write(
        "students",
        STUDENTS + "100" + AT + "\n10" + AT + "\n1" + AT + "\na-1" + AT + "\na1" + AT + "\n");
    publish();
    assertThat(out).doesNotContain("doubted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "searches; searchedThrough,recordFound; 2019-10-31,false",
        "degrees; institutionId,conferredOn,degreeLevel; U1,2019-05-20,BACHELOR",
        "postsecondary; institutionId,termBegin; U1,2017-08-20",
        "employment; employerId,quarter; E1,2020Q1",
      })
  void laterRecordsOfAStudentOfWhomNothingElseIsKnownAreDoubted(
      String noun, String columns, String cells) throws IOException {
    write("students", STUDENTS + "s1" + AT + "\n");
    write(
        noun,
        "studentId,recordedAt,source,"
            + columns
            + "\ns1"
            + AT
            + ","
            + cells
            + "\nlost"
            + AT
            + ","
            + cells
            + "\nlinked"
            + AT
            + ","
            + cells
            + "\n");
    write("identities", "aliasId,recordedAt,source,canonicalId\nlinked" + AT + ",s1\n");
    publish();
    assertThat(out)
        .contains("doubted: UNJOINED_ID 1, first " + directory.resolve(noun + ".csv") + ":3");
  }

  @Test
  void withNothingToJoinThereIsNoDoubt() throws IOException {
    write(
        "searches",
        "studentId,recordedAt,source,searchedThrough,recordFound\ns1" + AT + ",2019-10-31,false\n");
    publish();
    assertThat(out).doesNotContain("doubted");
  }

  @Test
  void aPolicyOfASchoolInWhichNobodyIsEnrolledIsDoubted() throws IOException {
    write("enrollments", STAYS + "s1" + AT + ",D1,D1-M01,08,2014-08-20,,\n");
    write(
        "policies",
        "policyId,recordedAt,source,districtId,schoolId,subject,gradeFrom,gradeTo,regime,"
            + "effectiveFrom,reference\n"
            + "p1"
            + AT
            + ",D1,M01,MATHEMATICS,06,08,TRACKED,2010,minutes of the board\n"
            + "p2"
            + AT
            + ",D1,D1-M01,MATHEMATICS,06,08,TRACKED,2010,minutes of the board\n"
            + "p3"
            + AT
            + ",D9,D9-M01,MATHEMATICS,06,08,TRACKED,2010,minutes of the board\n");
    publish();
    assertThat(out).contains("UNJOINED_ID 1,").contains("schoolId: nobody is enrolled in 'M01'");
  }

  @Test
  void aStayOfNoLengthIsDoubted() throws IOException {
    write(
        "enrollments",
        STAYS
            + "s1"
            + AT
            + ",D1,M1,08,2014-08-20,2014-08-20,\n"
            + "s2"
            + AT
            + ",D1,M1,08,2014-08-20,2014-08-21,\n"
            + "s3"
            + AT
            + ",D1,M1,08,2014-08-20,,\n"
            + "s4"
            + AT
            + ",D1,M1,08,2015-01-09,2015-01-09,\n");
    publish();
    assertThat(out)
        .contains("doubted: STAY_OF_NO_LENGTH 2, first " + directory.resolve("enrollments.csv:2"));
  }

  @ParameterizedTest
  @CsvSource({
    "08, 2014-08-20, 05, 2015-01-09",
    "08, 2014-08-20, 05, 2015-08-20",
    "KG, 2014-08-20, 03, 2015-08-20",
    "09, 2014-08-20, 07, 2014-09-20",
    "12, 2013-08-20, 01, 2014-08-20",
    "08, 2014-08-20, 05, 2016-08-20",
    "05, 2016-08-20, 08, 2014-08-20",
    "KG, 2013-08-20, 05, 2015-08-20",
  })
  void gradesThatNoStudentHasBesideEachOtherAreDoubtedInAnyOrder(
      String grade, String entry, String other, String otherEntry) throws IOException {
    String one = "s1" + AT + ",D1,M1," + grade + "," + entry + ",,\n";
    String two = "s1" + AT + ",D1,M2," + other + "," + otherEntry + ",,\n";
    for (String rows : new String[] {one + two, two + one}) {
      write("enrollments", STAYS + rows + "s2" + AT + ",D1,M1,01,2014-08-20,,\n");
      publish();
      assertThat(out)
          .contains(
              "doubted: GRADES_CONTRADICTED 1, first " + directory.resolve("enrollments.csv:3"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08, 2014-08-20, 09, 2015-01-09",
    "08, 2014-08-20, 08, 2015-08-20",
    "08, 2014-08-20, 07, 2015-08-20",
    "08, 2014-08-20, 10, 2015-08-20",
    "UG, 2014-08-20, 10, 2015-08-20",
    "03, 2010-08-20, 10, 2015-08-20",
    "08, 2013-08-20, 07, 2016-08-20",
    "06, 2013-08-20, 10, 2015-08-20",
    "12, 2005-08-20, 05, 2015-08-20",
  })
  void repeatingSkippingAndGapsAreNoDoubt(
      String grade, String entry, String other, String otherEntry) throws IOException {
    write(
        "enrollments",
        STAYS
            + "s1"
            + AT
            + ",D1,M1,"
            + grade
            + ","
            + entry
            + ",,\ns1"
            + AT
            + ",D1,M2,"
            + other
            + ","
            + otherEntry
            + ",,\n");
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }

  @Test
  void yearsApartAreComparedOnlyWhereNothingIsKnownOfThoseBetween() throws IOException {
    String[] stays = {
      "s1" + AT + ",D1,M1,08,2014-08-20,,\n",
      "s1" + AT + ",D1,M3,06,2016-08-20,,\n",
      "s1" + AT + ",D1,M2,07,2015-08-20,,\n",
    };
    write("enrollments", STAYS + String.join("", stays));
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
    String withdrawn = "s1,2016-01-02T00:00:00Z,d,,M2,,2015-08-20,,true\n";
    write("enrollments", STAYS + String.join("", stays) + withdrawn);
    publish();
    assertThat(out).contains("GRADES_CONTRADICTED 1,");
  }

  @Test
  void aGradeThatTheDeliveryItselfCorrectsOrWithdrawsIsNoDoubt() throws IOException {
    write(
        "enrollments",
        STAYS
            + "s1"
            + AT
            + ",D1,M1,05,2014-08-20,,\n"
            + "s1"
            + AT
            + ",D1,M2,08,2015-01-09,,\n"
            + "s1,2016-01-02T00:00:00Z,d,D1,M1,08,2014-08-20,,\n"
            + "s2"
            + AT
            + ",D1,M1,08,2014-08-20,,\n"
            + "s2"
            + AT
            + ",D1,M2,02,2014-09-20,,\n"
            + "s2,2016-01-02T00:00:00Z,d,,M2,,2014-09-20,,true\n");
    publish();
    assertThat(out).doesNotContain("doubted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99052", "00001", "25001", "75123", "50001", "4XA12"})
  void courseCodesOfNoKnownAreaAreDoubted(String code) throws IOException {
    write("sections", SEATS + "s1" + AT + ",x,D1,M1,2015,08," + code + "\n");
    publish("--format=json");
    if (code.equals("4XA12")) {
      assertThat(exitCode).as("it is no code at all").isEqualTo(1);
      return;
    }
    JsonNode doubt = new ObjectMapper().readTree(out).get("doubts").get(0);
    assertThat(doubt.get("kind").asText()).isEqualTo("UNKNOWN_COURSE_AREA");
    assertThat(doubt.get("count").intValue()).isOne();
    assertThat(doubt.get("line").intValue()).isEqualTo(2);
    assertThat(doubt.get("detail").asText()).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02052", "52052", "01001", "24001", "74001", "54A12"})
  void courseCodesOfSecondaryAndEarlierAreasAreNoDoubt(String code) throws IOException {
    write("sections", SEATS + "s1" + AT + ",x,D1,M1,2015,08," + code + "\n");
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }

  private static final String MARKS =
      "studentId,recordedAt,source,sectionId,term,schoolYear,gradeLevel,courseCode,mark,gradePoints,creditsAttempted,creditsEarned\n";

  @ParameterizedTest
  @ValueSource(strings = {"4,,,", "3.5,,,", "1,,,", "5,,1,", "2.75,,,", "0.5,,,", "4.0,,,"})
  void marksThatAreMostlyOfAnotherScaleAreDoubted(String mark) throws IOException {
    write("grades", MARKS + "s1" + AT + ",x,Y1,2015,08,02052," + mark + "\n");
    publish("--format=json");
    assertThat(exitCode).isZero();
    JsonNode doubt = new ObjectMapper().readTree(out).get("doubts").get(0);
    assertThat(doubt.get("kind").asText()).isEqualTo("UNLIKELY_MARK");
    assertThat(doubt.get("detail").asText()).contains("scale");
    publish("--strict");
    assertThat(exitCode).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,,,", "0.0,,,", "4,0,,", "3,,1,0", "6,,,", "45,,,", "5.5,,,", "F,,,", "50,,,", "100,,,"
      })
  void marksThatFailAsTheySayAreNoDoubt(String mark) throws IOException {
    write("grades", MARKS + "s1" + AT + ",x,Y1,2015,08,02052," + mark + "\n");
    publish("--strict");
    assertThat(out).doesNotContain("doubted");
    assertThat(exitCode).isZero();
  }
}
