package org.pathline.domain.effect.generality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A crossing is found where plain halving finds it, to the last digit, with fewer looks. */
class CrossingTest {
  private static final int HALVINGS = 60;
  private static final double ENOUGH = 1e-12;

  private static double halved(DoubleUnaryOperator falling, double value, double high) {
    double from = 0;
    double to = high;
    for (int i = 0; i < HALVINGS && to - from > ENOUGH * high; i++) {
      double middle = (from + to) / 2;
      if (falling.applyAsDouble(middle) > value) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** The equation of a random-effects model, whose variances may differ by orders. */
  private static DoubleUnaryOperator equation(Random random, int schools) {
    double[] effect = new double[schools];
    double[] variance = new double[schools];
    double unequal = 3 * random.nextDouble();
    double spread = random.nextDouble();
    for (int s = 0; s < schools; s++) {
      variance[s] = 0.02 * Math.exp(unequal * random.nextGaussian());
      effect[s] = Math.sqrt(variance[s]) * random.nextGaussian() + spread * random.nextGaussian();
    }
    return tauSquared -> Heterogeneity.q(effect, variance, tauSquared);
  }

  @Test
  void thePlaceIsThatOfPlainHalving() {
    Random random = new Random(7);
    int looks = 0;
    int crossings = 0;
    int moved = 0;
    for (int world = 0; world < 300; world++) {
      int schools = 3 + random.nextInt(60);
      DoubleUnaryOperator equation = equation(random, schools);
      double value = schools * (0.2 + 1.6 * random.nextDouble());
      double high = 1 + 30 * random.nextDouble();
      if (equation.applyAsDouble(0) > value && equation.applyAsDouble(high) < value) {
        AtomicInteger looked = new AtomicInteger();
        Crossing crossing =
            new Crossing(
                place -> {
                  looked.incrementAndGet();
                  return equation.applyAsDouble(place);
                },
                value);
        double plain = halved(equation, value, high);
        assertThat(crossing.within(0, high, HALVINGS, ENOUGH * high))
            .as("world %d", world)
            .isEqualTo(plain);
        looks += looked.get();
        crossings++;
        // The negative control: a value that differs where answers are still taken for clear.
        moved += halved(equation, value * (1 + 1e-8), high) == plain ? 0 : 1;
      }
    }
    assertThat(crossings).isGreaterThan(100);
    assertThat(moved).isGreaterThan(crossings / 2);
    assertThat(looks).isLessThan(crossings * 25);
  }

  @Test
  void aFunctionThatNeverComesDownIsHalvedLikeAnyOther() {
    Crossing crossing = new Crossing(place -> 2, 1);
    assertThat(crossing.within(0, 8, 3, 0)).isEqualTo(7.5);
  }
}
