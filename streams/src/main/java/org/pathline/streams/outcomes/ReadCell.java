package org.pathline.streams.outcomes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.ChannelCount;
import org.pathline.events.MilestoneCount;
import org.pathline.events.MilestoneName;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutcomeCount;
import org.pathline.events.OutcomeName;

/** The cell in a published record, the way back from {@link PublishedCell}. */
public final class ReadCell {
  private static final int POINTS_SCALE = 9;
  private static final int CHANNELS_AT = 1 + 3 * Outcome.values().length;
  private static final int MILESTONES_AT = CHANNELS_AT + Channel.values().length;
  private static final int STEM_ENTRANTS_AT = MILESTONES_AT + Milestone.values().length;

  private ReadCell() {}

  /**
   * Cell from its published record. Outcomes and milestones that this release does not know are
   * left out.
   *
   * @throws IllegalArgumentException when the cell was derived with settings that this release does
   *     not know
   */
  public static Cell of(OutcomeCell cell) {
    return new Cell(key(cell), sums(cell));
  }

  private static CellKey key(OutcomeCell cell) {
    return new CellKey(
        new Settings(cell.getSettings().getAnchorGrade(), cell.getSettings().getStemList()),
        cell.getDistrictId(),
        cell.getSchoolId(),
        cell.getAnchorYear(),
        Subject.valueOf(cell.getSubject().name()),
        RaceEthnicity.valueOf(cell.getRaceEthnicity().name()),
        Indicator.valueOf(cell.getEconomicallyDisadvantaged().name()),
        PriorAchievement.valueOf(cell.getPriorAchievement().name()));
  }

  private static CellSums sums(OutcomeCell cell) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = cell.getMembers();
    for (OutcomeCount count : cell.getOutcomes()) {
      if (count.getOutcome() != OutcomeName.unknown) {
        int at = 1 + 3 * Outcome.labelled(count.getOutcome().name()).orElseThrow().ordinal();
        counts[at] = count.getEligible();
        counts[at + 1] = count.getObserved();
        counts[at + 2] = count.getAttained();
      }
    }
    channels(cell.getFirstAcceleration(), counts, CHANNELS_AT);
    channels(cell.getStemEntrantsByFirstAcceleration(), counts, STEM_ENTRANTS_AT);
    for (MilestoneCount count : cell.getMilestones()) {
      if (count.getMilestone() != MilestoneName.UNKNOWN) {
        counts[MILESTONES_AT + Milestone.valueOf(count.getMilestone().name()).ordinal()] =
            count.getStudents();
      }
    }
    return new CellSums(
        counts,
        scaled(cell.getGradePointsSum(), POINTS_SCALE),
        scaled(cell.getGradePointsSumOfSquares(), 2 * POINTS_SCALE));
  }

  private static void channels(List<ChannelCount> published, long[] counts, int at) {
    for (ChannelCount count : published) {
      counts[at + Channel.valueOf(count.getChannel().name()).ordinal()] = count.getStudents();
    }
  }

  private static BigInteger scaled(double value, int scale) {
    return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN).unscaledValue();
  }
}
