package org.pathline.domain.effect.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.TeenEmployment;
import org.pathline.domain.effect.imputation.Imputation.Effect;

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
    assertThat(imputation.byHorizon()).hasSize(expected.get("horizon").size());
    for (int i = 0; i < imputation.byHorizon().size(); i++) {
      Effect effect = imputation.byHorizon().get(i);
      assertThat(effect.horizon()).isEqualTo(expected.get("horizon").get(i).get("e").asInt());
      check(effect, counties, expected.get("horizon").get(i));
    }
  }

  private static void check(Effect effect, Clusters clusters, JsonNode expected) {
    assertThat(effect.effect().value())
        .isCloseTo(expected.get("att").asDouble(), within(TOLERANCE));
    assertThat(effect.effect().standardError(clusters))
        .isCloseTo(expected.get("se").asDouble(), within(TOLERANCE));
  }
}
