package org.pathline.domain.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermLengthTest {
  @ParameterizedTest
  @CsvSource({
    "Y, YEAR",
    "Y1, YEAR",
    "F1, YEAR",
    "YR, YEAR",
    "Final, YEAR",
    "Full Year, YEAR",
    "Year-long 2011, YEAR",
    "FullYr, YEAR",
    "EOY, YEAR",
    "Final Grade, YEAR",
    "S1, SEMESTER",
    "s2, SEMESTER",
    "Semester 1, SEMESTER",
    "1st Semester, SEMESTER",
    "SEM2 Final, SEMESTER",
    "Fall, SEMESTER",
    "Fall Term, SEMESTER",
    "F10, SEMESTER",
    "S2011, SEMESTER",
    "S1 Final, SEMESTER",
    "Final S2, SEMESTER",
    "S1F, SEMESTER",
    "Semester A, SEMESTER",
    "Half Year 2, SEMESTER",
    "Year 1 Semester 2, SEMESTER",
    "T3, TRIMESTER",
    "Trimester 2, TRIMESTER",
    "T1 Final, TRIMESTER",
    "Term 3, TRIMESTER",
    "Q4, QUARTER",
    "QTR1, QUARTER",
    "Quarter 3, QUARTER",
    "MP2, QUARTER",
    "M.P. 2, QUARTER",
    "Q1 Final, QUARTER",
    "2nd Q, QUARTER",
    "Semester 1 Q2, QUARTER",
    "Fall Quarter, QUARTER",
    "Final Marking Period 4, QUARTER",
    "E1, OTHER",
    "Final Exam, OTHER",
    "Semester 1 Exam, OTHER",
    "S1E, OTHER",
    "Mid-Year, OTHER",
    "Q2 Progress, OTHER",
    "1, OTHER",
    "P3, OTHER",
    "'', OTHER",
  })
  void theTextOfATermSaysHowLongItIs(String term, TermLength length) {
    assertThat(TermLength.of(term)).isEqualTo(length);
  }
}
