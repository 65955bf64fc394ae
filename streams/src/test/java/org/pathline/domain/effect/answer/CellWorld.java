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
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/** Outcome cells of a state whose policy does what a recipe says, drawn student by student. */
final class CellWorld {
  static final Study.Scope SCOPE =
      new Study.Scope(Outcome.STEM_ENTRY_2, Settings.DEFAULT, Subject.MATHEMATICS);
  private static final int FIRST_YEAR = 2003;
  private static final int AT = 1 + 3 * Outcome.STEM_ENTRY_2.ordinal();

  private final List<Cell> cells = new ArrayList<>();
  private final Map<SchoolId, Integer> adoptions = new HashMap<>();
  private final boolean districtWide;
  private double effects;
  private long affected;

  /**
   * What happens in a world.
   *
   * @param treatedOf in each district of ten schools, how many adopt
   * @param effect on the probability of everybody's outcome
   * @param drift of treated schools per cohort, from the first on
   * @param fewerHigh by how much the share of high achievers falls with the policy
   * @param linkedTreated share of students whose outcome is known, under the policy
   * @param linked the same, of all others
   */
  record Recipe(
      int districts,
      int treatedOf,
      boolean districtWide,
      int cohorts,
      int students,
      double effect,
      double drift,
      double fewerHigh,
      double linkedTreated,
      double linked) {
    static final Recipe NOTHING = new Recipe(8, 5, false, 10, 60, 0, 0, 0, 0.95, 0.95);

    Recipe effect(double value) {
      return new Recipe(
          districts,
          treatedOf,
          districtWide,
          cohorts,
          students,
          value,
          drift,
          fewerHigh,
          linkedTreated,
          linked);
    }

    Recipe drift(double value) {
      return new Recipe(
          districts,
          treatedOf,
          districtWide,
          cohorts,
          students,
          effect,
          value,
          fewerHigh,
          linkedTreated,
          linked);
    }

    Recipe fewerHigh(double value) {
      return new Recipe(
          districts,
          treatedOf,
          districtWide,
          cohorts,
          students,
          effect,
          drift,
          value,
          linkedTreated,
          linked);
    }

    Recipe linkedTreated(double value) {
      return new Recipe(
          districts,
          treatedOf,
          districtWide,
          cohorts,
          students,
          effect,
          drift,
          fewerHigh,
          value,
          linked);
    }

    Recipe in(int ofDistricts, int treated, boolean whole) {
      return new Recipe(
          ofDistricts,
          treated,
          whole,
          cohorts,
          students,
          effect,
          drift,
          fewerHigh,
          linkedTreated,
          linked);
    }
  }

  CellWorld(Recipe recipe, long seed) {
    districtWide = recipe.districtWide();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] years = new double[recipe.cohorts()];
    for (int t = 0; t < years.length; t++) {
      years[t] = 0.02 * normal.sample();
    }
    for (int d = 0; d < recipe.districts(); d++) {
      for (int i = 0; i < 10; i++) {
        SchoolId school = new SchoolId("D" + d, "S" + i);
        boolean adopts = recipe.districtWide() ? d < recipe.treatedOf() : i < recipe.treatedOf();
        int adopted = FIRST_YEAR + 4 + (recipe.districtWide() ? d : d + i) % 3;
        if (adopts) {
          adoptions.put(school, adopted);
        }
        double level = 0.3 + (adopts ? 0.05 : 0) + 0.04 * normal.sample();
        for (int t = 0; t < years.length; t++) {
          boolean under = adopts && FIRST_YEAR + t >= adopted;
          double p =
              level
                  + years[t]
                  + 0.01 * normal.sample()
                  + (adopts ? recipe.drift() * t : 0)
                  + (under ? recipe.effect() : 0);
          double high = 1.0 / 3 - (under ? recipe.fewerHigh() : 0);
          draw(random, recipe, school, FIRST_YEAR + t, p, high, under);
        }
      }
    }
  }

  private void draw(
      UniformRandomProvider random,
      Recipe recipe,
      SchoolId school,
      int year,
      double p,
      double high,
      boolean under) {
    long[][] counts = new long[6][CellSums.COUNTS];
    for (int i = 0; i < recipe.students(); i++) {
      double u = random.nextDouble();
      int third = u < high ? 2 : u < high + 1.0 / 3 ? 1 : 0;
      int disadvantaged = random.nextDouble() < 0.6 - 0.15 * third ? 1 : 0;
      long[] sums = counts[2 * third + disadvantaged];
      double mine = p + 0.15 * (third - 1) - 0.08 * disadvantaged;
      if (under) {
        effects += chance(mine) - chance(mine - recipe.effect());
        affected++;
      }
      sums[0]++;
      sums[AT]++;
      double linked = under ? recipe.linkedTreated() : recipe.linked();
      boolean attained = random.nextDouble() < mine;
      if (random.nextDouble() < linked) {
        sums[AT + 1]++;
        sums[AT + 2] += attained ? 1 : 0;
      }
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

  private static double chance(double p) {
    return Math.max(0, Math.min(1, p));
  }

  /** Mean effect on the students under the policy; no chance falls below 0. */
  double truth() {
    return affected == 0 ? 0 : effects / affected;
  }

  /** Cells, in the order in which they were drawn. */
  List<Cell> cells() {
    return cells;
  }

  /** The same world with every outcome turned round. */
  List<Cell> mirrored() {
    List<Cell> mirrored = new ArrayList<>();
    for (Cell cell : cells) {
      long[] counts = cell.sums().counts();
      counts[AT + 2] = counts[AT + 1] - counts[AT + 2];
      mirrored.add(new Cell(cell.key(), new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO)));
    }
    return mirrored;
  }

  /** Policies as they are in force. */
  RegimeAt regimes() {
    return (school, year) -> {
      Integer adopted = adoptions.get(school);
      return adopted != null && year >= adopted
          ? new RegimeAt.InForce(Regime.DETRACKED, districtWide)
          : new RegimeAt.InForce(Regime.TRACKED, true);
    };
  }
}
