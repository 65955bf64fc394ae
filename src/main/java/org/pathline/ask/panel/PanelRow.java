package org.pathline.ask.panel;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.PanelUnit;

/**
 * One row of a file whose values are all there.
 *
 * @param line its line, counted from 1
 */
record PanelRow(long line, int time, double outcome, PanelUnit unit) {

  /**
   * What of the unit is not as on another of its rows, or null.
   *
   * @param columns names for the answer
   */
  @Nullable String changed(PanelRow other, PanelColumns columns) {
    if (unit.adopted() != other.unit.adopted()) {
      return columns.treated();
    }
    if (unit.weight() != other.unit.weight()) {
      return columns.weight();
    }
    if (!Objects.equals(unit.cluster(), other.unit.cluster())) {
      return columns.cluster();
    }
    List<Double> before = other.unit.covariates();
    for (int k = 0; k < before.size(); k++) {
      if (!before.get(k).equals(unit.covariates().get(k))) {
        return columns.covariates().get(k);
      }
    }
    return null;
  }
}
