package org.pathline.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/** What clerks get wrong: facts that say something else than what is true. */
final class Mistakes {
  private Mistakes() {}

  /** An earlier, wrong version of a fact under the same identity. */
  static Fact version(Fact fact, Envelope e, Draws dice) {
    // A fact with an id of its own keeps it even where a part of the natural key was wrong.
    boolean named = e.hasFactId();
    if (fact instanceof StudentRecord f) {
      return new StudentRecord(
          e, RaceEthnicity.UNKNOWN, f.sex(), Indicator.UNKNOWN, f.englishLearner());
    }
    if (fact instanceof SchoolEnrollment f) {
      boolean gradeWrong = dice.chance(0.4);
      return new SchoolEnrollment(
          e,
          f.districtId(),
          f.schoolId(),
          gradeWrong ? (f.gradeLevel().equals("08") ? "07" : "08") : f.gradeLevel(),
          named ? f.entryDate().minusDays(9) : f.entryDate(),
          f.exitDate(),
          gradeWrong ? f.exitType() : ExitType.TRANSFERRED_OUT);
    }
    if (fact instanceof SectionEnrollment f) {
      return new SectionEnrollment(
          e,
          named ? f.sectionId() + "0" : f.sectionId(),
          f.districtId(),
          f.schoolId(),
          f.schoolYear(),
          f.gradeLevel(),
          f.courseCode().startsWith("02") ? "02124" : f.courseCode(),
          f.courseLevel() == CourseLevel.G ? CourseLevel.H : CourseLevel.G,
          f.entryDate(),
          f.exitDate());
    }
    if (fact instanceof CourseGrade f) {
      String mark = f.mark().equals("F") ? "A" : dice.chance(0.5) ? "F" : "I";
      return new CourseGrade(
          e,
          f.sectionId(),
          f.term(),
          f.schoolYear(),
          f.gradeLevel(),
          f.courseCode(),
          f.courseLevel(),
          mark,
          null,
          f.creditsAttempted(),
          null);
    }
    if (fact instanceof AssessmentResult f) {
      return new AssessmentResult(
          e,
          f.assessmentId(),
          f.subject(),
          named ? f.testDate().plusDays(3) : f.testDate(),
          f.gradeLevel(),
          Math.round(1000 - 10 * f.percentile()) / 10.0);
    }
    if (fact instanceof OutsideCourse f) {
      return new OutsideCourse(
          e, f.provider(), f.courseCode(), f.completionDate(), f.paidBy(), !f.passed());
    }
    if (fact instanceof Graduation f) {
      DiplomaType type =
          f.diplomaType() == DiplomaType.REGULAR ? DiplomaType.OTHER : DiplomaType.REGULAR;
      return new Graduation(e, f.credential(), f.schoolId(), f.graduationDate(), type);
    }
    return afterSchool(fact, e, dice, named);
  }

  private static Fact afterSchool(Fact fact, Envelope e, Draws dice, boolean named) {
    if (fact instanceof PostsecondaryEnrollment f) {
      return new PostsecondaryEnrollment(
          e,
          named ? "U-900" : f.institutionId(),
          f.termBegin(),
          f.termEnd(),
          f.status(),
          List.of(Major.draw(dice, dice.chance(0.7)).cip()),
          f.level());
    }
    if (fact instanceof PostsecondaryDegree f) {
      String other = Major.draw(dice, dice.chance(0.7)).cip();
      return new PostsecondaryDegree(
          e,
          f.institutionId(),
          f.conferredOn(),
          f.degreeLevel(),
          // The first code is part of the natural key, so only a named degree can have it wrong.
          named ? List.of(other) : List.of(f.cipCodes().get(0), other),
          null);
    }
    if (fact instanceof PostsecondarySearch f) {
      return new PostsecondarySearch(
          e, named ? f.searchedThrough().plusYears(4) : f.searchedThrough(), !f.recordFound());
    }
    Employment f = (Employment) fact;
    return new Employment(
        e,
        f.employerId(),
        f.quarter(),
        Work.isStem(f.occupationCode()) ? "41-2031" : "15-1252",
        f.industryCode(),
        f.wages());
  }

  /**
   * A fact that should never have been sent, under a natural key that no true fact has; null for a
   * student's own record, which has no key.
   */
  static @Nullable Fact stray(Fact fact, Envelope e) {
    if (fact instanceof SchoolEnrollment f) {
      return new SchoolEnrollment(
          e, f.districtId(), "WRONG", "08", f.entryDate().minusDays(30), null, null);
    }
    if (fact instanceof SectionEnrollment f) {
      return new SectionEnrollment(
          e,
          "WRONG." + f.sectionId(),
          f.districtId(),
          f.schoolId(),
          f.schoolYear(),
          f.gradeLevel(),
          "02124",
          CourseLevel.E,
          null,
          null);
    }
    if (fact instanceof CourseGrade f) {
      return new CourseGrade(
          e,
          "WRONG." + f.sectionId(),
          f.term(),
          f.schoolYear(),
          f.gradeLevel(),
          "02124",
          CourseLevel.E,
          "A",
          4.0,
          null,
          null);
    }
    if (fact instanceof AssessmentResult f) {
      return new AssessmentResult(
          e, f.assessmentId(), f.subject(), f.testDate().plusDays(50), f.gradeLevel(), 99.9);
    }
    if (fact instanceof OutsideCourse f) {
      return new OutsideCourse(e, "wrong-provider", "02121", f.completionDate(), f.paidBy(), true);
    }
    if (fact instanceof Graduation f) {
      return new Graduation(
          e, "wrong-credential", f.schoolId(), f.graduationDate(), DiplomaType.REGULAR);
    }
    if (fact instanceof PostsecondaryEnrollment f) {
      return new PostsecondaryEnrollment(
          e,
          "U-999",
          f.termBegin().minusYears(1),
          f.termEnd(),
          f.status(),
          List.of("110701"),
          f.level());
    }
    if (fact instanceof PostsecondaryDegree f) {
      return new PostsecondaryDegree(
          e, "U-999", f.conferredOn(), f.degreeLevel(), List.of("10308"), null);
    }
    if (fact instanceof PostsecondarySearch f) {
      return new PostsecondarySearch(e, f.searchedThrough().plusYears(5), true);
    }
    if (fact instanceof Employment f) {
      return new Employment(e, "EMP-WRONG", f.quarter(), "15-1252", null, null);
    }
    return null;
  }
}
