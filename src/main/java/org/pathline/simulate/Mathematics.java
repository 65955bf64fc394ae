package org.pathline.simulate;

import java.time.LocalDate;
import java.util.List;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.Subject;

/**
 * The way up the mathematics ladder: scores, placement, the courses taken in and outside school.
 *
 * <p>A school that tracks offers Algebra I in grade 8 to some. One that de-tracks does not, and who
 * can buy it elsewhere often does.
 */
final class Mathematics {
  private static final String ALGEBRA = "02052";
  private static final String GEOMETRY = "02072";

  private final Person person;
  private final Life life;
  private final Draws dice;
  private final SimulatedCourses courses;
  private int rung;
  private double percentile = 50;
  private double prior = Double.NaN;

  private Mathematics(Person person, Life life, Draws dice, SimulatedCourses courses) {
    this.person = person;
    this.life = life;
    this.dice = dice;
    this.courses = courses;
  }

  /**
   * Lives the years of lessons.
   *
   * @return percentile in grade 7, or NaN where there is none
   */
  static double live(
      long seed, Person person, List<Attendance> years, Life life, List<Seat> seats) {
    Draws dice = Draws.of(seed, person.number(), Purpose.COURSES);
    SimulatedCourses courses = new SimulatedCourses(person, life, dice, seats);
    Mathematics story = new Mathematics(person, life, dice, courses);
    for (Attendance year : years) {
      story.learn(year);
      courses.takeOthers(year, story.percentile);
      story.test(year);
    }
    return story.prior;
  }

  private void learn(Attendance year) {
    int grade = year.grade();
    if (grade < 6) {
      courses.take(year, "0203" + grade, CourseLevel.G, percentile, 0);
    } else if (grade < 9) {
      middleSchool(year);
    } else {
      highSchool(year);
    }
  }

  private void middleSchool(Attendance year) {
    School school = year.on(year.censusDay());
    boolean detracked = school.detracked(year.year());
    boolean accelerated = year.grade() == 8 && !detracked && isPlaced(school);
    if (year.grade() == 8 && !accelerated) {
      buyAlgebra(year, detracked);
    }
    // A failed or repeated Algebra I is followed by it again, a passed one by grade-8 mathematics.
    String code = accelerated && rung == 0 ? ALGEBRA : "0203" + year.grade();
    CourseLevel level = CourseLevel.G;
    if (!detracked && !school.partial()) {
      level = percentile >= 68 ? CourseLevel.H : percentile < 28 ? CourseLevel.B : CourseLevel.G;
    } else if (accelerated) {
      level = CourseLevel.H;
    }
    boolean passed =
        courses.take(year, code, level, percentile, gain(detracked && year.grade() == 8));
    if (passed && code.equals(ALGEBRA)) {
      rung = Math.max(rung, 1);
    }
  }

  private boolean isPlaced(School school) {
    return school.acceleration() == Acceleration.PLACEMENT
        ? percentile >= 72
        : percentile >= 55 && dice.chance(0.6);
  }

  /**
   * What a student of a de-tracked school gains in class, in points, where the last score is low.
   */
  private double gain(boolean detracked) {
    boolean low = !Double.isNaN(prior) && prior * 3 < 100;
    return detracked && low ? Parameters.LOW_GRADE_GAIN : 0;
  }

  private void buyAlgebra(Attendance year, boolean detracked) {
    LocalDate summer = LocalDate.of(year.year() - 1, 7, 15).plusDays(dice.between(0, 30));
    if (person.canBuy() && percentile >= 58 && dice.chance(detracked ? 0.5 : 0.15)) {
      outside(summer, "open-algebra-academy", ALGEBRA, PaidBy.FAMILY, 1);
    } else if (percentile >= 65 && dice.chance(detracked ? 0.06 : 0.03)) {
      // Public virtual school, during the year.
      LocalDate may = LocalDate.of(year.year(), 5, 10).plusDays(dice.between(0, 15));
      if (year.covers(may)) {
        outside(may, "state-virtual-school", ALGEBRA, PaidBy.PUBLIC, 1);
      }
    }
  }

