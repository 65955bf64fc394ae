package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.pathline.domain.pathway.Outcome;

/** Students of made-up schools, many in some groups and few in others. */
final class Worlds {
  private static final String[] RACES = {
    "AMERICAN_INDIAN", "ASIAN", "BLACK", "HISPANIC", "PACIFIC_ISLANDER", "TWO_OR_MORE", "WHITE"
  };
  private static final double[] SHARES = {0.01, 0.07, 0.16, 0.26, 0.01, 0.05, 0.44};

  private Worlds() {}

  /** Units by school, race and income, with outcomes of which the first is of all members. */
  static List<Unit> schools(Random random, int schools, int mean, List<Outcome> outcomes) {
    List<Unit> units = new ArrayList<>();
    for (int school = 0; school < schools; school++) {
      double size = mean * (0.3 + 1.4 * random.nextDouble());
      double skew = random.nextDouble();
      for (int race = 0; race < RACES.length; race++) {
        double share = SHARES[race] * (0.2 + 1.6 * random.nextDouble());
        for (int poor = 0; poor < 2; poor++) {
          double expected = size * share * (poor == 0 ? skew : 1 - skew);
          long members =
              Math.max(0, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
          if (members > 0) {
            units.add(
                unit(
                    random,
                    List.of("S" + (1000 + school), RACES[race], poor == 0 ? "YES" : "NO"),
                    members,
                    outcomes));
          }
        }
      }
    }
    return units;
  }

  static Unit unit(Random random, List<String> values, long members, List<Outcome> outcomes) {
    long[] observed = new long[outcomes.size()];
    long[] attained = new long[outcomes.size()];
    double rate = random.nextDouble() * random.nextDouble();
    for (int i = 0; i < observed.length; i++) {
      boolean all = outcomes.get(i) == Outcome.ALGEBRA_BY_8;
      boolean points = outcomes.get(i) == Outcome.GRADE_POINTS;
      for (int student = 0; student < members; student++) {
        if (all || random.nextDouble() < 0.94) {
          observed[i]++;
          // Whoever has grade points is counted as one who attained some.
          attained[i] += points || random.nextDouble() < rate ? 1 : 0;
        }
      }
    }
    boolean points = outcomes.contains(Outcome.GRADE_POINTS);
    long graded = points ? observed[outcomes.indexOf(Outcome.GRADE_POINTS)] : 0;
    return new Unit(values, members, observed, attained, graded * (150 + Math.rint(200 * rate)));
  }

  /** The same students a term later: more is known, and some have attained more. */
  static List<Unit> later(Random random, List<Unit> before, List<Outcome> outcomes) {
    int graded = outcomes.indexOf(Outcome.GRADE_POINTS);
    List<Unit> after = new ArrayList<>();
    for (Unit unit : before) {
      long[] observed = unit.observed().clone();
      long[] attained = unit.attained().clone();
      double mean = unit.points() == 0 ? 0 : unit.points() / unit.observed()[graded];
      for (int i = 0; i < observed.length; i++) {
        long others = observed[i] - attained[i];
        for (long j = observed[i]; j < unit.members(); j++) {
          if (random.nextDouble() < 0.3) {
            observed[i]++;
            attained[i] += i == graded || random.nextDouble() < 0.3 ? 1 : 0;
          }
        }
        for (long j = 0; j < others; j++) {
          attained[i] += random.nextDouble() < 0.03 ? 1 : 0;
        }
      }
      double points = graded < 0 ? 0 : Math.rint(mean * observed[graded]);
      after.add(new Unit(unit.values(), unit.members(), observed, attained, points));
    }
    return after;
  }

  /** Sums units to fewer dimensions. */
  static List<Unit> summed(List<Unit> units, int... kept) {
    Map<List<String>, Unit> sums = new TreeMap<>(Tables.ORDER);
    for (Unit unit : units) {
      List<String> values = new ArrayList<>();
      for (int at : kept) {
        values.add(unit.values().get(at));
      }
      Unit sum = sums.get(values);
      sums.put(values, sum == null ? unit.at(values) : sum.plus(unit));
    }
    return List.copyOf(sums.values());
  }
}
