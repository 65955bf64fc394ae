package org.pathline.domain.effect.answer;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;

/** Sums by school and cohort in a world whose disturbances and effects are chosen. */
final class EstimatorWorld {
  static final int COHORTS = 10;
  private static final int PER_DISTRICT = 10;
  private static final int FIRST_ADOPTION = 4;
  private static final int ADOPTIONS = 3;

  private final Panel panel;
  private final double truth;

  /**
   * How a world is disturbed.
   *
   * @param districts of ten schools
   * @param treated schools that adopt in each district
   * @param effect on the rate in the cohort of adoption
   * @param growth of the effect with each later cohort
   * @param students per school and cohort, on average
   * @param spread of the logarithm of school sizes
   * @param shock standard deviation of a school's shock in a cohort
   * @param memory share of a shock that stays for the next cohort
   * @param district standard deviation of a district's shock in a cohort
   * @param drift of treated schools per cohort
   */
  record Recipe(
      int districts,
      int treated,
      double effect,
      double growth,
      double students,
      double spread,
      double shock,
      double memory,
      double district,
      double drift) {
    static final Recipe PLAIN = new Recipe(8, 5, 0, 0, 60, 0, 0.01, 0, 0, 0);

    Recipe effect(double first, double each) {
      return new Recipe(
          districts, treated, first, each, students, spread, shock, memory, district, drift);
    }

    Recipe arms(int ofDistricts, int adopters) {
      return new Recipe(
          ofDistricts, adopters, effect, growth, students, spread, shock, memory, district, drift);
    }

    Recipe sizes(double mean, double logarithm) {
      return new Recipe(
          districts, treated, effect, growth, mean, logarithm, shock, memory, district, drift);
    }

    Recipe shocks(double size, double staying, double ofDistrict) {
      return new Recipe(
          districts, treated, effect, growth, students, spread, size, staying, ofDistrict, drift);
    }

    Recipe drift(double each) {
      return new Recipe(
          districts, treated, effect, growth, students, spread, shock, memory, district, each);
    }
  }

  EstimatorWorld(Recipe recipe, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    Panel.Builder builder = new Panel.Builder(Weighting.STUDENT);
    double[] years = new double[COHORTS];
    for (int t = 0; t < COHORTS; t++) {
      years[t] = 0.02 * normal.sample();
    }
    double treatedStudents = 0;
    double effects = 0;
    for (int d = 0; d < recipe.districts(); d++) {
      double[] ofDistrict = new double[COHORTS];
      for (int t = 0; t < COHORTS; t++) {
        ofDistrict[t] = recipe.district() * normal.sample();
      }
      for (int i = 0; i < PER_DISTRICT; i++) {
        boolean adopts = i < recipe.treated();
        int adopted = 1 + FIRST_ADOPTION + (d + i) % ADOPTIONS;
        String id = "D" + d + "S" + i;
        builder.unit(new PanelUnit(id, id, adopts ? adopted : PanelUnit.NEVER, 1, List.of()));
        double level = 0.3 + (adopts ? 0.05 : 0) + 0.04 * normal.sample();
        int size =
            (int)
                Math.max(
                    10,
                    recipe.students()
                        * Math.exp(
                            recipe.spread() * normal.sample()
                                - recipe.spread() * recipe.spread() / 2));
        double stationary = recipe.shock();
        double shock = stationary * normal.sample();
        for (int t = 1; t <= COHORTS; t++) {
          boolean under = adopts && t >= adopted;
          double effect = under ? recipe.effect() + recipe.growth() * (t - adopted) : 0;
          double p =
              level
                  + years[t - 1]
                  + ofDistrict[t - 1]
                  + shock
                  + (adopts ? recipe.drift() * t : 0)
                  + effect;
          int attained = 0;
          for (int k = 0; k < size; k++) {
            attained += random.nextDouble() < p ? 1 : 0;
          }
          builder.add(id, t, size, attained);
          treatedStudents += under ? size : 0;
          effects += effect * (under ? size : 0);
          shock =
              recipe.memory() * shock
                  + stationary * Math.sqrt(1 - recipe.memory() * recipe.memory()) * normal.sample();
        }
      }
    }
    panel = builder.build();
    truth = effects / treatedStudents;
  }

  Panel panel() {
    return panel;
  }

  /** Mean effect over the treated students. */
  double truth() {
    return truth;
  }

  int fewerClusters(Recipe recipe) {
    return recipe.districts() * Math.min(recipe.treated(), PER_DISTRICT - recipe.treated());
  }
}
