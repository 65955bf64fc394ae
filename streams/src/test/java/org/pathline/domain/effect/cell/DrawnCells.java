package org.pathline.domain.effect.cell;

import java.math.BigInteger;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/** Cells with the counts of one outcome, written down. */
final class DrawnCells {
  private DrawnCells() {}

  static Cell cell(
      String district,
      String school,
      int year,
      Outcome outcome,
      int eligible,
      int observed,
      int attained) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = eligible;
    counts[1 + 3 * outcome.ordinal()] = eligible;
    counts[2 + 3 * outcome.ordinal()] = observed;
    counts[3 + 3 * outcome.ordinal()] = attained;
    return cell(district, school, year, counts);
  }

  static Cell cell(String district, String school, int year, long[] counts) {
    return new Cell(
        new CellKey(
            Settings.DEFAULT,
            district,
            school,
            year,
            Subject.MATHEMATICS,
            RaceEthnicity.WHITE,
            Indicator.NO,
            PriorAchievement.HIGH),
        new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO));
  }
}
