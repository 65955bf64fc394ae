package org.pathline.streams;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Anchor;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Pathway.RosterYear;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.pathway.Settings;

/** Pathways of which only what is summed matters. */
public final class DrawnPathways {
  private DrawnPathways() {}

  /** Student anchored at a school of district D1, who sits in sections of one roster. */
  public static Pathway of(String student, String school, List<String> sections) {
    List<Seat> seats = new ArrayList<>();
    for (String section : sections) {
      seats.add(new Seat(section, Subject.MATHEMATICS, CourseLevel.G));
    }
    return of(student, "D1", school, seats);
  }

  /** Student anchored at a school, who sits there. */
  public static Pathway of(String student, String district, String school, List<Seat> seats) {
    return new Pathway(
        student,
        List.of(),
        Settings.DEFAULT,
        RaceEthnicity.values()[Math.floorMod(student.hashCode(), RaceEthnicity.values().length)],
        Sex.FEMALE,
        Indicator.NO,
        Indicator.NO,
        new Anchor(district, school, 2011, Subject.MATHEMATICS, 2015),
        PriorAchievement.HIGH,
        70.0,
        List.of(),
        List.of(),
        Channel.NONE,
        new OutcomeFlags(7, 3, 1),
        3_000_000_000L,
        List.of(),
        List.of(new RosterYear(district, school, 2011, "08", seats)),
        List.of(
            new GradePercentile(
                Subject.MATHEMATICS, "07", Math.floorMod(student.hashCode(), 100))));
  }
}
