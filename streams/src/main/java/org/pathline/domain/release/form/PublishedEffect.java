package org.pathline.domain.release.form;

import java.util.List;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectStatement;
import org.pathline.domain.effect.design.DesignGrade;
import org.pathline.domain.pathway.Outcome;

/**
 * An effect of de-tracking as it follows from the tables of a release.
 *
 * @param subgroup whose outcome, as {@code pathline effects} writes it
 * @param rows estimates, in order of estimator, type, group and time
 * @param design what the design can bear
 * @param statement what may be said of the effect
 * @param treated schools under the policy of which all that it takes is shown
 * @param comparison schools that they are compared with
 * @param withheld schools that are left out because a figure of theirs is withheld
 */
public record PublishedEffect(
    Outcome outcome,
    String subgroup,
    List<EffectRow> rows,
    DesignGrade design,
    EffectStatement statement,
    int treated,
    int comparison,
    int withheld) {

  /** Copies the rows. */
  public PublishedEffect {
    rows = List.copyOf(rows);
  }
}
