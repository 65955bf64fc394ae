package org.pathline.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.SectionEnrollment;

/**
 * Divides the seats of a course into sections of about 25, sorted by score where a school tracks
 * and mixed where it does not.
 *
 * <p>Who comes from another zone or repeats a grade joins the first section of the course.
 */
final class SimulatedRosters {
  private static final int SECTION_SIZE = 25;
  private static final Comparator<Seat> BY_SCORE =
      Comparator.<Seat>comparingDouble(seat -> seat.percentile())
          .thenComparingInt(seat -> seat.person().number());

  private final long seed;

  SimulatedRosters(long seed) {
    this.seed = seed;
  }

  /** Makes the rosters of one zone and cohort and writes sections and grades into the lives. */
  void write(Zone zone, int cohort, List<Seat> seats) {
    Map<String, List<Seat>> courses = new TreeMap<>();
    for (Seat seat : seats) {
      if (seat.school().zone() == zone.index() && seat.year() - seat.grade() == cohort - 8) {
        courses.computeIfAbsent(seat.course(), course -> new ArrayList<>()).add(seat);
      }
    }
    Map<Seat, Integer> sections = new IdentityHashMap<>();
    courses.values().forEach(course -> divide(course, sections));
    // Who is in none of them joins the first section.
    seats.forEach(seat -> write(seat, sections.getOrDefault(seat, 1)));
  }

  private void divide(List<Seat> seats, Map<Seat, Integer> sectionOf) {
    Seat any = seats.get(0);
    Draws dice = Draws.of(seed, any.course().hashCode(), Purpose.ROSTERS);
    if (!isMixed(any)) {
      double noise = any.school().partial() ? 30 : 5;
      Map<Seat, Double> keys = new IdentityHashMap<>();
      seats.forEach(seat -> keys.put(seat, seat.percentile() + noise * dice.normal()));
      seats.sort(Comparator.<Seat>comparingDouble(keys::get).thenComparing(BY_SCORE));
    } else {
      for (int i = seats.size() - 1; i > 0; i--) {
        Collections.swap(seats, i, dice.between(0, i));
      }
    }
    int sections = Math.max(1, Math.round(seats.size() / (float) SECTION_SIZE));
    for (int i = 0; i < seats.size(); i++) {
      sectionOf.put(seats.get(i), 1 + (int) ((long) i * sections / seats.size()));
    }
  }

  private static boolean isMixed(Seat seat) {
    if (seat.grade() < 6) {
      return true;
    }
    return seat.grade() > 8
        || (seat.school().detracked(seat.year()) && !seat.school().sortsAnyway());
  }

  private static void write(Seat seat, int section) {
    Life life = seat.life();
    String sectionId = seat.course() + "." + section;
    String level = SchoolYears.level(seat.grade());
    String source = seat.school().district().source();
    LocalDate start = seat.entry() != null ? seat.entry() : LocalDate.of(seat.year() - 1, 9, 1);
    life.sections.add(
        new SectionEnrollment(
            life.envelope(start, start.plusDays(14), source),
            sectionId,
            seat.school().district().id(),
            seat.school().id(),
            seat.year(),
            level,
            seat.courseCode(),
            seat.level(),
            seat.entry(),
            seat.exit()));
    grade(seat, sectionId, level, "S1", seat.fall(), LocalDate.of(seat.year(), 1, 20));
    grade(seat, sectionId, level, "S2", seat.spring(), LocalDate.of(seat.year(), 6, 15));
    grade(seat, sectionId, level, "Y1", seat.whole(), LocalDate.of(seat.year(), 6, 15));
  }

  private static void grade(
      Seat seat,
      String sectionId,
      String level,
      String term,
      @Nullable String mark,
      LocalDate day) {
    if (mark == null) {
      return;
    }
    District district = seat.school().district();
    int tenths = Marks.tenths(mark);
    boolean weighs = seat.level().name().equals("H") || seat.level().name().equals("E");
    Double points = null;
    if (district.reportsPoints() && tenths != Marks.NO_POINTS) {
      points = (tenths + (weighs && tenths > 0 ? 5 : 0)) / 10.0;
    }
    boolean credit = seat.grade() >= 9;
    seat.life()
        .grades
        .add(
            new CourseGrade(
                seat.life().envelope(day.minusDays(30), day, district.source()),
                sectionId,
                term,
                seat.year(),
                level,
                seat.courseCode(),
                seat.level(),
                mark,
                points,
                credit ? 0.5 : null,
                credit ? (Marks.passes(mark) ? 0.5 : 0.0) : null));
  }
}
