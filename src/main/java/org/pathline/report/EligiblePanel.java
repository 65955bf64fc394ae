package org.pathline.report;

import java.util.List;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.topics.Unanswerable;

/**
 * A panel with who is eligible for the policy.
 *
 * @param eligible of each unit, by index; read only
 */
record EligiblePanel(Panel panel, boolean[] eligible) {

  /**
   * A panel whose last covariate says who is eligible.
   *
   * <p>With two times, a first time of treatment that is 1 for all treated and not after the first
   * of them only says who is treated: that is then the second time, as R's triplediff has it.
   *
   * @throws Unanswerable when it is neither 0 nor 1 of some unit
   */
  static EligiblePanel of(Panel panel) {
    boolean marks =
        panel.timeCount() == 2
            && panel.time(0) >= 1
            && panel.units().stream().allMatch(unit -> unit.adopted() == 0 || unit.adopted() == 1);
    boolean[] eligible = new boolean[panel.units().size()];
    for (int s = 0; s < eligible.length; s++) {
      List<Double> covariates = panel.units().get(s).covariates();
      double value = covariates.get(covariates.size() - 1);
      if (value != 0 && value != 1) {
        throw new Unanswerable(
            "--eligible: is "
                + value
                + " of unit "
                + panel.units().get(s).id()
                + "; give 1 where a unit is eligible and 0 where not");
      }
      eligible[s] = value == 1;
    }
    Panel without =
        panel.withUnits(
            unit ->
                new PanelUnit(
                    unit.id(),
                    unit.cluster(),
                    marks && unit.everAdopts() ? panel.time(1) : unit.adopted(),
                    unit.weight(),
                    unit.covariates().subList(0, unit.covariates().size() - 1)));
    return new EligiblePanel(without, eligible);
  }
}
