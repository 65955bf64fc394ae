package org.pathline.tables;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/** Made-up outcome cells for tests: small schools, all attributes, some students without anchor. */
public final class CellStates {
  private CellStates() {}

  /** So many cells at most, the same for the same seed. */
  public static List<Cell> random(long seed, int cells) {
    Random random = new Random(seed);
    Map<String, Cell> byKey = new TreeMap<>();
    for (int i = 0; i < cells; i++) {
      boolean anchored = random.nextInt(20) > 0;
      String district = "D" + random.nextInt(3);
      CellKey key =
          new CellKey(
              Settings.DEFAULT,
              anchored ? district : null,
              anchored ? district + "-S" + random.nextInt(4) : null,
              anchored ? Integer.valueOf(2008 + random.nextInt(6)) : null,
              Subject.MATHEMATICS,
              RaceEthnicity.values()[random.nextInt(RaceEthnicity.values().length)],
              Indicator.values()[random.nextInt(Indicator.values().length)],
              PriorAchievement.values()[random.nextInt(PriorAchievement.values().length)]);
      byKey.put(key.text(), new Cell(key, sums(random, anchored)));
    }
    return new ArrayList<>(byKey.values());
  }

  private static CellSums sums(Random random, boolean anchored) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = 1 + random.nextInt(30);
    long points = 0;
    BigInteger squares = BigInteger.ZERO;
    for (Outcome outcome : Outcome.values()) {
      if (anchored) {
        int at = CellSums.at(outcome);
        counts[at] = counts[0];
        counts[at + 1] = random.nextInt((int) counts[0] + 1);
        counts[at + 2] =
            outcome == Outcome.GRADE_POINTS
                ? counts[at + 1]
                : random.nextInt((int) counts[at + 1] + 1);
      }
    }
    for (int i = 0; i < counts[CellSums.at(Outcome.GRADE_POINTS) + 1]; i++) {
      long mean = random.nextInt(4_001) * 1_000_000L;
      points += mean;
      squares = squares.add(BigInteger.valueOf(mean).pow(2));
    }
    return new CellSums(counts, BigInteger.valueOf(points), squares);
  }
}
