package org.pathline.delivery;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.Quarter;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.SectionEnrollment;

/**
 * Where and when a fact belongs, as far as it says so itself.
 *
 * @param districtId null where it names none
 * @param schoolId null where it names none
 * @param schoolYear calendar year in which the school year ends; null where it has none
 */
public record FactPlace(
    @Nullable String districtId, @Nullable String schoolId, @Nullable Integer schoolYear) {

  /** Nowhere and at no time: who a student is, or a link. */
  static final FactPlace NONE = new FactPlace(null, null, null);

  /** The place that a fact names. */
  static FactPlace of(Fact fact) {
    if (fact instanceof SchoolEnrollment stay) {
      return new FactPlace(stay.districtId(), stay.schoolId(), SchoolYear.of(stay.entryDate()));
    }
    if (fact instanceof SectionEnrollment seat) {
      return new FactPlace(seat.districtId(), seat.schoolId(), seat.schoolYear());
    }
    if (fact instanceof CourseGrade grade) {
      return new FactPlace(null, null, grade.schoolYear());
    }
    if (fact instanceof Graduation graduation) {
      return new FactPlace(null, graduation.schoolId(), SchoolYear.of(graduation.graduationDate()));
    }
    if (fact instanceof ClassroomPolicy policy) {
      return new FactPlace(
          policy.districtId(),
          policy.isOfDistrict() ? null : policy.schoolId(),
          policy.effectiveFrom());
    }
    LocalDate day = day(fact);
    return day == null ? NONE : new FactPlace(null, null, SchoolYear.of(day));
  }

  private static @Nullable LocalDate day(Fact fact) {
    if (fact instanceof AssessmentResult result) {
      return result.testDate();
    }
    if (fact instanceof OutsideCourse course) {
      return course.completionDate();
    }
    if (fact instanceof PostsecondaryEnrollment term) {
      return term.termBegin();
    }
    if (fact instanceof PostsecondaryDegree degree) {
      return degree.conferredOn();
    }
    if (fact instanceof PostsecondarySearch search) {
      return search.searchedThrough();
    }
    return fact instanceof Employment job ? Quarter.begin(job.quarter()) : null;
  }
}
