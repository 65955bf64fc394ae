package org.pathline.domain.outcome;

import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.Reached;

/**
 * What one student adds to the one cell the student belongs to.
 *
 * @param gradePoints mean points on the 4.0 scale, times 10^9; null where the outcome is not
 *     observed
 * @param milestones one bit per milestone held, by ordinal
 */
public record Contribution(
    CellKey cell,
    OutcomeFlags outcomes,
    Long gradePoints,
    Channel firstAcceleration,
    int milestones) {

  /** Contribution of a pathway. */
  public static Contribution of(Pathway pathway) {
    Pathway.Anchor anchor = pathway.anchor();
    int milestones = 0;
    for (Reached reached : pathway.milestones()) {
      milestones |= 1 << reached.milestone().ordinal();
    }
    return new Contribution(
        new CellKey(
            pathway.settings(),
            anchor == null ? null : anchor.districtId(),
            anchor == null ? null : anchor.schoolId(),
            anchor == null ? null : anchor.schoolYear(),
            anchor == null ? Subject.MATHEMATICS : anchor.subject(),
            pathway.raceEthnicity(),
            pathway.economicallyDisadvantaged(),
            pathway.priorAchievement()),
        pathway.outcomes(),
        anchor == null ? null : pathway.gradePoints(),
        pathway.firstAcceleration(),
        milestones);
  }
}
