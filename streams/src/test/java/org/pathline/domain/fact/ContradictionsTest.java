package org.pathline.domain.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.oracle.GoodFact;

/** Facts that contradict themselves, and codes that say that nothing is known. */
class ContradictionsTest {
  private static final long NOW = System.currentTimeMillis();

  private static Violation of(FactType type, Object... namesAndValues) {
    Map<String, Object> values = new TreeMap<>(GoodFact.values(type));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return FactRules.firstViolation(GoodFact.of(type, values), NOW);
  }

  private static Integer day(String text) {
    return text == null ? null : (int) LocalDate.parse(text).toEpochDay();
  }

  @ParameterizedTest
  @CsvSource({
    "2010, 2010-08-23, 2011-06-10, false",
    "2012, 2010-08-23, 2011-06-10, false",
    "2010, 2010-08-23, , false",
    "2012, 2010-08-23, , false",
    "2012, , 2011-06-10, false",
    "2010, , 2010-07-01, false",
    "2011, 2010-08-23, 2011-06-10, true",
    "2011, 2010-07-01, , true",
    "2011, , 2011-06-30, true",
    "2011, 2011-06-20, 2011-07-29, true",
    "2012, 2011-06-20, 2011-07-29, true",
    "2010, , , true",
  })
  void aSeatHasDaysInItsSchoolYear(int year, String entry, String exit, boolean good) {
    Violation violation =
        of(FactType.SECTIONS, "schoolYear", year, "entryDate", day(entry), "exitDate", day(exit));
    assertThat(violation == null).isEqualTo(good);
    if (!good) {
      assertThat(violation.reason()).isEqualTo(Reason.SCHOOL_YEAR_CONTRADICTED);
      assertThat(violation.field()).isEqualTo("schoolYear");
      assertThat(violation.detail()).contains(Integer.toString(year), "July " + (year - 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2010-08-23, 2012-06-08, false",
    "2007-08-20, 2011-06-10, false",
    "2010-05-03, 2011-06-10, false",
    "2010-08-23, 2011-10-01, false",
    "2010-08-23, 2011-06-10, true",
    "2010-08-23, 2011-07-01, true",
    "2010-08-23, 2011-08-14, true",
    "2010-08-23, , true",
    "2010-08-23, 2010-08-23, true",
  })
  void aStayEndsBeforeTheNextSchoolYearIsCounted(String entry, String exit, boolean good) {
    Violation violation = of(FactType.ENROLLMENTS, "entryDate", day(entry), "exitDate", day(exit));
    assertThat(violation == null).isEqualTo(good);
    if (!good) {
      assertThat(violation.reason()).isEqualTo(Reason.STAY_OVER_SCHOOL_YEARS);
      assertThat(violation.field()).isEqualTo("exitDate");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "88, 0, , gradePoints",
    "A, 0, , gradePoints",
    "P, 0, , gradePoints",
    "D-, 0, 1, gradePoints",
    "F, 2.0, , gradePoints",
    "55, 3.0, , gradePoints",
    "NP, 1.0, , gradePoints",
    "4, 4.0, 1, gradePoints",
    "3.5, , 1, creditsEarned",
    "2, , 0.5, creditsEarned",
    "88, 3.3, , ",
    "88, , 0, ",
    "F, 0, , ",
    "W, 0, 0, ",
    "F, , 0.5, ",
    "4, , 0, ",
    "A, 5.0, 1, ",
  })
  void pointsAndCreditsAgreeWithTheMark(String mark, Double points, Double earned, String field) {
    Violation violation =
        of(FactType.GRADES, "mark", mark, "gradePoints", points, "creditsEarned", earned);
    assertThat(violation == null).as("%s", violation).isEqualTo(field == null);
    if (field != null) {
      assertThat(violation.reason()).isEqualTo(Reason.MARK_CONTRADICTED);
      assertThat(violation.field()).isEqualTo(field);
      assertThat(violation.detail())
          .contains("'" + mark + "'", String.valueOf(points != null ? points : earned));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999",
        "99.9999",
        "00.0000",
        "000000",
        "0",
        "0.0",
        "9999",
        "99",
        "UNDECLARED",
        "undecided",
        "Undeclared ",
        "UNKNOWN",
        "NOT_DECLARED",
        "Undeclared/Undecided",
        "MAJOR UNDECLARED",
        "Non-Degree Seeking",
        "UNDESIGNATED",
        "Exploratory Studies"
      })
  void aCodeOfNoFieldLeavesTheTermAndTheDegreeStanding(String code) {
    assertThat(of(FactType.POSTSECONDARY, "cipCodes", List.of(code))).isNull();
    assertThat(of(FactType.DEGREES, "cipCodes", List.of(code, "11.0701"))).isNull();
    assertThat(CipCode.anyField(List.of(code))).isFalse();
    PostsecondaryDegree degree =
        (PostsecondaryDegree) GoodFact.with(FactType.DEGREES, "cipCodes", List.of(code));
    assertThat(degree.firstCip()).isEmpty();
    PostsecondaryDegree both =
        (PostsecondaryDegree) GoodFact.with(FactType.DEGREES, "cipCodes", List.of(code, "110701"));
    assertThat(both.firstCip()).isEqualTo("11.0701");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9",
        "99.0001",
        "00.0001",
        "62.0101",
        "CS",
        "NULL",
        "9999999",
        "",
        ".",
        "Undeclared 24.0102",
        "11.0701; 27.0101"
      })
  void otherCodesAreNone(String code) {
    boolean nine = code.equals("9");
    assertThat(of(FactType.POSTSECONDARY, "cipCodes", List.of(code)) == null).isEqualTo(nine);
    assertThat(CipCode.isNoField(code)).isFalse();
  }

  @Test
  void aDegreeWithoutCodesStands() {
    assertThat(of(FactType.DEGREES, "cipCodes", List.of())).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "52052, 02052, MATHEMATICS, true",
    "51001, 01001, ENGLISH, true",
    "53051, 03051, SCIENCE, true",
    "54101, 04101, SOCIAL_STUDIES, true",
    "60001, 10001, COMPUTER_SCIENCE, true",
    "02052, 02052, MATHEMATICS, true",
    "73039, 23039, OTHER, true",
    "98001, 48001, OTHER, false",
    "00001, 00001, OTHER, false",
    "44001, 44001, OTHER, false",
    "50001, 50001, OTHER, false",
  })
  void areasBeforeHighSchoolAreTheSecondaryOnesPlusFifty(
      String code, String secondary, Subject subject, boolean known) {
    assertThat(CourseArea.secondary(code)).isEqualTo(secondary);
    assertThat(Subject.ofCourse(code)).isEqualTo(subject);
    assertThat(CourseArea.isKnown(code)).isEqualTo(known);
  }
}
