package org.pathline.domain.fact;

import org.jspecify.annotations.Nullable;

/**
 * The mark of one term in one section; grade points are on the 4.0 scale.
 *
 * <p>Null where absent: gradePoints, creditsAttempted, creditsEarned.
 */
public record CourseGrade(
    Envelope envelope,
    String sectionId,
    String term,
    int schoolYear,
    String gradeLevel,
    String courseCode,
    CourseLevel courseLevel,
    String mark,
    @Nullable Double gradePoints,
    @Nullable Double creditsAttempted,
    @Nullable Double creditsEarned)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.GRADES;
  }

  @Override
  public String naturalKey() {
    return sectionId + "|" + term;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    CourseGrade that = (CourseGrade) other;
    int order = sectionId.compareTo(that.sectionId());
    return order != 0 ? order : term.compareTo(that.term());
  }
}
