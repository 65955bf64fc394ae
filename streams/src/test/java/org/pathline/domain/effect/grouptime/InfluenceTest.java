package org.pathline.domain.effect.grouptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.Weighting;

/**
 * What a unit adds to the error of an estimate is how the estimate moves when the unit counts a
 * little more often: the definition of an influence function, which no formula of ours enters.
 */
class InfluenceTest {
  private static final double STEP = 1e-4;
  private static final double TOLERANCE = 2e-6;

  @Property(tries = 6)
  void contributionsAreDerivativesByTheWeightOfAUnit(
      @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
      @ForAll Weighting weighting,
      @ForAll Method method,
      @ForAll Comparison comparison) {
    int covariates = (int) (seed % 3);
    SimulatedPanel world = new SimulatedPanel(seed, weighting, 40, 4, covariates);
    Specification specification = new Specification(comparison, Base.VARYING, method, 0);
    List<Estimate> all = estimates(world.panel(), specification);
    assertThat(all).hasSizeGreaterThan(5);
    for (int s = 0; s < world.units.size(); s += 3) {
      List<Estimate> more = estimates(world.panel(s, 1 + STEP), specification);
      List<Estimate> less = estimates(world.panel(s, 1 - STEP), specification);
      assertThat(more).hasSameSizeAs(all);
      for (int j = 0; j < all.size(); j++) {
        double derivative = (more.get(j).value() - less.get(j).value()) / (2 * STEP);
        assertThat(all.get(j).contributions()[s])
            .as("seed %d, estimate %d, unit %d", seed, j, s)
            .isCloseTo(derivative, within(TOLERANCE));
      }
    }
  }

  @Example
  void aWeightLeftConstantIsNoticed() {
    // The negative control: without the error of its weights a mean fails the same comparison.
    SimulatedPanel world = new SimulatedPanel(5, Weighting.STUDENT, 40, 4, 0);
    GroupTimeEffects effects = GroupTimeEffects.of(world.panel(), Specification.DEFAULT);
    Aggregation aggregation = new Aggregation(effects);
    double total = 0;
    double[] naive = new double[world.units.size()];
    for (GroupTimeEffect effect : effects.effects()) {
      total += effect.isPost() ? aggregation.shareOf(effect.group()) : 0;
    }
    for (GroupTimeEffect effect : effects.effects()) {
      for (int s = 0; effect.isPost() && s < naive.length; s++) {
        naive[s] +=
            aggregation.shareOf(effect.group()) / total * effect.estimate().contributions()[s];
      }
    }
    double largest = 0;
    for (int s = 0; s < naive.length; s++) {
      double ours = aggregation.simple().contributions()[s];
      largest = Math.max(largest, Math.abs(ours - naive[s]));
    }
    assertThat(largest).isGreaterThan(10 * TOLERANCE);
  }

  private static List<Estimate> estimates(Panel panel, Specification specification) {
    GroupTimeEffects effects = GroupTimeEffects.of(panel, specification);
    Aggregation aggregation = new Aggregation(effects);
    List<Estimate> all = new ArrayList<>();
    effects.effects().forEach(each -> all.add(each.estimate()));
    aggregation.events().forEach(each -> all.add(each.estimate()));
    aggregation.groups().forEach(each -> all.add(each.estimate()));
    aggregation.calendar().forEach(each -> all.add(each.estimate()));
    all.add(aggregation.simple());
    all.add(aggregation.overallGroup(aggregation.groups()));
    all.add(Aggregation.overallCalendar(aggregation.calendar()));
    return all;
  }
}
