package org.pathline.domain.effect.cell;

import java.util.EnumSet;
import java.util.Set;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;

/** Which outcomes' answers, or ledgers, may differ once a cell has changed. */
public final class ChangedOutcomes {
  private static final Set<Outcome> AT_SCHOOL =
      EnumSet.of(
          Outcome.ADVANCED_COURSE,
          Outcome.ALGEBRA_BY_8,
          Outcome.CALCULUS_BY_12,
          Outcome.GRADE_POINTS,
          Outcome.ON_TIME_GRADUATION);

  private ChangedOutcomes() {}

  /**
   * Outcomes of which a count has changed, and those whose {@link Observability} is told by such a
   * count; all of them where the cell's students are more or fewer.
   */
  public static Set<Outcome> between(CellSums before, CellSums after) {
    if (before.members() != after.members()) {
      return EnumSet.allOf(Outcome.class);
    }
    Set<Outcome> changed = counted(before, after);
    for (Channel channel : Channel.values()) {
      if (before.stemEntrants(channel) != after.stemEntrants(channel)) {
        // A ledger tells who of those who entered STEM were ahead by what course.
        changed.add(Outcome.STEM_ENTRY_2);
      }
    }
    if (changed.contains(Outcome.ON_TIME_GRADUATION)) {
      changed.addAll(AT_SCHOOL);
    }
    if (changed.contains(Outcome.STEM_PERSISTENCE_6)) {
      changed.add(Outcome.STEM_SWITCHED_6);
      changed.add(Outcome.STEM_LEFT_6);
    }
    return changed;
  }

  /** Outcomes of which a count, or a sum of points, has changed itself. */
  public static Set<Outcome> counted(CellSums before, CellSums after) {
    Set<Outcome> changed = EnumSet.noneOf(Outcome.class);
    for (Outcome outcome : Outcome.all()) {
      if (before.eligible(outcome) != after.eligible(outcome)
          || before.observed(outcome) != after.observed(outcome)
          || before.attained(outcome) != after.attained(outcome)) {
        changed.add(outcome);
      }
    }
    if (!before.gradePoints().equals(after.gradePoints())
        || !before.gradePointSquares().equals(after.gradePointSquares())) {
      changed.add(Outcome.GRADE_POINTS);
    }
    return changed;
  }
}
