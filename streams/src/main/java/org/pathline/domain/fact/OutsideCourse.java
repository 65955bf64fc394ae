package org.pathline.domain.fact;

import java.time.LocalDate;

/** A course taken outside the student's school. */
public record OutsideCourse(
    Envelope envelope,
    String provider,
    String courseCode,
    LocalDate completionDate,
    PaidBy paidBy,
    boolean passed)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.OUTSIDE_COURSES;
  }

  @Override
  public String naturalKey() {
    return provider + "|" + courseCode + "|" + completionDate;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    OutsideCourse that = (OutsideCourse) other;
    int order = provider.compareTo(that.provider());
    if (order == 0) {
      order = courseCode.compareTo(that.courseCode());
    }
    return order != 0 ? order : completionDate.compareTo(that.completionDate());
  }
}
