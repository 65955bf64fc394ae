package org.pathline.domain.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sum held as two numbers has the double that the exact decimal has. */
class SumsOfPointsTest {
  private static final BigInteger UNIT = BigInteger.ONE.shiftLeft(GradePoints.LOW_BITS);

  private static void agree(long high, long low) {
    BigInteger whole = UNIT.multiply(BigInteger.valueOf(high)).add(BigInteger.valueOf(low));
    assertThat(GradePoints.sum(high, low))
        .as("points of %s", whole)
        .isEqualTo(GradePoints.sum(whole).doubleValue());
    assertThat(GradePoints.squares(high, low))
        .as("squares of %s", whole)
        .isEqualTo(GradePoints.squares(whole).doubleValue());
  }

  @Test
  void numbersOfEverySizeAreRoundedToTheNearestDouble() {
    Random random = new Random(5);
    for (int i = 0; i < 40_000; i++) {
      long high = random.nextLong() >>> 12 + random.nextInt(52);
      long low = random.nextLong() >>> 1 + random.nextInt(60);
      agree(i % 3 == 0 ? 0 : high, low);
    }
  }

  @Test
  void whatLiesHalfwayBetweenTwoDoublesGoesToTheEvenOne() {
    // 2^53 + 1, and its neighbours, in units of which the powers of ten leave nothing.
    for (long odd : new long[] {0, 1, 2, 3}) {
      BigInteger whole =
          BigInteger.ONE.shiftLeft(53).add(BigInteger.valueOf(odd)).multiply(BigInteger.TEN.pow(9));
      agree(whole.shiftRight(GradePoints.LOW_BITS).longValueExact(), whole.mod(UNIT).longValue());
    }
  }

  @Test
  void partsMayBeBelowNothingOrBeyondTheirBits() {
    agree(0, 0);
    agree(-3, 5);
    agree(-1, (1L << GradePoints.LOW_BITS) - 1);
    agree(7, Long.MAX_VALUE >> 3);
    agree(Long.MAX_VALUE >> 12, 1);
  }
}
