package org.pathline.domain.effect.grouptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.Weighting;

/** Without covariates the regression on the comparison's rows is a mean, to the last digit. */
class MeanContrastTest {
  private static final int UNITS = 30;
  private static final int TIMES = 3;

  /** A panel some of whose students' cells are empty. */
  private static Panel panel(long seed, Weighting weighting) {
    Random random = new Random(seed);
    Panel.Builder builder = new Panel.Builder(weighting);
    for (int s = 0; s < UNITS; s++) {
      String id = "s" + (100 + s);
      double weight = weighting == Weighting.UNIT ? 0.3 + random.nextDouble() : 1;
      builder.unit(new PanelUnit(id, id, s % 2 == 0 ? 2001 : PanelUnit.NEVER, weight, List.of()));
      for (int t = 0; t < TIMES; t++) {
        boolean empty = weighting == Weighting.STUDENT && random.nextInt(4) == 0;
        int size = empty ? 0 : weighting == Weighting.UNIT ? 1 : 1 + random.nextInt(40);
        builder.add(id, 2000 + t, size, size * random.nextDouble());
      }
    }
    return builder.build();
  }

  private static int[] units(int rest) {
    int[] units = new int[UNITS / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = 2 * i + rest;
    }
    return units;
  }

  @Property(tries = 60)
  void everyDigitIsThatOfTheRegressionOnAConstant(
      @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll Weighting weighting)
      throws Refused {
    Panel panel = panel(seed, weighting);
    for (int base = 0; base < TIMES; base++) {
      for (int time = 0; time < TIMES; time++) {
        Estimate mean = MeanContrast.of(panel, units(0), units(1), base, time);
        Estimate regression =
            Contrast.of(
                Rows.of(panel, units(0), units(1), base, time),
                Method.REGRESSION,
                weighting == Weighting.STUDENT);
        assertThat(mean.value()).as("seed %d", seed).isEqualTo(regression.value());
        assertThat(mean.contributions()).isEqualTo(regression.contributions());
      }
    }
  }

  @Example
  void anotherOrderOfTheSameUnitsIsNoticed() throws Refused {
    // The negative control: digits depend on the order of the additions, and are compared to the
    // last.
    List<Double> values = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      Panel panel = panel(seed, Weighting.STUDENT);
      int[] turned = units(1);
      for (int i = 0; i < turned.length / 2; i++) {
        int kept = turned[i];
        turned[i] = turned[turned.length - 1 - i];
        turned[turned.length - 1 - i] = kept;
      }
      values.add(
          MeanContrast.of(panel, units(0), turned, 0, 1).value()
              - MeanContrast.of(panel, units(0), units(1), 0, 1).value());
    }
    assertThat(values).anyMatch(each -> each != 0);
    assertThat(values).allMatch(each -> Math.abs(each) < 1e-14);
  }
}
