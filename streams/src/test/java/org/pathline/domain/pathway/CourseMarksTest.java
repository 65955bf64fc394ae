package org.pathline.domain.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.oracle.Recorded;

class CourseMarksTest {
  private static CourseGrade grade(String term, String mark, Double attempted, Double earned) {
    return new CourseGrade(
        new Envelope("s-01", Recorded.at(1), "sis", false, null),
        "alg-1",
        term,
        2011,
        "08",
        "02052",
        CourseLevel.G,
        mark,
        null,
        attempted,
        earned);
  }

  /** Terms that decide, those that pass with a plus, in the order of their texts. */
  private static String deciding(CourseGrade... grades) {
    List<CourseGrade> given = new ArrayList<>(List.of(grades));
    String first = read(given);
    Collections.reverse(given);
    assertThat(read(given)).isEqualTo(first);
    return first;
  }

  private static String read(List<CourseGrade> grades) {
    List<String> deciding = new ArrayList<>();
    CourseMarks.read(
        grades,
        (grade, mark, passes) -> {
          if (mark != null) {
            deciding.add(grade.term() + (passes ? "+" : ""));
          }
        });
    Collections.sort(deciding);
    return String.join(" ", deciding);
  }

  @Test
  void theMarkOfTheYearDecidesBesideThoseOfQuarters() {
    assertThat(
            deciding(
                grade("Q1", "B", 0.0, 0.0),
                grade("Q2", "D", 0.0, 0.0),
                grade("Q3", "F", 0.0, 0.0),
                grade("Q4", "F", 0.0, 0.0),
                grade("Y1", "F", 1.0, 0.0)))
        .isEqualTo("Y1");
    assertThat(deciding(grade("Q1", "F", null, null), grade("Final", "C", null, null)))
        .isEqualTo("Final+");
  }

  @Test
  void ofSemestersTrimestersAndQuartersTheCoarsestDecide() {
    assertThat(
            deciding(
                grade("S1", "B", null, null),
                grade("S2", "F", null, null),
                grade("Q1", "A", null, null),
                grade("T1", "A", null, null)))
        .isEqualTo("S1+ S2");
    assertThat(deciding(grade("T1", "F", null, null), grade("Q4", "A", null, null)))
        .isEqualTo("T1");
    assertThat(deciding(grade("E1", "A", null, null), grade("Q4", "F", null, null)))
        .isEqualTo("Q4");
    assertThat(deciding(grade("E1", "A", null, null), grade("2", "F", null, null)))
        .isEqualTo("2 E1+");
  }

  @Test
  void whereCreditIsAttemptedCreditEarnedDecides() {
    assertThat(deciding(grade("Y1", "D", 1.0, 0.0))).isEqualTo("Y1");
    assertThat(deciding(grade("S1", "F", 0.5, 0.5), grade("S2", "A", 0.5, 0.0)))
        .isEqualTo("S1+ S2");
    // A quarter states the credit of the year.
    assertThat(deciding(grade("Q4", "F", 1.0, 1.0), grade("Y1", "F", null, null))).isEqualTo("Y1+");
  }

  @Test
  void whereNoCreditIsAttemptedOrNoneIsSaidTheMarkDecides() {
    assertThat(deciding(grade("Y1", "B", 0.0, 0.0))).isEqualTo("Y1+");
    assertThat(deciding(grade("Y1", "B", 1.0, null))).isEqualTo("Y1+");
    assertThat(deciding(grade("Y1", "B", null, 0.0))).isEqualTo("Y1+");
  }
}
