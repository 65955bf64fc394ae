package org.pathline.oracle;

import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/** Other versions of a fact: the same payload in another envelope. */
public final class Versioned {
  private Versioned() {}

  /** The fact recorded at another time. */
  public static Fact at(Fact fact, long recordedAt) {
    Envelope e = fact.envelope();
    return in(fact, new Envelope(e.studentId(), recordedAt, e.source(), e.retracted(), e.factId()));
  }

  /** The fact under another id. */
  static Fact of(Fact fact, String studentId) {
    Envelope e = fact.envelope();
    return in(fact, new Envelope(studentId, e.recordedAt(), e.source(), e.retracted(), e.factId()));
  }

  /** The fact withdrawn at some time, its payload repeated. */
  public static Fact withdrawn(Fact fact, long recordedAt) {
    Envelope e = fact.envelope();
    return in(fact, new Envelope(e.studentId(), recordedAt, e.source(), true, e.factId()));
  }

  /** The fact's payload in another envelope. */
  public static Fact in(Fact fact, Envelope e) {
    return switch (fact.type()) {
      case STUDENTS -> {
        StudentRecord f = (StudentRecord) fact;
        yield new StudentRecord(
            e, f.raceEthnicity(), f.sex(), f.economicallyDisadvantaged(), f.englishLearner());
      }
      case ENROLLMENTS -> {
        SchoolEnrollment f = (SchoolEnrollment) fact;
        yield new SchoolEnrollment(
            e,
            f.districtId(),
            f.schoolId(),
            f.gradeLevel(),
            f.entryDate(),
            f.exitDate(),
            f.exitType());
      }
      case SECTIONS -> {
        SectionEnrollment f = (SectionEnrollment) fact;
        yield new SectionEnrollment(
            e,
            f.sectionId(),
            f.districtId(),
            f.schoolId(),
            f.schoolYear(),
            f.gradeLevel(),
            f.courseCode(),
            f.courseLevel(),
            f.entryDate(),
            f.exitDate());
      }
      case GRADES -> {
        CourseGrade f = (CourseGrade) fact;
        yield new CourseGrade(
            e,
            f.sectionId(),
            f.term(),
            f.schoolYear(),
            f.gradeLevel(),
            f.courseCode(),
            f.courseLevel(),
            f.mark(),
            f.gradePoints(),
            f.creditsAttempted(),
            f.creditsEarned());
      }
      case ASSESSMENTS -> {
        AssessmentResult f = (AssessmentResult) fact;
        yield new AssessmentResult(
            e, f.assessmentId(), f.subject(), f.testDate(), f.gradeLevel(), f.percentile());
      }
      case OUTSIDE_COURSES -> {
        OutsideCourse f = (OutsideCourse) fact;
        yield new OutsideCourse(
            e, f.provider(), f.courseCode(), f.completionDate(), f.paidBy(), f.passed());
      }
      case GRADUATIONS -> {
        Graduation f = (Graduation) fact;
        yield new Graduation(e, f.credential(), f.schoolId(), f.graduationDate(), f.diplomaType());
      }
      case POSTSECONDARY -> {
        PostsecondaryEnrollment f = (PostsecondaryEnrollment) fact;
        yield new PostsecondaryEnrollment(
            e, f.institutionId(), f.termBegin(), f.termEnd(), f.status(), f.cipCodes(), f.level());
      }
      case DEGREES -> {
        PostsecondaryDegree f = (PostsecondaryDegree) fact;
        yield new PostsecondaryDegree(
            e, f.institutionId(), f.conferredOn(), f.degreeLevel(), f.cipCodes(), f.title());
      }
      case SEARCHES -> {
        PostsecondarySearch f = (PostsecondarySearch) fact;
        yield new PostsecondarySearch(e, f.searchedThrough(), f.recordFound());
      }
      case EMPLOYMENT -> {
        Employment f = (Employment) fact;
        yield new Employment(
            e, f.employerId(), f.quarter(), f.occupationCode(), f.industryCode(), f.wages());
      }
      case IDENTITIES -> new IdentityLink(e, ((IdentityLink) fact).canonicalId());
      case POLICIES -> throw new IllegalArgumentException("histories hold no policies");
    };
  }
}
