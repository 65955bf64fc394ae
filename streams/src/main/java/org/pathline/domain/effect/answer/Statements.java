package org.pathline.domain.effect.answer;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.design.DesignGrade;
import org.pathline.domain.effect.design.Randomization;

/** What may be said of an effect. */
final class Statements {
  private static final double LEVEL = 0.05;

  private Statements() {}

  /**
   * Statement for a grade; the sign of the effect chooses the word and nothing else.
   *
   * <p>Where the mix of students moved, the effect at one mix speaks; where few are treated,
   * randomization inference must agree; where the two estimators contradict each other, or the
   * design cannot bear a claim, nothing is said.
   */
  static EffectStatement of(
      DesignGrade grade,
      Diagnosis diagnosis,
      EffectAnswer.@Nullable Composition composition,
      boolean lowerIsBetter) {
    Figure effect =
        composition != null && composition.moved() && composition.standardised() != null
            ? composition.standardised()
            : diagnosis.overall();
    if (grade.compareTo(DesignGrade.LIMITED) < 0
        || effect == null
        || effect.interval() == null
        || diagnosis.estimatorsDisagree()) {
      return EffectStatement.INCONCLUSIVE;
    }
    Randomization randomization = diagnosis.randomization();
    if (!effect.excludesZero() || (randomization != null && randomization.p() > LEVEL)) {
      return EffectStatement.NONE_DETECTABLE;
    }
    return effect.value() > 0 == lowerIsBetter ? EffectStatement.HARM : EffectStatement.BENEFIT;
  }
}
