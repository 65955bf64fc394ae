package org.pathline.domain.effect.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;

/** Imputation held against a regression on one dummy for every unit and time. */
class ImputationTest {
  private static final int[] ADOPTIONS = {0, 4, 5, 0, 4, 3, 0, 5};
  private static final int TIMES = 6;

  private static Panel panel(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Panel.Builder builder = new Panel.Builder(Weighting.STUDENT);
    for (int s = 0; s < ADOPTIONS.length; s++) {
      builder.unit(new PanelUnit("u" + s, "u" + s, ADOPTIONS[s], 1, List.of()));
      for (int t = 1; t <= TIMES; t++) {
        int n = random.nextInt(10) == 0 ? 0 : 10 + random.nextInt(40);
        builder.add("u" + s, t, n, n == 0 ? 0 : random.nextInt(n + 1));
      }
    }
    return builder.build();
  }

  /** Overall effect by brute force; cells under the policy are weighted by students, or alike. */
  private static double naive(Panel panel, boolean byStudents) {
    int units = ADOPTIONS.length;
    RealMatrix z = new Array2DRowRealMatrix(units * TIMES, units + TIMES);
    double[] y = new double[units * TIMES];
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < TIMES; t++) {
        boolean under = ADOPTIONS[s] > 0 && t + 1 >= ADOPTIONS[s];
        double root = under ? 0 : Math.sqrt(panel.size(s, t));
        z.setEntry(s * TIMES + t, s, root);
        z.setEntry(s * TIMES + t, units + t, root);
        y[s * TIMES + t] = root == 0 ? 0 : root * panel.mean(s, t);
      }
    }
    double[] effects =
        new SingularValueDecomposition(z).getSolver().solve(new ArrayRealVector(y)).toArray();
    double sum = 0;
    double total = 0;
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < TIMES; t++) {
        if (ADOPTIONS[s] > 0 && t + 1 >= ADOPTIONS[s] && panel.size(s, t) > 0) {
          double weight = byStudents ? panel.size(s, t) : 1;
          sum += weight * (panel.mean(s, t) - effects[s] - effects[units + t]);
          total += weight;
        }
      }
    }
    return sum / total;
  }

  @Test
  void theEffectIsThatOfARegressionOnDummies() {
    for (long seed = 1; seed <= 20; seed++) {
      Panel panel = panel(seed);
      double effect = new Imputation(panel, 0).overall().value();
      assertThat(effect).as("seed %d", seed).isCloseTo(naive(panel, true), within(1e-10));
      assertThat(effect).as("students count").isNotCloseTo(naive(panel, false), within(1e-6));
    }
  }
}
