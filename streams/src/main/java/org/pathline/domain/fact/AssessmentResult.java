package org.pathline.domain.fact;

import java.time.LocalDate;

/** A result on an assessment, as a state-normed percentile from 0 to 100. */
public record AssessmentResult(
    Envelope envelope,
    String assessmentId,
    Subject subject,
    LocalDate testDate,
    String gradeLevel,
    double percentile)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.ASSESSMENTS;
  }

  @Override
  public String naturalKey() {
    return assessmentId + "|" + subject + "|" + testDate;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    AssessmentResult that = (AssessmentResult) other;
    int order = assessmentId.compareTo(that.assessmentId());
    if (order == 0) {
      order = subject.compareTo(that.subject());
    }
    return order != 0 ? order : testDate.compareTo(that.testDate());
  }
}
