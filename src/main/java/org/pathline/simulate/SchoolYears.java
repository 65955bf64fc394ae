package org.pathline.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.SchoolEnrollment;

/** Years in school: joining, moving, repeating, leaving and graduating. */
final class SchoolYears {
  private static final int NONE = 99;
  private static final int LAST_GRADE = 12;

  private final SimulatedState world;
  private final Person person;
  private final Draws dice;
  private final List<Attendance> years = new ArrayList<>(14);

  private SchoolYears(SimulatedState world, Person person, Draws dice) {
    this.world = world;
    this.person = person;
    this.dice = dice;
  }

  /** Lives the school years of a person and writes enrolments and diploma into the life. */
  static List<Attendance> live(SimulatedState world, long seed, Person person, Life life) {
    Draws dice = Draws.of(seed, person.number(), Purpose.SCHOOL_YEARS);
    SchoolYears story = new SchoolYears(world, person, dice);
    story.liveThem();
    story.write(life);
    return story.years;
  }

  private void liveThem() {
    School school = person.home();
    int first = school.district().firstGrade();
    boolean joins = dice.chance(0.05);
    int grade = joins ? Math.min(LAST_GRADE, first + dice.between(1, 11)) : first;
    boolean joinsLate = joins && dice.chance(0.4);
    int repeats = dice.chance(0.03) ? dice.between(1, 11) : NONE;
    int moves = dice.chance(0.13) ? dice.between(1, LAST_GRADE) : NONE;
    boolean movesWithinYear = dice.chance(0.5);
    ExitType leaving = leaving();
    int leaves = leaving == null ? NONE : dice.between(leaving == ExitType.DROPPED_OUT ? 9 : 3, 12);
    int year = person.cohort() - 8 + grade;
    boolean high = false;
    for (; grade <= LAST_GRADE; year++) {
      if (grade >= 9 && !high) {
        school = world.highSchoolOf(school);
        high = true;
      }
      LocalDate entry = LocalDate.of(year - 1, 8, 20).plusDays(dice.between(0, 4));
      if (joinsLate) {
        entry = LocalDate.of(year - 1, 9, 25).plusDays(dice.between(0, 130));
        joinsLate = false;
      }
      LocalDate exit = LocalDate.of(year, 6, 8).plusDays(dice.between(0, 5));
      School second = null;
      LocalDate moved = null;
      if (grade == moves) {
        School target = elsewhere(high);
        moves = NONE;
        LocalDate day = LocalDate.of(year - 1, 10, 10).plusDays(dice.between(0, 140));
        if (movesWithinYear && day.isAfter(entry) && !target.equals(school)) {
          second = target;
          moved = day;
        } else {
          school = target;
        }
      }
      if (grade >= leaves) {
        LocalDate after = moved == null ? entry : moved;
        exit = after.plusDays(dice.between(20, 110));
        years.add(new Attendance(grade, year, school, second, entry, moved, exit, leaving));
        return;
      }
      boolean repeated = grade == repeats;
      boolean last = grade == LAST_GRADE;
      years.add(
          new Attendance(
              grade, year, school, second, entry, moved, exit, last ? ExitType.GRADUATED : null));
      if (second != null) {
        school = second;
      }
      repeats = repeated ? NONE : repeats;
      grade += repeated ? 0 : 1;
    }
  }

  /** How a person leaves before graduating, or null; who goes to college seldom does. */
  private @Nullable ExitType leaving() {
    double at = dice.uniform();
    if (at < 0.035) {
      return ExitType.TRANSFERRED_OUT;
    }
    if (person.goesToCollege()) {
      return at < 0.045 ? ExitType.UNDOCUMENTED : null;
    }
    if (at < 0.045) {
      return ExitType.EMIGRATED;
    }
    if (at < 0.048) {
      return ExitType.DIED;
    }
    if (at < 0.10) {
      return ExitType.UNDOCUMENTED;
    }
    return at < 0.26 - 0.05 * person.ability() ? ExitType.DROPPED_OUT : null;
  }

  private School elsewhere(boolean high) {
    School[] all = world.schools().toArray(new School[0]);
    School target = dice.pick(all);
    if (high) {
      target = world.highSchoolOf(target);
    }
    return target;
  }

  private void write(Life life) {
    for (Attendance year : years) {
      boolean leaver = year.exitType() != null;
      // Some systems never close the stay of one who went on, or who was last seen somewhere.
      boolean open =
          year.exitType() == ExitType.UNDOCUMENTED
              ? dice.chance(0.4)
              : !leaver && dice.chance(0.03);
      School second = year.second();
      LocalDate moved = year.moved();
      if (second == null || moved == null) {
        enroll(life, year, year.school(), year.entry(), open ? null : year.exit(), year.exitType());
      } else {
        LocalDate lastDay = moved.minusDays(1);
        ExitType move = ExitType.TRANSFERRED_IN_STATE;
        enroll(life, year, year.school(), year.entry(), lastDay, move);
        LocalDate exit = open ? null : year.exit();
        enroll(life, year, second, moved, exit, year.exitType());
      }
    }
    Attendance last = years.get(years.size() - 1);
    School school = last.on(last.exit());
    if (last.exitType() == ExitType.GRADUATED) {
      boolean regular = person.goesToCollege() || dice.chance(0.96);
      graduate(life, last.exit(), school, regular ? DiplomaType.REGULAR : DiplomaType.OTHER);
    } else if (last.exitType() == ExitType.DROPPED_OUT && dice.chance(0.2)) {
      LocalDate later = last.exit().plusDays(dice.between(200, 900));
      graduate(life, later, school, DiplomaType.EQUIVALENCY);
    }
  }

  private void enroll(
      Life life,
      Attendance year,
      School school,
      LocalDate entry,
      @Nullable LocalDate exit,
      @Nullable ExitType type) {
    String districtId = school.district().id();
    life.enrollments.add(
        new SchoolEnrollment(
            life.envelope(entry, year.exit().plusDays(12), school.district().source()),
            districtId,
            school.id(),
            level(year.grade()),
            entry,
            exit,
            type));
  }

  private static void graduate(Life life, LocalDate day, School school, DiplomaType type) {
    life.graduations.add(
        new Graduation(
            life.envelope(day, day.plusDays(30), school.district().source()),
            type == DiplomaType.EQUIVALENCY ? "equivalency" : "diploma",
            school.id(),
            day,
            type));
  }

  /** Grade as CEDS writes it. */
  static String level(int grade) {
    return grade == 0 ? "KG" : grade < 10 ? "0" + grade : Integer.toString(grade);
  }
}
