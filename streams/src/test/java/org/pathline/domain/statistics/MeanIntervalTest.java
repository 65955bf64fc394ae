package org.pathline.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {
  private static final double TOLERANCE = 1e-9;

  private static Interval of(String... values) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (String value : values) {
      BigDecimal each = new BigDecimal(value);
      sum = sum.add(each);
      squares = squares.add(each.multiply(each));
    }
    return MeanInterval.interval(values.length, sum, squares);
  }

  @Test
  void oneToFiveHasTheIntervalOfTheTables() {
    // t(4) = 2.776445105, s²/n = 2.5/5.
    Interval interval = of("1", "2", "3", "4", "5");
    assertThat(interval.low()).isCloseTo(3 - 2.7764451051977987 * Math.sqrt(0.5), within(1e-8));
    assertThat(interval.high()).isCloseTo(3 + 2.7764451051977987 * Math.sqrt(0.5), within(1e-8));
  }

  @Test
  void twoValuesUseTheCauchyQuantile() {
    // With one degree of freedom the quantile is tan(π (0.975 - 0.5)).
    double half = Math.tan(Math.PI * 0.475) * 0.5;
    Interval interval = of("2", "3");
    assertThat(interval.low()).isCloseTo(2.5 - half, within(TOLERANCE));
    assertThat(interval.high()).isCloseTo(2.5 + half, within(TOLERANCE));
  }

  @Test
  void aNormalQuantileWouldBeTooNarrow() {
    Interval interval = of("1", "2", "3", "4", "5");
    assertThat(interval.high() - 3).isGreaterThan(Wilson.Z * Math.sqrt(0.5) + 0.1);
  }

  @Test
  void fewerThanTwoValuesHaveNone() {
    assertThat(of()).isNull();
    assertThat(of("3.3")).isNull();
  }

  @Test
  void equalValuesHaveNoWidthEvenWhereTheirSquaresWereRounded() {
    assertThat(of("3.333333333", "3.333333333")).isEqualTo(new Interval(3.333333333, 3.333333333));
    Interval rounded =
        MeanInterval.interval(3, new BigDecimal("9.9"), new BigDecimal("32.669999999999999"));
    assertThat(rounded).isEqualTo(new Interval(3.3, 3.3));
  }

  @Test
  void aLargeOffsetDoesNotDrownTheSpread() {
    Interval near = of("1", "2", "3");
    Interval far = of("1000000001", "1000000002", "1000000003");
    assertThat(far.high() - 1_000_000_002d).isCloseTo(near.high() - 2, within(1e-6));
  }
}
