package org.pathline.domain.effect.dose;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;

/** A panel of schools half of which adopt with some dose, and what the dose does. */
final class DoseWorlds {
  private DoseWorlds() {}

  /**
   * A world.
   *
   * @param dose of each unit by index of the panel; NaN where it never adopts
   */
  record World(Panel panel, double[] dose) {}

  /** Rates of 60 students a cohort, ten cohorts. */
  static World of(int schools, DoubleUnaryOperator effect, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] years = new double[10];
    for (int t = 0; t < years.length; t++) {
      years[t] = 0.02 * normal.sample();
    }
    Panel.Builder builder = new Panel.Builder(Weighting.STUDENT);
    double[] doses = new double[schools];
    for (int s = 0; s < schools; s++) {
      boolean adopts = s % 2 == 0;
      int adopted = 5 + s % 3;
      double dose = random.nextDouble();
      doses[s] = adopts ? dose : Double.NaN;
      String id = String.format(Locale.ROOT, "S%05d", s);
      builder.unit(new PanelUnit(id, id, adopts ? adopted : PanelUnit.NEVER, 1, List.of()));
      double level = 0.4 + 0.04 * normal.sample();
      double own = 0.02 * normal.sample();
      for (int t = 0; t < years.length; t++) {
        double p = level + years[t] + 0.01 * normal.sample();
        if (adopts && t >= adopted) {
          p += own + effect.applyAsDouble(dose);
        }
        int attained = 0;
        for (int i = 0; i < 60; i++) {
          attained += random.nextDouble() < p ? 1 : 0;
        }
        builder.add(id, t, 60, attained);
      }
    }
    return new World(builder.build(), doses);
  }
}
