package org.pathline.domain.effect.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradingTest {
  /** Evidence in which nothing is wrong, with some components, by name, replaced. */
  private static Evidence evidence(String name, String value) throws Exception {
    Object[] sound = {
      30, 30, 8, 8, false, 0.0, 0.0, 4, 0.95, 0.94, 0.01, 4000.0, false, true, 0.03, 0.6, null, 0.0,
      true, 0.05, false, 0.03, 0.01, 1.2
    };
    var components = Evidence.class.getRecordComponents();
    assertThat(sound).hasSize(components.length);
    boolean found = name.isEmpty();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        Class<?> type = components[i].getType();
        found = true;
        sound[i] =
            type == boolean.class
                ? (Object) Boolean.valueOf(value)
                : type == int.class || type == Integer.class
                    ? (Object) Integer.valueOf(value)
                    : value.equals("null") ? null : Double.valueOf(value);
      }
    }
    assertThat(found).isTrue();
    Class<?>[] types = Arrays.stream(components).map(c -> c.getType()).toArray(Class<?>[]::new);
    return Evidence.class.getDeclaredConstructor(types).newInstance(sound);
  }

  @Test
  void whereNothingIsWrongTheDesignIsSupported() throws Exception {
    Grading grading = Grading.of(evidence("", ""), Thresholds.OF_RATES);
    assertThat(grading.grade()).isEqualTo(DesignGrade.SUPPORTED);
    assertThat(grading.reasons()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "treatedSchools, 4, INSUFFICIENT_EVIDENCE, FEW_TREATED_SCHOOLS",
    "breakdown, 0.99, LIMITED, BREAKS_DOWN",
    "breakdown, 0, LIMITED, BREAKS_DOWN",
    "breakdown, null, LIMITED, BREAKS_DOWN",
    "treatedSchools, 19, LIMITED, FEW_TREATED_SCHOOLS",
    "comparisonSchools, 4, INSUFFICIENT_EVIDENCE, FEW_COMPARISON_SCHOOLS",
    "comparisonSchools, 19, LIMITED, FEW_COMPARISON_SCHOOLS",
    "treatedDistricts, 4, LIMITED, FEW_TREATED_DISTRICTS",
    "comparisonDistricts, 4, LIMITED, FEW_COMPARISON_DISTRICTS",
    "shareBelowPreCohorts, 0.51, INSUFFICIENT_EVIDENCE, FEW_PRE_COHORTS",
    "shareBelowOneMore, 0.51, LIMITED, FEW_PRE_COHORTS",
    "postCohorts, 0, INSUFFICIENT_EVIDENCE, NO_POST_COHORT",
    "treatedCoverage, 0.69, INSUFFICIENT_EVIDENCE, LOW_COVERAGE",
    "comparisonCoverage, 0.84, LIMITED, LOW_COVERAGE",
    "differentialCoverage, 0.11, INSUFFICIENT_EVIDENCE, DIFFERENTIAL_COVERAGE",
    "differentialCoverage, 0.06, LIMITED, DIFFERENTIAL_COVERAGE",
    "treatedStudents, 349, INSUFFICIENT_EVIDENCE, FEW_TREATED_STUDENTS",
    "overlapRefused, true, INSUFFICIENT_EVIDENCE, NO_OVERLAP",
    "estimable, false, INSUFFICIENT_EVIDENCE, NOT_ESTIMABLE",
    "detectable, 0.061, INSUFFICIENT_EVIDENCE, LOW_POWER",
    "slopeP, 0.049, NOT_SUPPORTED, DRIFT_BEFORE",
    "slopeP, null, LIMITED, DRIFT_UNTESTED",
    "compositionShift, 0.021, LIMITED, COMPOSITION_SHIFT",
    "forbiddenShare, 0.11, LIMITED, FORBIDDEN_COMPARISONS",
    "estimatorsDisagree, true, LIMITED, ESTIMATORS_DISAGREE",
    "plausibleDrift, 0.031, LIMITED, DRIFT_COULD_EXPLAIN"
  })
  void oneThingThatIsWrongIsTheReason(
      String name, String value, DesignGrade grade, Reason.Code code) throws Exception {
    Grading grading = Grading.of(evidence(name, value), Thresholds.OF_RATES);
    assertThat(grading.grade()).isEqualTo(grade);
    assertThat(grading.reasons()).extracting(Reason::code).containsExactly(code);
  }

  @Test
  void holmsAdjustmentIsTheOneOfTheTextbook() {
    // By hand: 0.01 x 3, then 0.02 x 2 = 0.04, then 0.04 x 1, none below the one before.
    assertThat(Holm.adjust(new double[] {0.04, 0.01, 0.02}))
        .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-15));
  }

  @Test
  void theMinimumDetectableEffectTendsToTheNormalOne() {
    assertThat(MinimumDetectable.effect(0.01, 100_000)).isCloseTo(0.02802, within(1e-5));
    assertThat(MinimumDetectable.effect(0.01, 5)).isGreaterThan(0.035);
    assertThat(MinimumDetectable.effect(0.01, 1)).isNull();
  }
}
