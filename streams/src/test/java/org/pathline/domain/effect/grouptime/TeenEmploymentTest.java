package org.pathline.domain.effect.grouptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.TeenEmployment;
import org.pathline.domain.effect.UniformBand;

/** County teen employment gives what R's did gives, specification by specification. */
class TeenEmploymentTest {
  private static final double VALUE = 1e-9;

  @TestFactory
  Stream<DynamicTest> everySpecificationAgreesWithDid() throws IOException {
    TeenEmployment data = new TeenEmployment();
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode spec : data.expected("expected.json").get("specs")) {
      tests.add(
          DynamicTest.dynamicTest(
              spec.get("name").asText(), () -> agrees(spec, new Case(data, spec))));
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests.stream();
  }

  /** One specification and our answer to it. */
  private static final class Case {
    final GroupTimeEffects effects;
    final Clusters clusters;
    final double errorTolerance;

    Case(TeenEmployment data, JsonNode spec) throws IOException {
      JsonNode options = spec.get("options");
      String method = options.get("est_method").asText();
      boolean covariate = options.get("covariates").isTextual();
      Panel panel =
          data.panel(
              options.get("weights").isTextual(),
              covariate,
              options.get("cluster").asText().equals("cluster"));
      effects =
          GroupTimeEffects.of(
              panel,
              new Specification(
                  options.get("control_group").asText().equals("nevertreated")
                      ? Comparison.NEVER_TREATED
                      : Comparison.NOT_YET_TREATED,
                  options.get("base_period").asText().equals("universal")
                      ? Base.UNIVERSAL
                      : Base.VARYING,
                  method.equals("reg")
                      ? Method.REGRESSION
                      : method.equals("ipw") ? Method.INVERSE_PROBABILITY : Method.DOUBLY_ROBUST,
                  options.get("anticipation").asInt()));
      clusters = Clusters.of(panel);
      errorTolerance = covariate && !method.equals("reg") ? 1e-6 : 1e-8;
    }

    void hasError(Estimate estimate, JsonNode expected) {
      if (expected.isNull()) {
        assertThat(estimate.standardError(clusters)).isZero();
      } else {
        assertThat(estimate.standardError(clusters))
            .isCloseTo(expected.asDouble(), within(errorTolerance));
      }
    }

    void agree(String name, List<Aggregate> means, Estimate overall, JsonNode expected) {
      assertThat(overall.value())
          .as(name)
          .isCloseTo(expected.get("overall_att").asDouble(), within(VALUE));
      hasError(overall, expected.get("overall_se"));
      if (means != null) {
        JsonNode by = expected.get("by");
        assertThat(means).as(name).hasSize(by.size());
        for (int i = 0; i < by.size(); i++) {
          assertThat(means.get(i).key()).isEqualTo(by.get(i).get("key").asInt());
          assertThat(means.get(i).estimate().value())
              .as(name + " " + means.get(i).key())
              .isCloseTo(by.get(i).get("att").asDouble(), within(VALUE));
          hasError(means.get(i).estimate(), by.get(i).get("se"));
        }
      }
    }
  }

  private static void agrees(JsonNode spec, Case ours) {
    assertThat(ours.effects.sample().unitCount()).isEqualTo(spec.get("n_units").asInt());
    JsonNode expected = spec.get("att_gt");
    assertThat(ours.effects.effects()).hasSize(expected.size());
    for (JsonNode each : expected) {
      GroupTimeEffect effect =
          ours.effects.at(each.get("g").asInt(), each.get("t").asInt()).orElseThrow();
      assertThat(effect.estimate().value())
          .as("ATT(%d,%d)", effect.group(), effect.time())
          .isCloseTo(each.get("att").asDouble(), within(VALUE));
      ours.hasError(effect.estimate(), each.get("se"));
    }
    Aggregation aggregation = new Aggregation(ours.effects);
    JsonNode means = spec.get("aggte");
    ours.agree("simple", null, aggregation.simple(), means.get("simple"));
    List<Aggregate> events = aggregation.events();
    ours.agree("dynamic", events, Aggregation.overallEvent(events), means.get("dynamic"));
    List<Aggregate> groups = aggregation.groups();
    ours.agree("group", groups, aggregation.overallGroup(groups), means.get("group"));
    List<Aggregate> calendar = aggregation.calendar();
    ours.agree("calendar", calendar, Aggregation.overallCalendar(calendar), means.get("calendar"));
    if (means.has("dynamic_balance_e_1")) {
      List<Aggregate> balanced = aggregation.balancedEvents(1);
      ours.agree(
          "balanced",
          balanced,
          Aggregation.overallEvent(balanced),
          means.get("dynamic_balance_e_1"));
    }
    PlaceboTest test = PlaceboTest.of(ours.effects, ours.clusters);
    double reference = spec.get("pretest").get("W").asDouble();
    if (ours.effects.specification().anticipation() > 0) {
      // Up to version 2.5.1 did tested the times of anticipation, too. Of fewer effects W is less.
      assertThat(test.statistic()).isPositive().isLessThan(reference);
      assertThat(test.degrees()).isLessThan(spec.get("pretest").get("df").asInt());
    } else {
      assertThat(test.statistic()).isCloseTo(reference, Percentage.withPercentage(1e-4));
      assertThat(test.degrees()).isEqualTo(spec.get("pretest").get("df").asInt());
      assertThat(test.p()).isCloseTo(spec.get("pretest").get("p").asDouble(), within(1e-6));
    }
    if (spec.has("bootstrap")) {
      bandsAgree(ours, events, spec.get("bootstrap"));
    }
  }

  private static void bandsAgree(Case ours, List<Aggregate> events, JsonNode expected) {
    List<Estimate> cells = ours.effects.effects().stream().map(GroupTimeEffect::estimate).toList();
    UniformBand band = UniformBand.of(cells, ours.clusters, UniformBand.SEED, 20_000);
    for (int i = 0; i < cells.size(); i++) {
      assertThat(band.errors().get(i))
          .isCloseTo(expected.get("att_gt_se").get(i).asDouble(), Percentage.withPercentage(5));
    }
    assertThat(band.critical())
        .isCloseTo(expected.get("att_gt_uniform_crit").asDouble(), Percentage.withPercentage(3));
    UniformBand ofEvents =
        UniformBand.of(
            events.stream().map(Aggregate::estimate).toList(),
            ours.clusters,
            UniformBand.SEED,
            20_000);
    assertThat(ofEvents.critical())
        .isCloseTo(expected.get("dynamic_uniform_crit").asDouble(), Percentage.withPercentage(3));
  }

  @Test
  void anotherComparisonDoesNotAgree() throws IOException {
    // The negative control: the expected figures tell specifications apart.
    TeenEmployment data = new TeenEmployment();
    JsonNode spec = data.expected("expected.json").get("specs").get(0);
    GroupTimeEffects other = GroupTimeEffects.of(data.panel(), Specification.DEFAULT);
    JsonNode last = spec.get("att_gt").get(5);
    assertThat(last.get("t").asInt()).isEqualTo(2005);
    double expected = last.get("att").asDouble();
    assertThat(other.at(2006, 2005).orElseThrow().estimate().value())
        .isNotCloseTo(expected, within(VALUE));
  }
}
