package org.pathline.domain.effect.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BSplineTest {
  /** Without inner knots B-splines are Bernstein's polynomials. */
  @Test
  void cubicsWithoutKnotsAreBernsteinsPolynomials() {
    BSpline splines = new BSpline(3, 2, 6);
    for (double x = 1.5; x <= 6.5; x += 0.25) {
      double u = (x - 2) / 4;
      assertThat(splines.at(x))
          .containsExactly(
              new double[] {3 * u * (1 - u) * (1 - u), 3 * u * u * (1 - u), u * u * u},
              within(1e-9));
    }
  }

  /** The hat functions of degree 1, written out. */
  @Test
  void linesWithAKnotAreHats() {
    BSpline splines = new BSpline(1, 0, 1, 0.25);
    assertThat(splines.at(0.25)).containsExactly(new double[] {1, 0}, within(1e-12));
    assertThat(splines.at(0.5)).containsExactly(new double[] {2.0 / 3, 1.0 / 3}, within(1e-12));
    assertThat(splines.derivativeAt(0.1)).containsExactly(new double[] {4, 0}, within(1e-12));
    assertThat(splines.derivativeAt(0.9))
        .containsExactly(new double[] {-4.0 / 3, 4.0 / 3}, within(1e-12));
  }

  @Test
  void allButTheFirstSumToOneBeyondTheFirstKnot() {
    BSpline splines = new BSpline(2, 0, 3, 1, 2);
    assertThat(splines.width()).isEqualTo(4);
    for (double x = 1; x <= 3; x += 0.1) {
      assertThat(Arrays.stream(splines.at(x)).sum()).isCloseTo(1, within(1e-12));
    }
    assertThat(Arrays.stream(splines.at(0.5)).sum()).isLessThan(0.9);
  }

  @Test
  void derivativesAreThoseOfSmallSteps() {
    BSpline splines = new BSpline(3, 0, 1, 0.3, 0.6, 0.8);
    for (double x = 0.01; x < 1; x += 0.07) {
      double[] above = splines.at(x + 1e-6);
      double[] below = splines.at(x - 1e-6);
      for (int k = 0; k < splines.width(); k++) {
        assertThat(splines.derivativeAt(x)[k])
            .isCloseTo((above[k] - below[k]) / 2e-6, within(1e-6));
      }
    }
  }
}
