package org.pathline.domain.pathway;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/** The facts of one student that stand, each type in order of identity. */
public final class StandingFacts {
  private final Fact[][] byType;

  StandingFacts(Fact[][] byType) {
    this.byType = byType;
  }

  /** Whether nothing stands: then there is no such student. */
  public boolean isEmpty() {
    for (Fact[] facts : byType) {
      if (facts.length > 0) {
        return false;
      }
    }
    return true;
  }

  /** Hands on each. */
  public void forEach(Consumer<Fact> action) {
    for (Fact[] facts : byType) {
      for (Fact fact : facts) {
        action.accept(fact);
      }
    }
  }

  /** Facts of one type. */
  @SuppressWarnings("unchecked") // A row holds facts of its type only.
  public <F extends Fact> List<F> ofType(FactType type) {
    return (List<F>) (List<?>) Arrays.asList(byType[type.ordinal()]);
  }

  List<StudentRecord> students() {
    return ofType(FactType.STUDENTS);
  }

  List<SchoolEnrollment> enrollments() {
    return ofType(FactType.ENROLLMENTS);
  }

  List<SectionEnrollment> sections() {
    return ofType(FactType.SECTIONS);
  }

  List<CourseGrade> grades() {
    return ofType(FactType.GRADES);
  }

  List<AssessmentResult> assessments() {
    return ofType(FactType.ASSESSMENTS);
  }

  List<OutsideCourse> outsideCourses() {
    return ofType(FactType.OUTSIDE_COURSES);
  }

  List<Graduation> graduations() {
    return ofType(FactType.GRADUATIONS);
  }

  List<PostsecondaryEnrollment> postsecondary() {
    return ofType(FactType.POSTSECONDARY);
  }

  List<PostsecondaryDegree> degrees() {
    return ofType(FactType.DEGREES);
  }

  List<PostsecondarySearch> searches() {
    return ofType(FactType.SEARCHES);
  }

  List<Employment> employment() {
    return ofType(FactType.EMPLOYMENT);
  }
}
