package org.pathline.domain.effect.answer;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.cell.StudyPanel;
import org.pathline.domain.effect.imputation.Imputation;

/**
 * What students of the same school and cohort have in common, by which they are worth fewer than
 * they are.
 *
 * <p>The design effect is the variance of school means around school and cohort effects, before the
 * policy, over the one that independent students would have: 1 + (n - 1) times the intraclass
 * correlation. Source: L. Kish, "Survey sampling" (1965), section 5.4.
 */
final class Clustering {
  private Clustering() {}

  private record Key(int anticipation) {}

  /** Students under the policy over the design effect; null where that is not determined. */
  static @Nullable Double treatedStudents(StudyPanel side, int anticipation) {
    return side.panel().derived(new Key(anticipation), () -> derived(side, anticipation));
  }

  private static @Nullable Double derived(StudyPanel side, int anticipation) {
    Panel panel = side.panel();
    int units = panel.units().size();
    int times = panel.timeCount();
    double within = 0;
    double withinFreedom = 0;
    double treated = 0;
    int cells = 0;
    BitSet unitsUsed = new BitSet();
    BitSet timesUsed = new BitSet();
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      for (int t = 0; t < times; t++) {
        double n = panel.size(s, t);
        if (n > 0 && unit.everAdopts() && panel.time(t) >= unit.adopted()) {
          treated += n;
        } else if (n > 0
            && !(unit.everAdopts() && panel.time(t) >= unit.adopted() - anticipation)) {
          double mean = panel.mean(s, t);
          within += side.squares(s, panel.time(t)) - n * mean * mean;
          withinFreedom += n - 1;
          cells++;
          unitsUsed.set(s);
          timesUsed.set(t);
        }
      }
    }
    int freedom = cells - unitsUsed.cardinality() - timesUsed.cardinality() + 1;
    if (freedom < 1 || !(within > 0) || withinFreedom <= 0) {
      return null;
    }
    // These are the cells that imputation fits effects of schools and cohorts to.
    Imputation untreated = Imputation.of(panel, anticipation);
    double[][] residual = untreated.residuals();
    double between = 0;
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < times; t++) {
        between += untreated.untreatedWeight(s, t) * residual[s][t] * residual[s][t];
      }
    }
    double designEffect = between / freedom / (within / withinFreedom);
    return treated / Math.max(1, designEffect);
  }
}
