package org.pathline.domain.effect;

import java.util.List;

/**
 * A unit that takes up the policy at one time or never: a school, or a county of somebody's panel.
 *
 * @param id unique within the panel
 * @param cluster what errors are clustered by, such as the unit itself or its district
 * @param adopted G: first time at which the unit is treated, or {@link #NEVER}
 * @param weight w: weight of the unit at all times, above 0; used by {@link Weighting#UNIT} only
 * @param covariates X: characteristics that do not change over time, without the constant
 */
public record PanelUnit(
    String id, String cluster, int adopted, double weight, List<Double> covariates) {
  /** Adoption of a unit that is never treated. */
  public static final int NEVER = 0;

  /** Checks the weight. */
  public PanelUnit {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("unit " + id + " has weight " + weight);
    }
    covariates = List.copyOf(covariates);
  }

  /** The same unit with other characteristics. */
  public PanelUnit with(List<Double> others) {
    return new PanelUnit(id, cluster, adopted, weight, others);
  }

  /** Whether the unit is treated at some time. */
  public boolean everAdopts() {
    return adopted != NEVER;
  }
}
