package org.pathline.domain.effect.answer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/**
 * Cells of a state in which schools with many disadvantaged students adopt more, or less, often,
 * and in which the effect depends on them, too.
 */
final class UnlikeSchools {
  private static final int FIRST_YEAR = 2003;
  private static final int COHORTS = 9;

  private final List<Cell> cells = new ArrayList<>();
  private final Map<SchoolId, Integer> adoptions = new HashMap<>();
  private final Map<SchoolId, Double> effects = new HashMap<>();
  private final Map<SchoolId, Integer> sizes = new HashMap<>();

  /**
   * What a state is like; z is the standardised share of disadvantaged students.
   *
   * @param selection of the logit of adoption per z; infinite where only schools of low z adopt
   * @param effect at z = 0
   * @param perZ change of the effect per z
   * @param tau standard deviation of the effect beyond that
   */
  record Recipe(int schools, double selection, double effect, double perZ, double tau) {}

  UnlikeSchools(Recipe recipe, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] years = new double[COHORTS];
    for (int t = 0; t < COHORTS; t++) {
      years[t] = 0.02 * normal.sample();
    }
    for (int i = 0; i < recipe.schools(); i++) {
      SchoolId school = new SchoolId("D" + i % 10, "S" + i);
      double z = 3.4 * random.nextDouble() - 1.7;
      double share = 0.45 + 0.15 * z;
      boolean adopts =
          Double.isInfinite(recipe.selection())
              ? z < -0.6
              : random.nextDouble() < 1 / (1 + Math.exp(0.4 - recipe.selection() * z));
      int adopted = FIRST_YEAR + 4 + i % 3;
      if (adopts) {
        adoptions.put(school, adopted);
      }
      double effect = recipe.effect() + recipe.perZ() * z + recipe.tau() * normal.sample();
      effects.put(school, effect);
      int size = 60 + 10 * (i % 7);
      sizes.put(school, size);
      double level = 0.4 + 0.04 * normal.sample() - 0.02 * z;
      for (int t = 0; t < COHORTS; t++) {
        boolean under = adopts && FIRST_YEAR + t >= adopted;
        double p = level + years[t] + 0.01 * normal.sample() + (under ? effect : 0);
        draw(random, school, FIRST_YEAR + t, size, p, share);
      }
    }
  }

  private void draw(
      UniformRandomProvider random, SchoolId school, int year, int size, double p, double share) {
    int at = CellSums.at(Outcome.STEM_ENTRY_2);
    long[][] counts = new long[6][CellSums.COUNTS];
    for (int i = 0; i < size; i++) {
      int third = random.nextInt(3);
      int disadvantaged = random.nextDouble() < share ? 1 : 0;
      long[] sums = counts[2 * third + disadvantaged];
      sums[0]++;
      sums[at]++;
      sums[at + 1]++;
      sums[at + 2] += random.nextDouble() < p + 0.1 * (third - 1) ? 1 : 0;
    }
    for (int group = 0; group < counts.length; group++) {
      CellKey key =
          new CellKey(
              Settings.DEFAULT,
              school.districtId(),
              school.schoolId(),
              year,
              Subject.MATHEMATICS,
              RaceEthnicity.WHITE,
              group % 2 == 1 ? Indicator.YES : Indicator.NO,
              PriorAchievement.values()[group / 2]);
      cells.add(new Cell(key, new CellSums(counts[group], BigInteger.ZERO, BigInteger.ZERO)));
    }
  }

  List<Cell> cells() {
    return cells;
  }

  RegimeAt regimes() {
    return (school, year) ->
        new RegimeAt.InForce(
            year >= adoptions.getOrDefault(school, Integer.MAX_VALUE)
                ? Regime.DETRACKED
                : Regime.TRACKED,
            false);
  }

  /** Mean effect over the students of all schools. */
  double truth() {
    double sum = 0;
    double students = 0;
    for (SchoolId school : effects.keySet()) {
      sum += sizes.get(school) * effects.get(school);
      students += sizes.get(school);
    }
    return sum / students;
  }

  /** Effects that schools which have not adopted would have. */
  List<Double> notAdopted() {
    return effects.entrySet().stream()
        .filter(each -> !adoptions.containsKey(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
