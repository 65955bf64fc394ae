package org.pathline.oracle;

import java.time.LocalDate;
import java.util.List;
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
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;

/** Versions of a fact that say something else: plausible slips, and messages that break a rule. */
final class Slips {
  private final Dice dice;
  private final Vocabulary words;

  Slips(Dice dice, Vocabulary words) {
    this.dice = dice;
    this.words = words;
  }

  /** Another version of the fact with the same identity and, mostly, another payload. */
  Fact wrong(Fact fact) {
    Envelope e = fact.envelope();
    boolean named = e.hasFactId();
    if (fact instanceof StudentRecord f) {
      return new StudentRecord(
          e,
          dice.of(RaceEthnicity.HISPANIC, RaceEthnicity.UNKNOWN, RaceEthnicity.WHITE),
          Sex.UNKNOWN,
          dice.of(Indicator.values()),
          f.englishLearner());
    } else if (fact instanceof SchoolEnrollment f) {
      LocalDate exit = dice.of(f.entryDate().plusDays(dice.between(0, 200)), null, f.exitDate());
      // Only a named enrolment can move to another school and stay the same fact.
      return named && dice.percent(70)
          ? new SchoolEnrollment(
              e,
              dice.of("D1", "D2"),
              dice.of("S1", "S10"),
              f.gradeLevel(),
              f.entryDate(),
              f.exitDate(),
              f.exitType())
          : new SchoolEnrollment(
              e,
              dice.of("D1", "D2"),
              f.schoolId(),
              dice.of(f.gradeLevel(), "08", "09"),
              f.entryDate(),
              exit,
              dice.of(ExitType.TRANSFERRED_OUT, ExitType.OTHER, null));
    } else if (fact instanceof SectionEnrollment f) {
      return new SectionEnrollment(
          e,
          f.sectionId(),
          f.districtId(),
          f.schoolId(),
          f.schoolYear(),
          dice.of(f.gradeLevel(), "08", "07"),
          f.courseCode(),
          dice.of(CourseLevel.values()),
          f.entryDate(),
          f.exitDate());
    } else if (fact instanceof CourseGrade f) {
      return new CourseGrade(
          e,
          f.sectionId(),
          f.term(),
          f.schoolYear(),
          f.gradeLevel(),
          dice.percent(50) ? f.courseCode() : dice.of(List.copyOf(words.ladder().keySet())),
          f.courseLevel(),
          dice.of("A", "F", "61", "P"),
          dice.of(1.25, null),
          null,
          null);
    } else if (fact instanceof AssessmentResult f) {
      return new AssessmentResult(
          e,
          f.assessmentId(),
          f.subject(),
          f.testDate(),
          dice.of(f.gradeLevel(), "07"),
          dice.between(0, 100));
    } else if (fact instanceof OutsideCourse f) {
      return new OutsideCourse(
          e,
          f.provider(),
          f.courseCode(),
          f.completionDate(),
          dice.of(PaidBy.values()),
          !f.passed());
    } else if (fact instanceof Graduation f) {
      return new Graduation(
          e,
          f.credential(),
          f.schoolId(),
          f.graduationDate().plusDays(dice.of(-1, 1, 90)),
          dice.of(DiplomaType.values()));
    } else if (fact instanceof PostsecondaryEnrollment f) {
      return new PostsecondaryEnrollment(
          e,
          f.institutionId(),
          f.termBegin(),
          f.termBegin().plusDays(dice.of(80, 110, 140)),
          f.status(),
          List.of(dice.of(dice.percent(50) ? words.stemCips() : words.otherCips())),
          f.level());
    } else if (fact instanceof PostsecondaryDegree f) {
      String other = dice.of(dice.percent(50) ? words.stemCips() : words.otherCips());
      // The first field is part of what the degree is known by.
      List<String> codes = f.firstCip().isEmpty() ? f.cipCodes() : List.of(f.firstCip(), other);
      return new PostsecondaryDegree(
          e, f.institutionId(), f.conferredOn(), f.degreeLevel(), codes, "Corrected");
    } else if (fact instanceof PostsecondarySearch f) {
      LocalDate through = f.searchedThrough().plusYears(named ? dice.of(-1, 1) : 0);
      return new PostsecondarySearch(e, through, !f.recordFound());
    } else if (fact instanceof Employment f) {
      return new Employment(
          e,
          f.employerId(),
          f.quarter(),
          dice.of(dice.percent(50) ? words.stemSocs() : words.otherSocs()),
          null,
          1.0);
    }
    return fact;
  }

  /** A version of the fact that breaks a rule; some types fall back on an empty source. */
  Fact broken(Fact fact) {
    Envelope e = fact.envelope();
    LocalDate ancient = LocalDate.of(1899, 12, 31);
    if (fact instanceof SchoolEnrollment f) {
      return new SchoolEnrollment(
          e,
          f.districtId(),
          f.schoolId(),
          "08",
          f.entryDate(),
          dice.of(f.entryDate().minusDays(1), ancient),
          ExitType.DIED);
    } else if (fact instanceof SectionEnrollment f) {
      return new SectionEnrollment(
          e,
          f.sectionId(),
          f.districtId(),
          f.schoolId(),
          f.schoolYear(),
          dice.of("8", "13"),
          f.courseCode(),
          CourseLevel.H,
          null,
          null);
    } else if (fact instanceof CourseGrade f) {
      return new CourseGrade(
          e,
          f.sectionId(),
          f.term(),
          f.schoolYear(),
          f.gradeLevel(),
          f.courseCode(),
          f.courseLevel(),
          dice.of("Z", "101", "-1", "E"),
          4.0,
          null,
          null);
    } else if (fact instanceof AssessmentResult f) {
      return new AssessmentResult(
          e,
          f.assessmentId(),
          f.subject(),
          f.testDate(),
          f.gradeLevel(),
          dice.of(-0.1, 100.1, Double.NaN));
    } else if (fact instanceof OutsideCourse f) {
      return new OutsideCourse(e, f.provider(), "2052", f.completionDate(), f.paidBy(), true);
    } else if (fact instanceof Graduation f) {
      return new Graduation(e, f.credential(), f.schoolId(), ancient, DiplomaType.REGULAR);
    } else if (fact instanceof PostsecondaryEnrollment f) {
      return new PostsecondaryEnrollment(
          e,
          f.institutionId(),
          f.termBegin(),
          f.termBegin().minusDays(dice.of(0, 1)),
          f.status(),
          List.of(dice.of("62.0101", "CS", "")),
          f.level());
    } else if (fact instanceof PostsecondaryDegree f) {
      return new PostsecondaryDegree(
          e,
          f.institutionId(),
          f.conferredOn(),
          f.degreeLevel(),
          List.of("11.0701", dice.of("99.0001", "62.0101")),
          null);
    } else if (fact instanceof Employment f) {
      return new Employment(
          e, f.employerId(), f.quarter(), dice.of("ABC", "60-0000"), null, dice.of(-1.0, null));
    }
    return Versioned.in(fact, new Envelope(e.studentId(), e.recordedAt(), "", false, e.factId()));
  }
}
