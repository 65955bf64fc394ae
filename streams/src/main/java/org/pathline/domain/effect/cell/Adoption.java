package org.pathline.domain.effect.cell;

import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.cell.RegimeAt.InForce;

/**
 * When a school stopped sorting, and what it did before.
 *
 * @param adopted G: first anchor year under DETRACKED, or {@link PanelUnit#NEVER}
 * @param before what was in force in the year before; for a school that never stopped, in the last
 *     year of the panel
 * @param districtWide whether the policy adopted is the district's
 */
public record Adoption(SchoolId school, int adopted, InForce before, boolean districtWide) {
  /** Whether the school stopped sorting within the panel. */
  public boolean isTreated() {
    return adopted != PanelUnit.NEVER;
  }
}
