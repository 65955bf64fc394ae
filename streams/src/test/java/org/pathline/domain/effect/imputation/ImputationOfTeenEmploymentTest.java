package org.pathline.domain.effect.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.TeenEmployment;

/** What other programs impute for county teen employment. */
class ImputationOfTeenEmploymentTest {
  private static final double TOLERANCE = 1e-8;

  @Test
  void effectsAndErrorsAreThoseOfOtherPrograms() throws Exception {
    TeenEmployment data = new TeenEmployment();
    JsonNode expected = data.expected("expected_imputation.json");
    Panel panel = data.panel();
    Imputation imputation = new Imputation(panel, 0);
    Clusters counties = Clusters.of(panel);
    check(imputation.overall(), counties, expected.get("overall"));
    List<Integer> horizons = new ArrayList<>();
    for (JsonNode each : expected.get("horizon")) {
      int horizon = each.get("e").asInt();
      horizons.add(horizon);
      check(imputation.at(horizon), counties, each);
    }
    assertThat(imputation.horizons()).containsExactlyElementsOf(horizons);
  }

  private static void check(Estimate effect, Clusters clusters, JsonNode expected) {
    assertThat(effect.value()).isCloseTo(expected.get("att").asDouble(), within(TOLERANCE));
    assertThat(effect.standardError(clusters))
        .isCloseTo(expected.get("se").asDouble(), within(TOLERANCE));
  }
}
