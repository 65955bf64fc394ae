package org.pathline.ask.panel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file hold what.
 *
 * @param unit id of the unit
 * @param time whole number, such as a year
 * @param treated first time under the policy; 0, -1, nothing, NA or Inf for never
 * @param outcome number
 * @param weight number above 0 that does not change over time, or null: every unit counts 1
 * @param covariates numbers that do not change over time
 * @param cluster what errors are clustered by, or null: the unit
 * @param dose number that does not change over time and may be missing of units that never adopt,
 *     or null: no dose
 */
public record PanelColumns(
    String unit,
    String time,
    String treated,
    String outcome,
    @Nullable String weight,
    List<String> covariates,
    @Nullable String cluster,
    @Nullable String dose) {

  /** The same with another column that must not change over time. */
  public PanelColumns withCovariate(String column) {
    List<String> more = new ArrayList<>(covariates);
    more.add(column);
    return new PanelColumns(unit, time, treated, outcome, weight, more, cluster, dose);
  }

  List<String> all() {
    List<String> all = new ArrayList<>(List.of(unit, time, treated, outcome));
    if (weight != null) {
      all.add(weight);
    }
    all.addAll(covariates);
    if (cluster != null) {
      all.add(cluster);
    }
    if (dose != null) {
      all.add(dose);
    }
    return all;
  }
}
