package org.pathline.ask;

import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/** Cells for tests, student by student. */
final class Cells {
  static final Settings GRADE_8 = new Settings(8, "dhs-2024-07-22");
  static final Settings GRADE_12 = new Settings(12, "dhs-2024-07-22");

  private Cells() {}

  /** Key of a cell of a school; null for the students without an anchor. */
  static CellKey key(Settings settings, String schoolId, int year, RaceEthnicity race) {
    return new CellKey(
        settings,
        schoolId == null ? null : "D1",
        schoolId,
        schoolId == null ? null : year,
        Subject.MATHEMATICS,
        race,
        Indicator.NO,
        PriorAchievement.HIGH);
  }

  /** Cell of so many students of whom some are observed and some of these attained STEM entry. */
  static Cell cell(CellKey key, int members, int observed, int attained) {
    CellSums sums = new CellSums();
    for (int i = 0; i < members; i++) {
      OutcomeFlags.Builder flags = new OutcomeFlags.Builder();
      if (key.isAnchored()) {
        flags.add(Outcome.STEM_ENTRY_2, i < observed, i < attained);
      }
      int milestones = i < attained ? 1 << Milestone.STEM_ENTRY.ordinal() : 0;
      sums.add(new Contribution(key, flags.build(), null, Channel.NONE, milestones), 1);
    }
    return new Cell(key, sums);
  }

  /** Cell of students with these mean grade points, times 10^9. */
  static Cell points(CellKey key, long... points) {
    CellSums sums = new CellSums();
    for (long each : points) {
      OutcomeFlags flags = new OutcomeFlags.Builder().add(Outcome.GRADE_POINTS, true, true).build();
      sums.add(new Contribution(key, flags, each, Channel.NONE, 0), 1);
    }
    return new Cell(key, sums);
  }
}
