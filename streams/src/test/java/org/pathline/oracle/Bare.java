package org.pathline.oracle;

import java.time.LocalDate;
import java.util.List;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/** Retractions that hold only the identity of their fact, and defaults in all other fields. */
final class Bare {
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  private Bare() {}

  /** The retraction, with only the parts of the identity kept. */
  static Fact retraction(Fact fact, long recordedAt) {
    Envelope old = fact.envelope();
    Envelope e =
        new Envelope(
            old.studentId(),
            recordedAt,
            fact instanceof PostsecondarySearch ? old.source() : "",
            true,
            old.factId());
    boolean named = old.hasFactId();
    if (fact instanceof StudentRecord) {
      return new StudentRecord(
          e, RaceEthnicity.UNKNOWN, Sex.UNKNOWN, Indicator.UNKNOWN, Indicator.UNKNOWN);
    } else if (fact instanceof SchoolEnrollment f) {
      return new SchoolEnrollment(
          e, "", named ? "" : f.schoolId(), "", named ? EPOCH : f.entryDate(), null, null);
    } else if (fact instanceof SectionEnrollment f) {
      return new SectionEnrollment(
          e, named ? "" : f.sectionId(), "", "", 0, "", "", CourseLevel.UNKNOWN, null, null);
    } else if (fact instanceof CourseGrade f) {
      return new CourseGrade(
          e,
          named ? "" : f.sectionId(),
          named ? "" : f.term(),
          0,
          "",
          "",
          CourseLevel.UNKNOWN,
          "",
          null,
          null,
          null);
    } else if (fact instanceof AssessmentResult f) {
      return new AssessmentResult(
          e,
          named ? "" : f.assessmentId(),
          named ? Subject.UNKNOWN : f.subject(),
          named ? EPOCH : f.testDate(),
          "",
          0);
    } else if (fact instanceof OutsideCourse f) {
      return new OutsideCourse(
          e,
          named ? "" : f.provider(),
          named ? "" : f.courseCode(),
          named ? EPOCH : f.completionDate(),
          PaidBy.UNKNOWN,
          false);
    } else if (fact instanceof Graduation f) {
      return new Graduation(
          e, named ? "" : f.credential(), named ? "" : f.schoolId(), EPOCH, DiplomaType.UNKNOWN);
    } else if (fact instanceof PostsecondaryEnrollment f) {
      return new PostsecondaryEnrollment(
          e,
          named ? "" : f.institutionId(),
          named ? EPOCH : f.termBegin(),
          EPOCH,
          EnrollmentStatus.UNKNOWN,
          List.of(),
          PostsecondaryLevel.UNKNOWN);
    } else if (fact instanceof PostsecondaryDegree f) {
      return new PostsecondaryDegree(
          e,
          named ? "" : f.institutionId(),
          named ? EPOCH : f.conferredOn(),
          named ? DegreeLevel.UNKNOWN : f.degreeLevel(),
          named || f.firstCip().isEmpty() ? List.of() : List.of(f.firstCip()),
          null);
    } else if (fact instanceof PostsecondarySearch f) {
      return new PostsecondarySearch(e, named ? EPOCH : f.searchedThrough(), false);
    } else if (fact instanceof Employment f) {
      return new Employment(
          e, named ? "" : f.employerId(), named ? "" : f.quarter(), null, null, null);
    }
    return new IdentityLink(e, "");
  }
}
