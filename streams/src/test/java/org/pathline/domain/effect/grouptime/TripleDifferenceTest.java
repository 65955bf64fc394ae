package org.pathline.domain.effect.grouptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.Weighting;
import org.pathline.oracle.ReferenceCases;

class TripleDifferenceTest {
  private static Specification by(Method method, Comparison comparison) {
    return new Specification(comparison, Base.VARYING, method, 0);
  }

  /** The panel that R's triplediff simulates, with who is eligible. */
  private record Simulated(Panel panel, boolean[] eligible) {
    static Simulated read() throws IOException {
      Path file = ReferenceCases.directory("triplediff").resolve("ddd_2periods.csv.gz");
      Panel.Builder builder = new Panel.Builder(Weighting.UNIT);
      Map<String, Boolean> eligible = new HashMap<>();
      try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
          CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(bytes)) {
        for (NamedCsvRecord row : rows) {
          String id = row.getField("id");
          if (eligible.put(id, row.getField("partition").equals("1")) == null) {
            List<Double> covariates = new ArrayList<>();
            for (int k = 1; k <= 4; k++) {
              covariates.add(Double.valueOf(row.getField("cov" + k)));
            }
            // The file's states are 1 where the second time is under the policy.
            int adopted = row.getField("state").equals("1") ? 2 : PanelUnit.NEVER;
            builder.unit(new PanelUnit(id, id, adopted, 1, covariates));
          }
          builder.add(
              id, Integer.parseInt(row.getField("time")), 1, Double.parseDouble(row.getField("y")));
        }
      }
      Panel panel = builder.build();
      boolean[] ofUnits = new boolean[panel.units().size()];
      for (int s = 0; s < ofUnits.length; s++) {
        ofUnits[s] = eligible.get(panel.units().get(s).id());
      }
      return new Simulated(panel, ofUnits);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLY_ROBUST, 2p_dr, 1e-8",
    "REGRESSION, 2p_reg, 1e-8",
    "INVERSE_PROBABILITY, 2p_ipw, 1e-6"
  })
  void effectsAndErrorsAreThoseOfR(Method method, String name, double tolerance)
      throws IOException {
    Simulated simulated = Simulated.read();
    JsonNode expected =
        new ObjectMapper()
            .readTree(ReferenceCases.directory("triplediff").resolve("expected.json").toFile())
            .get("run")
            .get(name);
    GroupTimeEffects effects =
        TripleDifference.of(
            simulated.panel(), simulated.eligible(), by(method, Comparison.NEVER_TREATED));
    Estimate estimate = effects.at(2, 2).orElseThrow().estimate();
    assertThat(estimate.value()).isCloseTo(expected.get("att").asDouble(), within(tolerance));
    // R divides the variance by n - 1.
    double n = simulated.panel().units().size();
    assertThat(estimate.standardError(Clusters.of(simulated.panel())) * Math.sqrt(n / (n - 1)))
        .isCloseTo(expected.get("se").asDouble(), within(tolerance));
  }

  /**
   * Schools with covariates that decide how their outcome moves, and how many of whom they have.
   */
  private static List<Panel> sides(long seed, int cohorts, double effect) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Panel.Builder reference = new Panel.Builder(Weighting.STUDENT);
    Panel.Builder group = new Panel.Builder(Weighting.STUDENT);
    for (int s = 0; s < 240; s++) {
      double x = random.nextDouble();
      boolean adopts = random.nextDouble() < 0.25 + 0.5 * x;
      int adopted = adopts ? 3 + s % cohorts : PanelUnit.NEVER;
      PanelUnit unit = new PanelUnit("S" + s, "S" + s, adopted, 1, List.of(x));
      reference.unit(unit);
      group.unit(unit);
      for (int t = 1; t <= 5; t++) {
        boolean under = adopts && t >= adopted;
        double common = 0.3 + 0.02 * t + 0.05 * x * t;
        // The group moves away from the reference where x is large, treated or not.
        double apart = 0.09 * x * t;
        reference.add("S" + s, t, 80, draw(random, 80, common));
        int n = 20 + (int) (60 * x);
        group.add("S" + s, t, n, draw(random, n, common - apart - (under ? effect : 0)));
      }
    }
    return List.of(reference.build(), group.build());
  }

  private static int draw(UniformRandomProvider random, int n, double p) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += random.nextDouble() < p ? 1 : 0;
    }
    return count;
  }

  @Test
  void aGapThatWouldHaveWidenedAnyhowIsNoEffectOnceCovariatesAreThere() {
    int missed = 0;
    int naive = 0;
    int runs = 60;
    for (int i = 1; i <= runs; i++) {
      List<Panel> sides = sides(i, 1, 0.1);
      Specification specification = by(Method.DOUBLY_ROBUST, Comparison.NEVER_TREATED);
      Estimate gap = mean(TripleDifference.ofGap(sides.get(0), sides.get(1), specification));
      missed += misses(gap, sides.get(0), 0.1) ? 1 : 0;
      Panel plain = withoutCovariates(sides.get(0));
      Estimate crude =
          mean(TripleDifference.ofGap(plain, withoutCovariates(sides.get(1)), specification));
      naive += misses(crude, plain, 0.1) ? 1 : 0;
    }
    assertThat(missed).isLessThan(10);
    assertThat(naive).as("without covariates it is biased").isGreaterThan(missed + 5);
  }

  private static Panel withoutCovariates(Panel panel) {
    return panel.withUnits(
        unit -> new PanelUnit(unit.id(), unit.cluster(), unit.adopted(), unit.weight(), List.of()));
  }

  private static Estimate mean(GroupTimeEffects effects) {
    return new Aggregation(effects).simple();
  }

  private static boolean misses(Estimate estimate, Panel panel, double truth) {
    double error = estimate.standardError(Clusters.of(panel));
    return Math.abs(estimate.value() - truth) > 1.96 * error;
  }

  @Test
  void withoutCovariatesAndOneComparisonItIsTheDifferenceOfTheEffectsOnBothSides() {
    List<Panel> sides = sides(3, 1, 0.1);
    Panel reference = withoutCovariates(sides.get(0));
    Panel group = withoutCovariates(sides.get(1));
    Specification specification = by(Method.DOUBLY_ROBUST, Comparison.NEVER_TREATED);
    GroupTimeEffects triple = TripleDifference.ofGap(reference, group, specification);
    GroupTimeEffects one = GroupTimeEffects.of(reference, specification);
    GroupTimeEffects other = GroupTimeEffects.of(group, specification);
    for (GroupTimeEffect each : triple.effects()) {
      Estimate difference =
          one.at(each.group(), each.time())
              .orElseThrow()
              .estimate()
              .plus(-1, other.at(each.group(), each.time()).orElseThrow().estimate());
      assertThat(each.estimate().value()).isCloseTo(difference.value(), within(1e-12));
      assertThat(each.estimate().standardError(Clusters.of(group)))
          .isCloseTo(difference.standardError(Clusters.of(group)), within(1e-12));
    }
  }

  @Test
  void cohortsNotYetTreatedAreWeightedByTheirPrecision() {
    List<Panel> sides = sides(5, 3, 0.1);
    Specification never = by(Method.DOUBLY_ROBUST, Comparison.NEVER_TREATED);
    Specification notYet = by(Method.DOUBLY_ROBUST, Comparison.NOT_YET_TREATED);
    GroupTimeEffects alone = TripleDifference.ofGap(sides.get(0), sides.get(1), never);
    GroupTimeEffects several = TripleDifference.ofGap(sides.get(0), sides.get(1), notYet);
    Clusters clusters = Clusters.of(sides.get(1));
    Estimate few = alone.at(3, 3).orElseThrow().estimate();
    Estimate many = several.at(3, 3).orElseThrow().estimate();
    assertThat(many.standardError(clusters)).isLessThan(few.standardError(clusters));
    assertThat(many.value()).isCloseTo(0.1, within(5 * many.standardError(clusters)));
    // Nobody adopts later than the last group, so that there is one comparison only.
    assertThat(several.at(5, 5).orElseThrow().estimate().value())
        .isCloseTo(alone.at(5, 5).orElseThrow().estimate().value(), within(1e-12));
  }

  @Test
  void withoutIneligibleUnitsThereIsNoComparison() {
    Panel panel = sides(2, 1, 0.1).get(0);
    boolean[] all = new boolean[panel.units().size()];
    Arrays.fill(all, true);
    assertThat(
            TripleDifference.of(panel, all, by(Method.REGRESSION, Comparison.NEVER_TREATED))
                .effects())
        .isEmpty();
  }
}
