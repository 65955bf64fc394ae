package org.pathline.streams.outcomes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.events.ChannelCount;
import org.pathline.events.DerivationSettings;
import org.pathline.events.Indicator;
import org.pathline.events.MilestoneCount;
import org.pathline.events.MilestoneName;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutcomeCount;
import org.pathline.events.OutcomeName;
import org.pathline.events.PriorAchievement;
import org.pathline.events.RaceEthnicity;
import org.pathline.events.Subject;

/** A cell as it is published; equal sums give equal records. */
public final class PublishedCell {
  private static final int POINTS_SCALE = 9;

  private PublishedCell() {}

  /** Record of a cell. */
  public static OutcomeCell of(CellKey key, CellSums sums) {
    return OutcomeCell.newBuilder()
        .setSettings(
            new DerivationSettings(key.settings().anchorGrade(), key.settings().stemList()))
        .setDistrictId(key.districtId())
        .setSchoolId(key.schoolId())
        .setAnchorYear(key.anchorYear())
        .setSubject(Subject.valueOf(key.subject().name()))
        .setRaceEthnicity(RaceEthnicity.valueOf(key.raceEthnicity().name()))
        .setEconomicallyDisadvantaged(Indicator.valueOf(key.economicallyDisadvantaged().name()))
        .setPriorAchievement(PriorAchievement.valueOf(key.priorAchievement().name()))
        .setMembers(sums.members())
        .setOutcomes(outcomes(sums))
        .setGradePointsSum(decimal(sums.gradePoints(), POINTS_SCALE))
        .setGradePointsSumOfSquares(decimal(sums.gradePointSquares(), 2 * POINTS_SCALE))
        .setFirstAcceleration(channels(sums::students))
        .setMilestones(milestones(sums))
        .setStemEntrantsByFirstAcceleration(channels(sums::stemEntrants))
        .build();
  }

  private static double decimal(BigInteger scaled, int scale) {
    return new BigDecimal(scaled, scale).doubleValue();
  }

  private static List<OutcomeCount> outcomes(CellSums sums) {
    List<OutcomeCount> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.all()) {
      counts.add(
          new OutcomeCount(
              OutcomeName.valueOf(outcome.label()),
              sums.eligible(outcome),
              sums.observed(outcome),
              sums.attained(outcome)));
    }
    return counts;
  }

  private static List<ChannelCount> channels(ToLongFunction<Channel> students) {
    List<ChannelCount> counts = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        counts.add(
            new ChannelCount(
                org.pathline.events.Channel.valueOf(channel.name()),
                students.applyAsLong(channel)));
      }
    }
    return counts;
  }

  private static List<MilestoneCount> milestones(CellSums sums) {
    List<MilestoneCount> counts = new ArrayList<>();
    for (Milestone milestone : Milestone.values()) {
      counts.add(
          new MilestoneCount(MilestoneName.valueOf(milestone.name()), sums.students(milestone)));
    }
    return counts;
  }
}
