package org.pathline.domain.effect.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.effect.design.Randomization.Among;
import org.pathline.domain.effect.imputation.Imputation;

class RandomizationTest {
  private static final int[] ADOPTIONS = {4, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private static Panel panel(long seed, double effect) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Panel.Builder builder = new Panel.Builder(Weighting.STUDENT);
    for (int s = 0; s < ADOPTIONS.length; s++) {
      String id = String.format(Locale.ROOT, "u%02d", s);
      builder.unit(new PanelUnit(id, id, ADOPTIONS[s], 1, List.of()));
      for (int t = 1; t <= 7; t++) {
        int n = 20 + random.nextInt(30);
        boolean under = ADOPTIONS[s] > 0 && t >= ADOPTIONS[s];
        builder.add(id, t, n, n * (random.nextDouble() + (under ? effect : 0)));
      }
    }
    return builder.build();
  }

  private static List<String> oneDistrict() {
    return Collections.nCopies(ADOPTIONS.length, "D");
  }

  private static Randomization of(Panel panel, List<String> districts) {
    return Randomization.of(List.of(new Summand(1, panel)), districts, 0, 999, 7);
  }

  @Test
  void theQuickStatisticIsTheImputationEstimate() {
    for (long seed = 1; seed <= 10; seed++) {
      Panel panel = panel(seed, 0);
      var statistic = new PermutedImputation(panel, 0).statistic(ADOPTIONS);
      assertThat(statistic.outcome())
          .isCloseTo(new Imputation(panel, 0).overall().value(), within(1e-12));
      assertThat(statistic.policy()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aLargeEffectIsRareAndItsIntervalHoldsIt() {
    Randomization large = of(panel(3, 2), oneDistrict());
    assertThat(large.p()).isLessThan(0.02);
    assertThat(large.interval().low()).isBetween(0.5, 2.0);
    assertThat(large.interval().high()).isBetween(2.0, 3.5);
    assertThat(of(panel(3, 0), oneDistrict()).p()).isGreaterThan(0.05);
  }

  @Test
  void theIntervalsEndsAreWhereTheTestBeginsToReject() {
    Panel panel = panel(5, 1);
    Randomization whole = of(panel, oneDistrict());
    for (double end : new double[] {whole.interval().low(), whole.interval().high()}) {
      double width = whole.interval().high() - whole.interval().low();
      double outwards = end == whole.interval().low() ? -1 : 1;
      assertThat(of(less(panel, end + 0.05 * width * outwards), oneDistrict()).p())
          .isLessThanOrEqualTo(0.05);
      assertThat(of(less(panel, end - 0.05 * width * outwards), oneDistrict()).p())
          .isGreaterThan(0.05);
    }
  }

  /** The panel with an effect taken from its treated cells. */
  private static Panel less(Panel panel, double effect) {
    Panel.Builder builder = new Panel.Builder(Weighting.STUDENT);
    for (int s = 0; s < ADOPTIONS.length; s++) {
      PanelUnit unit = panel.units().get(s);
      builder.unit(unit);
      for (int t = 0; t < panel.timeCount(); t++) {
        boolean under = unit.everAdopts() && panel.time(t) >= unit.adopted();
        double n = panel.size(s, t);
        builder.add(unit.id(), panel.time(t), n, panel.total(s, t) - (under ? n * effect : 0));
      }
    }
    return builder.build();
  }

  @Test
  void districtsThatAdoptAsAWholeAreDealtAsAWhole() {
    List<String> whole = List.of("A", "B", "A", "C", "C", "D", "D", "E", "E", "F", "F", "G");
    assertThat(of(panel(1, 0), whole).dealt()).isEqualTo(Among.DISTRICTS);
    List<String> mixed = List.of("A", "B", "C", "A", "B", "C", "A", "B", "C", "A", "B", "C");
    assertThat(of(panel(1, 0), mixed).dealt()).isEqualTo(Among.UNITS);
  }
}
