package org.pathline.domain.fact;

import java.time.LocalDate;
import java.time.Month;

/** School years by the calendar year in which they end: 2015 is 1 July 2014 to 30 June 2015. */
public final class SchoolYear {
  private SchoolYear() {}

  /** School year of a date. */
  public static int of(LocalDate date) {
    return date.getMonthValue() >= Month.JULY.getValue() ? date.getYear() + 1 : date.getYear();
  }

  /** Last day of a school year. */
  public static LocalDate end(int schoolYear) {
    return LocalDate.of(schoolYear, Month.JUNE, 30);
  }

  /** Day on which a school year's enrolment is counted: 1 October. */
  public static LocalDate countDay(int schoolYear) {
    return LocalDate.of(schoolYear - 1, Month.OCTOBER, 1);
  }
}
