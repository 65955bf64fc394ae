package org.pathline.streams.rosters;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.RosterYear;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.sorting.Seating;
import org.pathline.events.Pathway;

/** The seats of the student of a published pathway. */
final class ReadSeatings {
  private ReadSeatings() {}

  static List<Seating> of(Pathway pathway) {
    return Seating.of(
        rosters(pathway),
        percentiles(pathway),
        RaceEthnicity.valueOf(pathway.getRaceEthnicity().name()),
        Indicator.valueOf(pathway.getEconomicallyDisadvantaged().name()));
  }

  private static List<RosterYear> rosters(Pathway pathway) {
    List<RosterYear> rosters = new ArrayList<>();
    for (var year : pathway.getRosters()) {
      List<Seat> seats = new ArrayList<>();
      for (var seat : year.getSeats()) {
        Subject subject = Subject.valueOf(seat.getSubject().name());
        // A newer writer's subject reads as unknown here; such seats of two must not be joined.
        if (subject != Subject.UNKNOWN) {
          seats.add(
              new Seat(
                  seat.getSectionId(), subject, CourseLevel.valueOf(seat.getCourseLevel().name())));
        }
      }
      rosters.add(
          new RosterYear(
              year.getDistrictId(),
              year.getSchoolId(),
              year.getSchoolYear(),
              year.getGradeLevel(),
              seats));
    }
    return rosters;
  }

  private static List<GradePercentile> percentiles(Pathway pathway) {
    return pathway.getPercentiles().stream()
        .map(
            each ->
                new GradePercentile(
                    Subject.valueOf(each.getSubject().name()),
                    each.getGradeLevel(),
                    each.getPercentile()))
        .toList();
  }
}
