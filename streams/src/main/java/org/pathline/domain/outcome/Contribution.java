package org.pathline.domain.outcome;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Anchor;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.Settings;

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
    @Nullable Long gradePoints,
    Channel firstAcceleration,
    int milestones) {

  /** Contribution of a pathway. */
  public static Contribution of(Pathway pathway) {
    int milestones = 0;
    for (Reached reached : pathway.milestones()) {
      milestones |= bit(reached.milestone());
    }
    return of(
        pathway.settings(),
        pathway.anchor(),
        pathway.raceEthnicity(),
        pathway.economicallyDisadvantaged(),
        pathway.priorAchievement(),
        pathway.outcomes(),
        pathway.gradePoints(),
        pathway.firstAcceleration(),
        milestones);
  }

  /** The bit of a milestone. */
  public static int bit(Milestone milestone) {
    return 1 << milestone.ordinal();
  }

  /**
   * Contribution of a student of whom this is known.
   *
   * @param anchor null for an unanchored student, whose points count nowhere
   * @param milestones a {@link #bit} for each that is held
   */
  public static Contribution of(
      Settings settings,
      @Nullable Anchor anchor,
      RaceEthnicity raceEthnicity,
      Indicator economicallyDisadvantaged,
      PriorAchievement priorAchievement,
      OutcomeFlags outcomes,
      @Nullable Long gradePoints,
      Channel firstAcceleration,
      int milestones) {
    return new Contribution(
        new CellKey(
            settings,
            anchor == null ? null : anchor.districtId(),
            anchor == null ? null : anchor.schoolId(),
            anchor == null ? null : anchor.schoolYear(),
            anchor == null ? Subject.MATHEMATICS : anchor.subject(),
            raceEthnicity,
            economicallyDisadvantaged,
            priorAchievement),
        outcomes,
        anchor == null ? null : gradePoints,
        firstAcceleration,
        milestones);
  }
}
