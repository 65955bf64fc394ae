package org.pathline.proof;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.events.ChannelCount;
import org.pathline.events.MilestoneCount;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutcomeCount;
import org.pathline.oracle.NaiveCell;
import org.pathline.oracle.NaiveStudent;

/** What production says, in the oracle's words. */
final class Translation {
  private Translation() {}

  static NaiveStudent of(Pathway pathway) {
    Pathway.Anchor anchor = pathway.anchor();
    SortedMap<Integer, String> pace = new TreeMap<>();
    pathway.pace().forEach(at -> pace.put(at.grade(), at.pace().name()));
    Integer firstAhead =
        pace.entrySet().stream()
            .filter(at -> at.getValue().equals("AHEAD"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    SortedMap<String, NaiveStudent.Milestone> milestones = new TreeMap<>();
    pathway
        .milestones()
        .forEach(
            each ->
                milestones.put(
                    each.milestone().name(),
                    new NaiveStudent.Milestone(
                        each.reachedOn(), each.factType().noun(), each.factKey())));
    return new NaiveStudent(
        pathway.studentId(),
        new TreeSet<>(pathway.aliasIds()),
        pathway.raceEthnicity().name(),
        pathway.sex().name(),
        pathway.economicallyDisadvantaged().name(),
        pathway.englishLearner().name(),
        anchor == null ? null : anchor.districtId(),
        anchor == null ? null : anchor.schoolId(),
        anchor == null ? null : anchor.schoolYear(),
        anchor == null ? null : anchor.expectedGraduationYear(),
        pathway.priorAchievement().name(),
        pathway.firstAcceleration().name(),
        firstAhead,
        pace,
        outcomes(pathway),
        anchor == null || pathway.gradePoints() == null
            ? null
            : BigDecimal.valueOf(pathway.gradePoints(), 9),
        milestones);
  }

  private static SortedMap<String, NaiveStudent.Outcome> outcomes(Pathway pathway) {
    SortedMap<String, NaiveStudent.Outcome> outcomes = new TreeMap<>();
    for (Outcome outcome : Outcome.all()) {
      outcomes.put(
          outcome.label(),
          new NaiveStudent.Outcome(
              pathway.outcomes().isEligible(outcome),
              pathway.outcomes().isObserved(outcome),
              pathway.outcomes().isAttained(outcome)));
    }
    return outcomes;
  }

  static NaiveCell of(CellKey key, CellSums sums) {
    SortedMap<String, NaiveCell.Counts> outcomes = new TreeMap<>();
    for (Outcome outcome : Outcome.all()) {
      outcomes.put(
          outcome.label(),
          new NaiveCell.Counts(
              sums.eligible(outcome), sums.observed(outcome), sums.attained(outcome)));
    }
    SortedMap<String, Long> channels = new TreeMap<>();
    SortedMap<String, Long> stemEntrants = new TreeMap<>();
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        channels.put(channel.name(), sums.students(channel));
        stemEntrants.put(channel.name(), sums.stemEntrants(channel));
      }
    }
    SortedMap<String, Long> milestones = new TreeMap<>();
    for (Milestone milestone : Milestone.values()) {
      milestones.put(milestone.name(), sums.students(milestone));
    }
    return new NaiveCell(
        new NaiveCell.Key(
            key.districtId(),
            key.schoolId(),
            key.anchorYear(),
            key.raceEthnicity().name(),
            key.economicallyDisadvantaged().name(),
            key.priorAchievement().name()),
        sums.members(),
        outcomes,
        new BigDecimal(sums.gradePoints(), 9),
        new BigDecimal(sums.gradePointSquares(), 18),
        channels,
        stemEntrants,
        milestones);
  }

  /** A published cell; its sums are what the nearest doubles are worth, see {@link #published}. */
  static NaiveCell of(OutcomeCell cell) {
    SortedMap<String, NaiveCell.Counts> outcomes = new TreeMap<>();
    for (OutcomeCount count : cell.getOutcomes()) {
      outcomes.put(
          count.getOutcome().name(),
          new NaiveCell.Counts(count.getEligible(), count.getObserved(), count.getAttained()));
    }
    SortedMap<String, Long> milestones = new TreeMap<>();
    for (MilestoneCount count : cell.getMilestones()) {
      milestones.put(count.getMilestone().name(), count.getStudents());
    }
    return new NaiveCell(
        new NaiveCell.Key(
            cell.getDistrictId(),
            cell.getSchoolId(),
            cell.getAnchorYear(),
            cell.getRaceEthnicity().name(),
            cell.getEconomicallyDisadvantaged().name(),
            cell.getPriorAchievement().name()),
        cell.getMembers(),
        outcomes,
        new BigDecimal(cell.getGradePointsSum()),
        new BigDecimal(cell.getGradePointsSumOfSquares()),
        channels(cell.getFirstAcceleration()),
        channels(cell.getStemEntrantsByFirstAcceleration()),
        milestones);
  }

  private static SortedMap<String, Long> channels(List<ChannelCount> counts) {
    SortedMap<String, Long> channels = new TreeMap<>();
    for (ChannelCount count : counts) {
      channels.put(count.getChannel().name(), count.getStudents());
    }
    return channels;
  }

  /** An exact cell as it must look once its sums were published as doubles. */
  static NaiveCell published(NaiveCell cell) {
    return new NaiveCell(
        cell.key(),
        cell.members(),
        cell.outcomes(),
        new BigDecimal(cell.gradePointsSum().doubleValue()),
        new BigDecimal(cell.gradePointsSumOfSquares().doubleValue()),
        cell.channels(),
        cell.stemEntrantsByChannel(),
        cell.milestones());
  }
}
