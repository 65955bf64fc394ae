package org.pathline.simulate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;

/** Seats and marks of one student; what course it is, {@link Mathematics} and others decide. */
final class SimulatedCourses {
  private final Person person;
  private final Life life;
  private final Draws dice;
  private final List<Seat> seats;

  SimulatedCourses(Person person, Life life, Draws dice, List<Seat> seats) {
    this.person = person;
    this.life = life;
    this.dice = dice;
    this.seats = seats;
  }

  /** Takes English in grades 6 to 12 and a science in grades 9 to 12. */
  void takeOthers(Attendance year, double percentile) {
    if (year.grade() < 6) {
      return;
    }
    CourseLevel level = percentile > 72 && dice.chance(0.6) ? CourseLevel.H : CourseLevel.G;
    String english = year.grade() < 9 ? "0103" + year.grade() : "0100" + (year.grade() - 8);
    take(year, english, level, percentile, 0.1);
    if (year.grade() >= 9) {
      String[] sciences = {"03001", "03051", "03101", "03151"};
      take(year, sciences[year.grade() - 9], level, percentile, -0.1);
    }
  }

  /**
   * Takes a course for a year, in both schools of a student who moves.
   *
   * @param gain added to the marks, in points
   * @return whether a mark of the course passes
   */
  boolean take(Attendance year, String code, CourseLevel level, double percentile, double gain) {
    School second = year.second();
    LocalDate move = year.moved();
    if (second == null || move == null) {
      return seat(year, year.school(), code, level, null, lastDay(year), percentile, gain, true);
    }
    boolean early =
        seat(year, year.school(), code, level, null, move.minusDays(1), percentile, gain, false);
    return seat(year, second, code, level, move, lastDay(year), percentile, gain, true) || early;
  }

  private static @Nullable LocalDate lastDay(Attendance year) {
    return year.exitType() == null || year.grade() == 12 ? null : year.exit();
  }

  private boolean seat(
      Attendance year,
      School school,
      String code,
      CourseLevel level,
      @Nullable LocalDate entry,
      @Nullable LocalDate exit,
      double percentile,
      double gain,
      boolean toTheEnd) {
    boolean numeric = school.district().numericMarks();
    LocalDate from = entry == null ? year.entry() : entry;
    LocalDate to = exit == null ? year.exit() : exit;
    boolean hasFall = covers(from, to, LocalDate.of(year.year() - 1, 12, 15));
    boolean hasSpring = toTheEnd && covers(from, to, LocalDate.of(year.year(), 5, 31));
    String fall = null;
    String spring = null;
    String whole = null;
    if (year.grade() >= 6) {
      fall = hasFall ? mark(gain, numeric) : null;
      spring = hasSpring ? mark(gain, numeric) : null;
    } else if (year.grade() >= 3) {
      whole = hasSpring ? mark(gain, numeric) : null;
    }
    seats.add(
        new Seat(
            life, person, year, school, code, level, entry, exit, percentile, fall, spring, whole));
    return passes(fall) || passes(spring) || passes(whole);
  }

  private static boolean covers(LocalDate from, LocalDate to, LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  private String mark(double gain, boolean numeric) {
    return Marks.draw(dice, 2.65 + 0.7 * person.ability() + 0.55 * dice.normal() + gain, numeric);
  }

  private static boolean passes(@Nullable String mark) {
    return mark != null && Marks.passes(mark);
  }
}
