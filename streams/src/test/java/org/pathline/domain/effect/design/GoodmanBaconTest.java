package org.pathline.domain.effect.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.TeenEmployment;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.effect.design.GoodmanBacon.Kind;
import org.pathline.domain.effect.design.GoodmanBacon.Row;
import org.pathline.domain.effect.imputation.TwoWayFit;

class GoodmanBaconTest {
  private static final double TOLERANCE = 1e-9;

  /** Coefficient of the treatment in a regression on effects of units and times. */
  private static double regression(Panel panel) {
    int units = panel.units().size();
    int times = panel.timeCount();
    double[][] one = new double[units][times];
    double[][] y = new double[units][times];
    double[][] d = new double[units][times];
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      for (int t = 0; t < times; t++) {
        one[s][t] = 1;
        y[s][t] = panel.mean(s, t);
        d[s][t] = unit.everAdopts() && panel.time(t) >= unit.adopted() ? 1 : 0;
      }
    }
    double[][] rest = new TwoWayFit(one, times).residuals(d);
    double up = 0;
    double down = 0;
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < times; t++) {
        up += rest[s][t] * y[s][t];
        down += rest[s][t] * d[s][t];
      }
    }
    return up / down;
  }

  private static Panel random(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Panel.Builder builder = new Panel.Builder(Weighting.UNIT);
    int[] adoptions = {0, 3, 4, 6, 0, 3, 6, 4, 3};
    for (int s = 0; s < adoptions.length; s++) {
      builder.unit(new PanelUnit("u" + s, "u" + s, adoptions[s], 1, List.of()));
      for (int t = 1; t <= 7; t++) {
        builder.add("u" + s, t, 1, random.nextDouble());
      }
    }
    return builder.build();
  }

  @Test
  void theComparisonsAddUpToTheRegression() {
    for (long seed = 1; seed <= 20; seed++) {
      Panel panel = random(seed);
      GoodmanBacon bacon = GoodmanBacon.of(panel);
      assertThat(bacon.rows()).hasSize(9);
      assertThat(bacon.rows().stream().mapToDouble(Row::weight).sum())
          .isCloseTo(1, within(TOLERANCE));
      assertThat(bacon.coefficient())
          .as("seed %d", seed)
          .isCloseTo(regression(panel), within(TOLERANCE));
      double unweighted = bacon.rows().stream().mapToDouble(Row::estimate).average().orElseThrow();
      assertThat(Math.abs(unweighted - regression(panel))).as("weights matter").isPositive();
    }
  }

  @Test
  void comparisonsOfTeenEmploymentAreThoseOfOtherPrograms() throws Exception {
    TeenEmployment data = new TeenEmployment();
    JsonNode expected = data.expected("expected.json").get("twfe");
    Panel panel = data.panel();
    GoodmanBacon bacon = GoodmanBacon.of(panel);
    assertThat(bacon.coefficient())
        .isCloseTo(expected.get("twfe_beta").asDouble(), within(TOLERANCE));
    assertThat(regression(panel)).isCloseTo(bacon.coefficient(), within(TOLERANCE));
    assertThat(bacon.rows()).hasSize(expected.get("bacon_2x2").size());
    for (JsonNode each : expected.get("bacon_2x2")) {
      Row row =
          bacon.rows().stream()
              .filter(r -> r.treated() == each.get("treated").asInt())
              .filter(r -> r.other() == each.get("untreated").asInt())
              .findFirst()
              .orElseThrow();
      assertThat(row.estimate()).isCloseTo(each.get("estimate").asDouble(), within(TOLERANCE));
      assertThat(row.weight()).isCloseTo(each.get("weight").asDouble(), within(TOLERANCE));
    }
    assertThat(bacon.share(Kind.LATER_EARLIER))
        .isCloseTo(
            expected.get("bacon_summary").get(1).get("weight").asDouble(), within(TOLERANCE));
  }
}