  private void highSchool(Attendance year) {
    catchUp(year);
    int next = Math.min(6, rung + 1);
    if (year.grade() == 12 && next <= 6 && dice.chance(next <= 3 ? 0.2 : 0.25)) {
      return;
    }
    if (year.grade() == 9 && next == 1 && percentile < 12) {
      courses.take(year, "02051", CourseLevel.B, percentile, gain(wasDetracked(year)));
      return;
    }
    String code;
    int reached = next;
    if (next <= 3) {
      code = next == 1 ? ALGEBRA : next == 2 ? GEOMETRY : "02056";
    } else if (next <= 5) {
      boolean statistics = percentile < 60 && dice.chance(0.6);
      code = statistics ? "02201" : "02110";
      reached = statistics ? 4 : 5;
    } else {
      code = percentile > 80 && dice.chance(0.4) ? "02125" : "02124";
    }
    CourseLevel level =
        next == 6
            ? CourseLevel.E
            : percentile >= 62 && dice.chance(0.75) ? CourseLevel.H : CourseLevel.G;
    double gain = year.grade() <= 10 ? gain(wasDetracked(year)) : 0;
    if (courses.take(year, code, level, percentile, gain)) {
      rung = Math.max(rung, reached);
    }
  }

  /** Whether the cohort that the student is now with went through grade 8 without tracking. */
  private boolean wasDetracked(Attendance year) {
    return person.home().detracked(year.year() - year.grade() + 8);
  }

  /** A course in the summer before the year, to get ahead or level. */
  private void catchUp(Attendance year) {
    LocalDate summer = LocalDate.of(year.year() - 1, 7, 5).plusDays(dice.between(0, 40));
    boolean wants = percentile >= 65 && rung < year.grade() - 8;
    if (rung > 1 || !wants) {
      return;
    }
    String code = rung == 0 ? ALGEBRA : GEOMETRY;
    if (person.canBuy() && dice.chance(0.22)) {
      outside(summer, "open-algebra-academy", code, PaidBy.FAMILY, rung + 1);
    } else if (dice.chance(0.03)) {
      outside(summer, "state-virtual-school", code, PaidBy.PUBLIC, rung + 1);
    } else if (dice.chance(0.02)) {
      outside(summer, "summer-bridge", code, PaidBy.SCHOOL, rung + 1);
    }
  }

  private void outside(LocalDate day, String provider, String code, PaidBy paidBy, int reached) {
    boolean passed = dice.chance(0.93);
    life.outsideCourses.add(
        new OutsideCourse(
            life.envelope(day, day.plusDays(20), provider), provider, code, day, paidBy, passed));
    if (passed) {
      rung = Math.max(rung, reached);
    }
  }

  private void test(Attendance year) {
    int grade = year.grade();
    LocalDate day = LocalDate.of(year.year(), 4, 14);
    if ((grade < 3 || grade > 8) && grade != 11 || !year.covers(day) || dice.chance(0.04)) {
      return;
    }
    percentile = score(0);
    if (grade == 7) {
      prior = percentile;
    }
    String level = SchoolYears.level(grade);
    result("STATE-MATH", Subject.MATHEMATICS, day, level, percentile);
    if (grade == 7 && dice.chance(0.02)) {
      percentile = score(0.1);
      prior = percentile;
      result("STATE-MATH", Subject.MATHEMATICS, day.plusDays(28), level, percentile);
    }
    result("STATE-READING", Subject.ENGLISH, day.plusDays(1), level, score(0));
  }

  private void result(
      String assessment, Subject subject, LocalDate day, String level, double percentile) {
    life.assessments.add(
        new AssessmentResult(
            life.envelope(day, day.plusDays(60), "state-tests"),
            assessment,
            subject,
            day,
            level,
            percentile));
  }

  /** A percentile in tenths, by the logistic approximation of the normal curve. */
  private double score(double shift) {
    double z = (0.92 * person.ability() + 0.4 * dice.normal() + shift) / 0.95;
    return Math.round(1000 * Draws.logistic(1.702 * z)) / 10.0;
  }
}
