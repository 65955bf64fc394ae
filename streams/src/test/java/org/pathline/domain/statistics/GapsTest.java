package org.pathline.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.pathline.domain.statistics.Standardisation.Mix;

/** Intervals of differences and ratios, and gaps at one mix, on the project's own examples. */
class GapsTest {

  @Example
  void newcombesOwnExample() {
    // Newcombe (1998), table II, column (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
    Interval interval = Newcombe.difference(56, 70, 48, 80);
    assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
    // The same table, method 5 (Miettinen and Nurminen): 0.0528 to 0.3382.
    Interval score = ScoreInterval.difference(56, 70, 48, 80);
    assertThat(score.low()).isCloseTo(0.0528, within(5e-5));
    assertThat(score.high()).isCloseTo(0.3382, within(5e-5));
  }

  @Property
  void exchangedGroupsMirrorDifferencesAndInvertRatios(
      @ForAll @IntRange(min = 1, max = 60) int n1,
      @ForAll @IntRange(min = 1, max = 60) int n2,
      @ForAll @IntRange(max = 60) int some,
      @ForAll @IntRange(max = 60) int others) {
    int x1 = some % (n1 + 1);
    int x2 = others % (n2 + 1);
    mirrored(Newcombe.difference(x1, n1, x2, n2), Newcombe.difference(x2, n2, x1, n1));
    Interval score = ScoreInterval.difference(x1, n1, x2, n2);
    mirrored(score, ScoreInterval.difference(x2, n2, x1, n1));
    double difference = (double) x1 / n1 - (double) x2 / n2;
    assertThat(difference).isBetween(score.low() - 1e-12, score.high() + 1e-12);
    Interval ratio = ScoreInterval.ratio(x1, n1, x2, n2);
    if (x1 == 0 && x2 == 0) {
      assertThat(ratio).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    } else {
      Interval inverse = ScoreInterval.ratio(x2, n2, x1, n1);
      assertThat(ratio.low()).isCloseTo(1 / inverse.high(), within(1e-7 + 1e-7 * ratio.low()));
      // A difference of nothing is a ratio of one; the two intervals agree on whether it is inside.
      if (Math.abs(score.low()) > 1e-6 && Math.abs(score.high()) > 1e-6) {
        assertThat(ratio.low() <= 1 && 1 <= ratio.high())
            .isEqualTo(score.low() <= 0 && 0 <= score.high());
      }
    }
  }

  private static void mirrored(Interval one, Interval other) {
    assertThat(one.low()).isCloseTo(-other.high(), within(1e-9));
    assertThat(one.high()).isCloseTo(-other.low(), within(1e-9));
  }

  @Example
  void countsThatAreNoProportionAreRefused() {
    assertThatThrownBy(() -> ScoreInterval.difference(3, 2, 0, 1))
        .hasMessage("3 of 2 is no proportion");
    assertThatThrownBy(() -> ScoreInterval.ratio(0, 0, 0, 1)).hasMessageContaining("0 of 0");
    assertThat(Katz.ratio(0, 5, 1, 5)).isNull();
  }

  @Example
  void oneMixTakesCompositionOutOfAGap() {
    // Equal rates in each stratum, 10 % and 50 %; the first group is mostly in the low one.
    List<Stratum> strata =
        List.of(
            Stratum.ofProportions("LOW", 8, 80, 2, 20),
            Stratum.ofProportions("HIGH", 10, 20, 40, 80),
            Stratum.ofProportions("UNKNOWN", 1, 2, 0, 0));
    Standardisation pooled = Standardisation.at(Mix.POOLED, strata);
    assertThat(pooled.gap()).isCloseTo(0, within(1e-15));
    assertThat(pooled.mean1()).isCloseTo(0.3, within(1e-15));
    assertThat(pooled.excluded()).containsExactly("UNKNOWN");
    Kitagawa split = Kitagawa.of(strata);
    assertThat(split.rate()).isCloseTo(0, within(1e-15));
    assertThat(split.composition()).isCloseTo(-0.24, within(1e-15));
    // The negative control: unequal rates are not taken out.
    List<Stratum> unequal = List.of(Stratum.ofProportions("LOW", 9, 80, 2, 20));
    assertThat(Standardisation.at(Mix.POOLED, unequal).gap()).isCloseTo(0.0125, within(1e-12));
    assertThat(Standardisation.at(Mix.POOLED, List.of())).isNull();
  }
}
