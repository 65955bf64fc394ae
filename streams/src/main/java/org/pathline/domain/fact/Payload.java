package org.pathline.domain.fact;

/** What a fact says, apart from its envelope. */
public final class Payload {
  private Payload() {}

  /** The payload of a fact in another envelope. */
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
      case POLICIES -> {
        ClassroomPolicy f = (ClassroomPolicy) fact;
        yield new ClassroomPolicy(
            e,
            f.districtId(),
            f.schoolId(),
            f.subject(),
            f.gradeFrom(),
            f.gradeTo(),
            f.regime(),
            f.acceleration(),
            f.effectiveFrom(),
            f.effectiveTo(),
            f.reference());
      }
    };
  }

  /** Whether two facts of one type say the same, whatever their envelopes. */
  public static boolean isSame(Fact one, Fact two) {
    return one.equals(in(two, one.envelope()));
  }
}
