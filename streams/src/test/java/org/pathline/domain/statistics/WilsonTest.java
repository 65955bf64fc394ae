package org.pathline.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.pathline.oracle.ReferenceCases;

class WilsonTest {
  /** Tests run in the module; what is shared lies beside the project. */
  private static final double TOLERANCE = 1e-12;

  @Test
  void eightyOneOf263IsTheTextbookExample() {
    // Newcombe (1998), table I: 81/263 by method 3 is 0.2553 to 0.3662.
    Interval interval = Wilson.interval(81, 263);
    assertThat(interval.low()).isCloseTo(0.2553, within(0.00005));
    assertThat(interval.high()).isCloseTo(0.3662, within(0.00005));
  }

  @Test
  void theBoundsSolveTheEquationThatDefinesThem() {
    for (int observed = 1; observed <= 60; observed++) {
      for (int attained = 0; attained <= observed; attained++) {
        Interval interval = Wilson.interval(attained, observed);
        assertThat(distance(attained, observed, interval.low()))
            .as("%d of %d, low", attained, observed)
            .isLessThan(TOLERANCE);
        assertThat(distance(attained, observed, interval.high()))
            .as("%d of %d, high", attained, observed)
            .isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void theSimplerIntervalDoesNotSolveIt() {
    double share = 0.3;
    double half = Wilson.Z * Math.sqrt(share * (1 - share) / 10);
    assertThat(distance(3, 10, share - half)).isGreaterThan(0.01);
  }

  private static double distance(long attained, long observed, double p) {
    double share = (double) attained / observed;
    return Math.abs((share - p) * (share - p) - Wilson.Z * Wilson.Z * p * (1 - p) / observed);
  }

  @Test
  void noneAndAllReachTheEndsExactly() {
    assertThat(Wilson.interval(0, 10).low()).isZero();
    assertThat(Wilson.interval(10, 10).high()).isEqualTo(1);
    assertThat(Wilson.interval(0, 3).high())
        .isCloseTo(1 - Wilson.interval(3, 3).low(), within(TOLERANCE));
  }

  @Test
  void whatIsNoProportionIsRefused() {
    assertThatThrownBy(() -> Wilson.interval(0, 0)).hasMessageContaining("0 of 0");
    assertThatThrownBy(() -> Wilson.interval(3, 2)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> Wilson.interval(-1, 2)).hasMessageContaining("-1 of 2");
  }

  @Test
  void theWorkedExamplesAreReproduced() throws Exception {
    JsonNode cases =
        new ObjectMapper()
            .readTree(ReferenceCases.directory("intervals").resolve("expected.json").toFile())
            .get("cases");
    assertThat(cases).isNotEmpty();
    double furthest = 0;
    double furthestWithFewerDigits = 0;
    for (JsonNode each : cases) {
      for (String group : new String[] {"1", "2"}) {
        long attained = each.get("x" + group).asLong();
        long observed = each.get("n" + group).asLong();
        JsonNode expected = each.get("wilson_" + group);
        Interval interval = Wilson.interval(attained, observed);
        furthest = Math.max(furthest, Math.abs(interval.low() - expected.get(0).asDouble()));
        furthest = Math.max(furthest, Math.abs(interval.high() - expected.get(1).asDouble()));
        furthestWithFewerDigits =
            Math.max(
                furthestWithFewerDigits,
                Math.abs(high(attained, observed, 1.96) - expected.get(1).asDouble()));
      }
    }
    System.out.println("Wilson: furthest from the worked examples " + furthest);
    assertThat(furthest).isLessThan(TOLERANCE);
    // The examples can tell the two apart.
    assertThat(furthestWithFewerDigits).isGreaterThan(1e-6);
  }

  private static double high(double attained, double observed, double z) {
    double share = attained / observed;
    return (attained + z * z / 2 + z * Math.sqrt(observed * share * (1 - share) + z * z / 4))
        / (observed + z * z);
  }
}
