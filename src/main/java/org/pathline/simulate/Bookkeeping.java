package org.pathline.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/**
 * Counts by hand what is true of one life in school: anchor grade 8, mathematics.
 *
 * <p>Written from the definitions alone and for the tidy lives of the simulator; it shares no code
 * with the product, which has to come to the same counts.
 */
final class Bookkeeping {
  static final String ANCHOR_GRADE = "08";
  static final String PRIOR_GRADE = "07";
  static final int YEARS_TO_GRADUATION = 4;

  private final Life life;
  private final Account account = new Account();
  private @Nullable SchoolEnrollment anchor;

  private Bookkeeping(Life life) {
    this.life = life;
  }

  /** The account of a life. */
  static Account of(Life life) {
    Bookkeeping book = new Bookkeeping(life);
    book.person();
    book.anchor();
    book.prior();
    SimulatedLadder ladder = SimulatedLadder.of(life);
    book.account.channel = ladder.channel();
    book.account.milestone("ALGEBRA_BY_8", ladder.passed(1, 8));
    book.account.milestone("CALCULUS_BY_12", ladder.passed(6, 12));
    if (book.anchor != null) {
      book.account.outcome("algebraBy8", true, true, ladder.passed(1, 8));
      book.account.outcome("calculusBy12", true, true, ladder.passed(6, 12));
      book.lessons();
      book.graduation();
    }
    new LaterBookkeeping(life, book.account).count();
    return book.account;
  }

  private void person() {
    StudentRecord latest = null;
    for (StudentRecord record : life.students) {
      if (latest == null || record.envelope().recordedAt() > latest.envelope().recordedAt()) {
        latest = record;
      }
    }
    if (latest != null) {
      account.raceEthnicity = latest.raceEthnicity().name();
    }
  }

  private void anchor() {
    int first = Integer.MAX_VALUE;
    for (SchoolEnrollment stay : life.enrollments) {
      if (stay.gradeLevel().equals(ANCHOR_GRADE)) {
        first = Math.min(first, SimulatedStays.schoolYear(stay.entryDate()));
      }
    }
    boolean anyOnCensusDay = false;
    for (SchoolEnrollment stay : life.enrollments) {
      if (!stay.gradeLevel().equals(ANCHOR_GRADE)
          || SimulatedStays.schoolYear(stay.entryDate()) != first) {
        continue;
      }
      LocalDate census = LocalDate.of(first - 1, 10, 1);
      boolean there = SimulatedStays.contains(life.enrollments, stay, census);
      if (anchor == null
          || (there && !anyOnCensusDay)
          || (there == anyOnCensusDay && isBetter(stay, anchor))) {
        anchor = stay;
      }
      anyOnCensusDay |= there;
    }
    if (anchor != null) {
      account.schoolId = anchor.schoolId();
      account.anchorYear = first;
    }
  }

  private boolean isBetter(SchoolEnrollment one, SchoolEnrollment two) {
    long longer =
        SimulatedStays.days(life.enrollments, one) - SimulatedStays.days(life.enrollments, two);
    if (longer != 0) {
      return longer > 0;
    }
    int order = one.schoolId().compareTo(two.schoolId());
    if (order == 0) {
      order = one.districtId().compareTo(two.districtId());
    }
    return order != 0 ? order < 0 : one.entryDate().isBefore(two.entryDate());
  }

  private void prior() {
    AssessmentResult latest = null;
    for (AssessmentResult result : life.assessments) {
      // One assessment serves all schools of the simulated state, so dates never tie.
      if (result.subject() == Subject.MATHEMATICS
          && result.gradeLevel().equals(PRIOR_GRADE)
          && (latest == null || result.testDate().isAfter(latest.testDate()))) {
        latest = result;
      }
    }
    if (latest != null) {
      double thrice = latest.percentile() * 3;
      account.priorAchievement = thrice < 100 ? "LOW" : thrice < 200 ? "MIDDLE" : "HIGH";
    }
  }

  private void lessons() {
    boolean advanced = false;
    for (SectionEnrollment section : life.sections) {
      advanced |=
          section.courseCode().startsWith("02")
              && isFromAnchorOn(section.gradeLevel())
              && "EHC".contains(section.courseLevel().name());
    }
    long tenths = 0;
    int count = 0;
    for (CourseGrade grade : life.grades) {
      if (!grade.courseCode().startsWith("02")) {
        continue;
      }
      advanced |= isFromAnchorOn(grade.gradeLevel()) && "EHC".contains(grade.courseLevel().name());
      int points =
          grade.gradePoints() != null
              ? (int) Math.round(grade.gradePoints() * 10)
              : Marks.tenths(grade.mark());
      if (points != Marks.NO_POINTS && List.of("08", "09", "10").contains(grade.gradeLevel())) {
        tenths += points;
        count++;
      }
    }
    account.outcome("advancedCourse", true, true, advanced);
    account.outcome("gradePoints", true, count > 0, count > 0);
    if (count > 0) {
      account.gradePointNanos =
          BigDecimal.valueOf(tenths)
              .movePointRight(8)
              .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
              .longValueExact();
    }
  }

  private static boolean isFromAnchorOn(String gradeLevel) {
    return List.of("08", "09", "10", "11", "12").contains(gradeLevel);
  }

  private void graduation() {
    LocalDate end = LocalDate.of(account.anchorYear + YEARS_TO_GRADUATION, 8, 31);
    boolean graduated = false;
    for (Graduation graduation : life.graduations) {
      graduated |=
          graduation.diplomaType() == DiplomaType.REGULAR
              && !graduation.graduationDate().isAfter(end);
    }
    SchoolEnrollment last = null;
    for (SchoolEnrollment stay : life.enrollments) {
      // A student enters one school a day here, so entry dates never tie.
      if (!stay.entryDate().isAfter(end)
          && (last == null || stay.entryDate().isAfter(last.entryDate()))) {
        last = stay;
      }
    }
    boolean removed =
        !graduated
            && last != null
            && (last.exitType() == ExitType.TRANSFERRED_OUT
                || last.exitType() == ExitType.EMIGRATED
                || last.exitType() == ExitType.DIED)
            && (last.exitDate() == null || !last.exitDate().isAfter(end));
    account.outcome("onTimeGraduation", true, !removed, graduated);
    account.milestone("ON_TIME_GRADUATION", graduated);
  }
}
