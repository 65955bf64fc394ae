package org.pathline.streams.outcomes;

import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Anchor;
import org.pathline.events.OutcomeName;
import org.pathline.events.OutcomeStatus;
import org.pathline.events.Pathway;
import org.pathline.events.ReachedMilestone;

/** What the student of a published pathway contributes. */
final class ReadContribution {
  private static final double SCALE = 1e9;

  private ReadContribution() {}

  static Contribution of(Pathway pathway) {
    Anchor anchor = pathway.getAnchor();
    return new Contribution(
        new CellKey(
            new Settings(
                pathway.getSettings().getAnchorGrade(), pathway.getSettings().getStemList()),
            anchor == null ? null : anchor.getDistrictId(),
            anchor == null ? null : anchor.getSchoolId(),
            anchor == null ? null : anchor.getSchoolYear(),
            anchor == null ? Subject.MATHEMATICS : Subject.valueOf(anchor.getSubject().name()),
            RaceEthnicity.valueOf(pathway.getRaceEthnicity().name()),
            Indicator.valueOf(pathway.getEconomicallyDisadvantaged().name()),
            PriorAchievement.valueOf(pathway.getPriorAchievement().name())),
        flags(pathway),
        anchor == null || pathway.getGradePoints() == null
            ? null
            : Math.round(pathway.getGradePoints() * SCALE),
        Channel.valueOf(pathway.getFirstAcceleration().name()),
        milestones(pathway));
  }

  private static OutcomeFlags flags(Pathway pathway) {
    int eligible = 0;
    int observed = 0;
    int attained = 0;
    for (OutcomeStatus status : pathway.getOutcomes()) {
      // A newer writer's outcome reads as unknown here and is not counted by this release.
      if (status.getOutcome() != OutcomeName.unknown) {
        int bit = 1 << Outcome.labelled(status.getOutcome().name()).orElseThrow().ordinal();
        eligible |= status.getEligible() ? bit : 0;
        observed |= status.getObserved() ? bit : 0;
        attained |= status.getAttained() ? bit : 0;
      }
    }
    return new OutcomeFlags(eligible, observed, attained);
  }

  private static int milestones(Pathway pathway) {
    int milestones = 0;
    for (ReachedMilestone reached : pathway.getMilestones()) {
      if (reached.getMilestone() != org.pathline.events.MilestoneName.UNKNOWN) {
        milestones |= 1 << Milestone.valueOf(reached.getMilestone().name()).ordinal();
      }
    }
    return milestones;
  }
}
