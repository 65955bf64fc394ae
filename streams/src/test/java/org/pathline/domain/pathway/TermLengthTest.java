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
    "S1, SEMESTER",
    "s2, SEMESTER",
    "Semester 1, SEMESTER",
    "1st Semester, SEMESTER",
    "SEM2 Final, SEMESTER",
    "Fall, SEMESTER",
    "T3, TRIMESTER",
    "Trimester 2, TRIMESTER",
    "Q4, QUARTER",
    "QTR1, QUARTER",
    "Quarter 3, QUARTER",
    "MP2, QUARTER",
    "E1, OTHER",
    "Final Exam, OTHER",
    "1, OTHER",
    "P3, OTHER",
    "'', OTHER",
  })
  void theTextOfATermSaysHowLongItIs(String term, TermLength length) {
    assertThat(TermLength.of(term)).isEqualTo(length);
  }
}
