package org.pathline.domain.effect;

/** Effects unit by unit, of which means with errors can be taken. */
public interface UnitEffects {
  /** Effect of each unit by index; NaN where it has none. */
  double[] effects();

  /**
   * Weighted sum of the effects with its error: of a unit its weight times its effect less what was
   * expected of it, and that of what the effects are measured against.
   *
   * @param units indices of the units, each of which has an effect
   * @param share weight of each of them; of a mean they sum to 1, of a difference to 0
   * @param residual effect of each of them less what was expected of it
   */
  Estimate mean(int[] units, double[] share, double[] residual);
}
