package org.pathline.streams.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.events.ChannelCount;
import org.pathline.events.Indicator;
import org.pathline.events.MilestoneCount;
import org.pathline.events.MilestoneName;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutcomeCount;
import org.pathline.events.OutcomeName;
import org.pathline.events.PriorAchievement;
import org.pathline.events.RaceEthnicity;
import org.pathline.events.Subject;

/** A cell as it is published, and back; equal cells give equal records. */
public final class CellRecord {
  private CellRecord() {}

  /** Record of a cell. */
  public static OutcomeCell of(CellKey key, CellSums sums) {
    return OutcomeCell.newBuilder()
        .setSettings(SettingsRecord.of(key.settings()))
        .setDistrictId(key.districtId())
        .setSchoolId(key.schoolId())
        .setAnchorYear(key.anchorYear())
        .setSubject(Subject.valueOf(key.subject().name()))
        .setRaceEthnicity(RaceEthnicity.valueOf(key.raceEthnicity().name()))
        .setEconomicallyDisadvantaged(Indicator.valueOf(key.economicallyDisadvantaged().name()))
        .setPriorAchievement(PriorAchievement.valueOf(key.priorAchievement().name()))
        .setMembers(sums.members())
        .setOutcomes(outcomes(sums))
        .setGradePointsSum(GradePoints.sum(sums.gradePoints()).doubleValue())
        .setGradePointsSumOfSquares(GradePoints.squares(sums.gradePointSquares()).doubleValue())
        .setFirstAcceleration(channels(sums::students))
        .setMilestones(milestones(sums))
        .setStemEntrantsByFirstAcceleration(channels(sums::stemEntrants))
        .setExactGradePointsSum(GradePoints.sum(sums.gradePoints()))
        .setExactGradePointsSumOfSquares(GradePoints.squares(sums.gradePointSquares()))
        .build();
  }

  /**
   * Cell from its record. Outcomes and milestones that this release does not know are left out.
   *
   * @throws IllegalArgumentException when the cell was derived with settings that this release does
   *     not know
   */
  public static Cell read(OutcomeCell record) {
    return new Cell(
        new CellKey(
            SettingsRecord.read(record.getSettings()),
            record.getDistrictId(),
            record.getSchoolId(),
            record.getAnchorYear(),
            org.pathline.domain.fact.Subject.valueOf(record.getSubject().name()),
            org.pathline.domain.fact.RaceEthnicity.valueOf(record.getRaceEthnicity().name()),
            org.pathline.domain.fact.Indicator.valueOf(
                record.getEconomicallyDisadvantaged().name()),
            org.pathline.domain.pathway.Pathway.PriorAchievement.valueOf(
                record.getPriorAchievement().name())),
        sums(record));
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

  private static CellSums sums(OutcomeCell record) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = record.getMembers();
    for (OutcomeCount count : record.getOutcomes()) {
      if (count.getOutcome() != OutcomeName.unknown) {
        int at = CellSums.at(Outcome.labelled(count.getOutcome().name()).orElseThrow());
        counts[at] = count.getEligible();
        counts[at + 1] = count.getObserved();
        counts[at + 2] = count.getAttained();
      }
    }
    channels(record.getFirstAcceleration(), counts, CellSums::at);
    channels(record.getStemEntrantsByFirstAcceleration(), counts, CellSums::stemEntrantsAt);
    for (MilestoneCount count : record.getMilestones()) {
      if (count.getMilestone() != MilestoneName.UNKNOWN) {
        counts[CellSums.at(Milestone.valueOf(count.getMilestone().name()))] = count.getStudents();
      }
    }
    return new CellSums(
        counts,
        whole(record.getExactGradePointsSum(), record.getGradePointsSum(), GradePoints.DECIMALS),
        whole(
            record.getExactGradePointsSumOfSquares(),
            record.getGradePointsSumOfSquares(),
            GradePoints.DECIMALS_OF_SQUARES));
  }

  private static void channels(List<ChannelCount> from, long[] counts, ToIntFunction<Channel> at) {
    for (ChannelCount count : from) {
      counts[at.applyAsInt(Channel.valueOf(count.getChannel().name()))] = count.getStudents();
    }
  }

  private static BigInteger whole(@Nullable BigDecimal exact, double nearest, int decimals) {
    BigDecimal known = exact == null ? BigDecimal.valueOf(nearest) : exact;
    return known.setScale(decimals, RoundingMode.HALF_EVEN).unscaledValue();
  }
}
