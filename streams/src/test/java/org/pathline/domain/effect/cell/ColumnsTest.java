package org.pathline.domain.effect.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;

/** Columns hold what cells count, also once one of them counts more than fits beside the others. */
class ColumnsTest {
  private static final List<long[]> COUNTS =
      List.of(
          new long[] {3, 2, 1},
          new long[] {1_023, 1_023, 1_023},
          new long[] {0, 0, 0},
          new long[] {1_024, 1_023, 5},
          new long[] {7, 7, 0},
          new long[] {10_000_000_000L, 9_999_999_999L, 1},
          new long[] {1, 1, 1});

  private static void assertHeld(OutcomeColumn column, List<long[]> counts) {
    for (int cell = 0; cell < counts.size(); cell++) {
      long[] held = {column.eligible(cell), column.observed(cell), column.attained(cell)};
      assertThat(held).as("cell %d", cell).isEqualTo(counts.get(cell));
    }
  }

  @Test
  void countsOfAnySizeAreHeld() {
    OutcomeColumn column = new OutcomeColumn(Outcome.STEM_ENTRY_2, COUNTS.size());
    for (int cell = 0; cell < COUNTS.size(); cell++) {
      long[] counts = new long[CellSums.COUNTS];
      int at = CellSums.at(Outcome.STEM_ENTRY_2);
      System.arraycopy(COUNTS.get(cell), 0, counts, at, 3);
      column.set(cell, new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO));
      assertHeld(column, COUNTS.subList(0, cell + 1));
    }
  }

  @Test
  void pointsOfAnySizeAreHeld() {
    List<BigInteger> numbers =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE.shiftLeft(48),
            BigInteger.ONE.shiftLeft(90).subtract(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(100),
            BigInteger.valueOf(4_000_000_000L),
            BigInteger.ONE.shiftLeft(130).add(BigInteger.TEN));
    PointsColumn column = new PointsColumn(numbers.size());
    for (int cell = 0; cell < numbers.size(); cell++) {
      column.set(cell, numbers.get(cell));
      BigInteger[] wide = column.wide();
      assertThat(wide != null).isEqualTo(cell >= 3);
      for (int held = 0; held <= cell; held++) {
        BigInteger number =
            wide == null
                ? BigInteger.valueOf(column.high(held))
                    .shiftLeft(48)
                    .add(BigInteger.valueOf(column.low(held)))
                : wide[held];
        assertThat(number).as("cell %d", held).isEqualTo(numbers.get(held));
      }
    }
  }
}
