package org.pathline.simulate;

import java.time.LocalDate;
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
import org.pathline.publish.AlteredFact;

/** What clerks get wrong: facts that say something else than what is true. */
final class Mistakes {
  private Mistakes() {}

  /** An earlier, wrong version of a fact under the same identity. */
  static Fact version(Fact fact, Envelope e, Draws dice) {
    // A fact with an id of its own keeps it even where a part of the natural key was wrong.
    boolean named = e.hasFactId();
    AlteredFact wrong = new AlteredFact(fact);
    if (fact instanceof StudentRecord) {
      wrong
          .with("raceEthnicity", RaceEthnicity.UNKNOWN)
          .with("economicallyDisadvantaged", Indicator.UNKNOWN);
    } else if (fact instanceof SchoolEnrollment f) {
      wrong.with("entryDate", named ? f.entryDate().minusDays(9) : f.entryDate());
      if (dice.chance(0.4)) {
        wrong.with("gradeLevel", f.gradeLevel().equals("08") ? "07" : "08");
      } else {
        wrong.with("exitType", ExitType.TRANSFERRED_OUT);
      }
    } else if (fact instanceof SectionEnrollment f) {
      wrong
          .with("sectionId", named ? f.sectionId() + "0" : f.sectionId())
          .with("courseCode", f.courseCode().startsWith("02") ? "02124" : f.courseCode())
          .with("courseLevel", f.courseLevel() == CourseLevel.G ? CourseLevel.H : CourseLevel.G);
    } else if (fact instanceof CourseGrade f) {
      String mark = f.mark().equals("F") ? "A" : dice.chance(0.5) ? "F" : "I";
      wrong.with("mark", mark).with("gradePoints", null).with("creditsEarned", null);
    } else if (fact instanceof AssessmentResult f) {
      wrong
          .with("testDate", named ? f.testDate().plusDays(3) : f.testDate())
          .with("percentile", Math.round(1000 - 10 * f.percentile()) / 10.0);
    } else if (fact instanceof OutsideCourse f) {
      wrong.with("passed", !f.passed());
    } else if (fact instanceof Graduation f) {
      boolean regular = f.diplomaType() == DiplomaType.REGULAR;
      wrong.with("diplomaType", regular ? DiplomaType.OTHER : DiplomaType.REGULAR);
    } else if (fact instanceof PostsecondaryEnrollment f) {
      wrong
          .with("institutionId", named ? "U-900" : f.institutionId())
          .with("cipCodes", List.of(otherMajor(dice)));
    } else if (fact instanceof PostsecondaryDegree f) {
      String other = otherMajor(dice);
      // The first code is part of the natural key, so only a named degree can have it wrong.
      wrong
          .with("cipCodes", named ? List.of(other) : List.of(f.cipCodes().get(0), other))
          .with("title", null);
    } else if (fact instanceof PostsecondarySearch f) {
      LocalDate through = f.searchedThrough();
      wrong
          .with("searchedThrough", named ? through.plusYears(4) : through)
          .with("recordFound", !f.recordFound());
    } else if (fact instanceof Employment f) {
      wrong.with("occupationCode", Work.isStem(f.occupationCode()) ? "41-2031" : "15-1252");
    }
    return wrong.in(e);
  }

  private static String otherMajor(Draws dice) {
    return Major.draw(dice, dice.chance(0.7)).cip();
  }

  /**
   * A fact that should never have been sent, under a natural key that no true fact has; null for a
   * student's own record, which has no key.
   */
  static @Nullable Fact stray(Fact fact, Envelope e) {
    AlteredFact stray = new AlteredFact(fact);
    if (fact instanceof SchoolEnrollment f) {
      stray
          .with("schoolId", "WRONG")
          .with("gradeLevel", "08")
          .with("entryDate", f.entryDate().minusDays(30))
          .with("exitDate", null)
          .with("exitType", null);
    } else if (fact instanceof SectionEnrollment f) {
      stray
          .with("sectionId", "WRONG." + f.sectionId())
          .with("courseCode", "02124")
          .with("courseLevel", CourseLevel.E)
          .with("entryDate", null)
          .with("exitDate", null);
    } else if (fact instanceof CourseGrade f) {
      stray
          .with("sectionId", "WRONG." + f.sectionId())
          .with("courseCode", "02124")
          .with("courseLevel", CourseLevel.E)
          .with("mark", "A")
          .with("gradePoints", 4.0)
          .with("creditsAttempted", null)
          .with("creditsEarned", null);
    } else if (fact instanceof AssessmentResult f) {
      stray.with("testDate", f.testDate().plusDays(50)).with("percentile", 99.9);
    } else if (fact instanceof OutsideCourse) {
      stray.with("provider", "wrong-provider").with("courseCode", "02121").with("passed", true);
    } else if (fact instanceof Graduation) {
      stray.with("credential", "wrong-credential").with("diplomaType", DiplomaType.REGULAR);
    } else if (fact instanceof PostsecondaryEnrollment f) {
      stray
          .with("institutionId", "U-999")
          .with("termBegin", f.termBegin().minusYears(1))
          .with("cipCodes", List.of("110701"));
    } else if (fact instanceof PostsecondaryDegree) {
      stray.with("institutionId", "U-999").with("cipCodes", List.of("10308")).with("title", null);
    } else if (fact instanceof PostsecondarySearch f) {
      stray.with("searchedThrough", f.searchedThrough().plusYears(5)).with("recordFound", true);
    } else if (fact instanceof Employment) {
      stray
          .with("employerId", "EMP-WRONG")
          .with("occupationCode", "15-1252")
          .with("industryCode", null)
          .with("wages", null);
    } else {
      return null;
    }
    return stray.in(e);
  }
}
