package org.pathline.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Intervals of differences and ratios, and gaps at one mix, on the project's own examples. */
class GapsTest {
  private static final ToDoubleFunction<Stratum> BOTH = stratum -> stratum.n1() + stratum.n2();

  @Example
  void newcombesOwnExample() {
    // Newcombe (1998), table II, column (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
    Interval interval = Newcombe.difference(56, 70, 48, 80);
    assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
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
    Interval ratio = ScoreInterval.ratio(x1, n1, x2, n2);
    if (x1 == 0 && x2 == 0) {
      assertThat(ratio).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    } else {
      Interval inverse = ScoreInterval.ratio(x2, n2, x1, n1);
      assertThat(ratio.low()).isCloseTo(1 / inverse.high(), within(1e-7 + 1e-7 * ratio.low()));
      assertThat((double) x1 / n1)
          .isBetween(ratio.low() * x2 / n2 - 1e-9, x2 == 0 ? 1.0 : ratio.high() * x2 / n2 + 1e-9);
    }
  }

  private static void mirrored(Interval one, Interval other) {
    assertThat(one.low()).isCloseTo(-other.high(), within(1e-9));
    assertThat(one.high()).isCloseTo(-other.low(), within(1e-9));
  }

  @Example
  void countsThatAreNoProportionAreRefused() {
    assertThatThrownBy(() -> ScoreInterval.ratio(3, 2, 0, 1)).hasMessage("3 of 2 is no proportion");
    assertThatThrownBy(() -> ScoreInterval.ratio(0, 0, 0, 1)).hasMessageContaining("0 of 0");
  }

  @Example
  void oneMixTakesCompositionOutOfAGap() {
    // Equal rates in each stratum, 10 % and 50 %; the first group is mostly in the low one.
    List<Stratum> strata =
        List.of(
            Stratum.ofProportions("LOW", 8, 80, 2, 20),
            Stratum.ofProportions("HIGH", 10, 20, 40, 80),
            Stratum.ofProportions("UNKNOWN", 1, 2, 0, 0));
    Standardisation pooled = Standardisation.at(BOTH, strata);
    assertThat(pooled.gap()).isCloseTo(0, within(1e-15));
    assertThat(pooled.excluded()).containsExactly("UNKNOWN");
    // The negative control: unequal rates are not taken out.
    List<Stratum> unequal = List.of(Stratum.ofProportions("LOW", 9, 80, 2, 20));
    assertThat(Standardisation.at(BOTH, unequal).gap()).isCloseTo(0.0125, within(1e-12));
    assertThat(Standardisation.at(BOTH, List.of())).isNull();
  }
}
