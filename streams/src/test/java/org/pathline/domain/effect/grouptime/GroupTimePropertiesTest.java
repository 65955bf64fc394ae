package org.pathline.domain.effect.grouptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.effect.grouptime.Exclusion.Reason;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;

/** What must hold of group-time effects whatever the data are. */
class GroupTimePropertiesTest {
  private static final int DRAWS = 99;

  private static GroupTimeSummary summary(Panel panel) {
    return GroupTimeSummary.of(
        GroupTimeEffects.of(panel, Specification.DEFAULT),
        Clusters.of(panel),
        null,
        UniformBand.SEED,
        DRAWS);
  }

  @Property(tries = 10)
  void orderOfUnitsAndTimesChangesNoDigit(
      @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll Weighting weighting) {
    SimulatedPanel world = new SimulatedPanel(seed, weighting, 25, 4, (int) (seed % 2));
    GroupTimeSummary one = summary(world.panel());
    GroupTimeSummary other = summary(world.shuffled(seed + 1));
    for (int i = 0; i < one.effects().effects().size(); i++) {
      GroupTimeEffect effect = one.effects().effects().get(i);
      GroupTimeEffect again = other.effects().effects().get(i);
      assertThat(again.estimate().value()).isEqualTo(effect.estimate().value());
      assertThat(again.estimate().contributions()).isEqualTo(effect.estimate().contributions());
    }
    assertThat(other.effects().refused()).isEqualTo(one.effects().refused());
    assertThat(other.bandOfEffects()).isEqualTo(one.bandOfEffects());
    assertThat(other.bandOfEvents()).isEqualTo(one.bandOfEvents());
  }

  @Property(tries = 10)
  void theMirroredWorldGivesTheMirroredAnswer(
      @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll Weighting weighting) {
    SimulatedPanel world = new SimulatedPanel(seed, weighting, 25, 4, 1);
    GroupTimeSummary one = summary(world.panel());
    GroupTimeSummary mirror = summary(world.mirrored());
    assertThat(mirror.overall().value()).isCloseTo(-one.overall().value(), within(1e-12));
    for (int i = 0; i < one.means().events().size(); i++) {
      assertThat(mirror.means().events().get(i).estimate().value())
          .isCloseTo(-one.means().events().get(i).estimate().value(), within(1e-12));
    }
    assertThat(mirror.bandOfEvents().critical())
        .isCloseTo(one.bandOfEvents().critical(), within(1e-9));
    assertThat(mirror.placebo().statistic())
        .isCloseTo(one.placebo().statistic(), within(1e-6 * one.placebo().statistic()));
  }

  @Example
  void unitsThatCannotBeUsedAreNamed() {
    Panel panel =
        new Panel.Builder(Weighting.UNIT)
            .unit(new PanelUnit("always", "always", 2000, 1, List.of()))
            .unit(new PanelUnit("gap", "gap", 2001, 1, List.of()))
            .unit(new PanelUnit("later", "later", 2009, 1, List.of()))
            .unit(new PanelUnit("treated", "treated", 2001, 1, List.of()))
            .add("always", 2000, 1, 1)
            .add("always", 2001, 1, 1)
            .add("gap", 2000, 1, 1)
            .add("later", 2000, 1, 1)
            .add("later", 2001, 1, 2)
            .add("treated", 2000, 1, 1)
            .add("treated", 2001, 1, 5)
            .build();
    GroupTimeEffects effects = GroupTimeEffects.of(panel, Specification.DEFAULT);
    assertThat(effects.sample().exclusions())
        .containsExactly(
            new Exclusion(Reason.MISSING_TIMES, List.of("gap")),
            new Exclusion(Reason.NO_TIME_BEFORE_ADOPTION, List.of("always")));
    // Who adopts after the last time was never treated in these data.
    assertThat(effects.sample().groups()).containsExactly(2001);
    assertThat(effects.at(2001, 2001).orElseThrow().estimate().value()).isCloseTo(3, within(1e-15));
  }

  @Example
  void theLastGroupStandsForNeverTreatedOnesWhereThereAreNone() {
    Panel.Builder builder = new Panel.Builder(Weighting.UNIT);
    for (int adopted : new int[] {2002, 2003}) {
      for (int i = 0; i < 2; i++) {
        String id = adopted + "-" + i;
        builder.unit(new PanelUnit(id, id, adopted, 1, List.of()));
        for (int time = 2000; time < 2005; time++) {
          builder.add(id, time, 1, time - 2000 + (time >= adopted ? 10 : 0));
        }
      }
    }
    for (Comparison comparison : Comparison.values()) {
      GroupTimeEffects effects =
          GroupTimeEffects.of(
              builder.build(), new Specification(comparison, Base.VARYING, Method.REGRESSION, 0));
      assertThat(effects.sample().comparisonGroup()).isEqualTo(2003);
      assertThat(effects.effects()).extracting(GroupTimeEffect::time).containsExactly(2001, 2002);
      assertThat(effects.at(2002, 2002).orElseThrow().estimate().value())
          .isCloseTo(10, within(1e-12));
    }
  }

  @Example
  void comparisonsThatCannotBeMadeSayWhy() {
    SimulatedPanel world = new SimulatedPanel(3, Weighting.UNIT, 40, 4, 1);
    assertThat(refusals(world, unit -> 1.0)).containsOnly(Refusal.SINGULAR_COVARIATES);
    assertThat(
            refusals(world, unit -> world.adoptsInTime(unit) ? 5.0 : unit.cluster().hashCode() % 4))
        .contains(Refusal.NO_OVERLAP);
    SimulatedPanel small = new SimulatedPanel(3, Weighting.UNIT, 6, 4, 1);
    assertThat(GroupTimeEffects.of(small.panel(), Specification.DEFAULT).refused())
        .extracting(RefusedEffect::refusal)
        .contains(Refusal.TOO_FEW_UNITS);
  }

  private static List<Refusal> refusals(
      SimulatedPanel world, ToDoubleFunction<PanelUnit> covariate) {
    Panel panel =
        world
            .panel()
            .withUnits(
                unit ->
                    new PanelUnit(
                        unit.id(),
                        unit.cluster(),
                        unit.adopted(),
                        unit.weight(),
                        List.of(covariate.applyAsDouble(unit))));
    Specification specification =
        new Specification(Comparison.NEVER_TREATED, Base.VARYING, Method.DOUBLY_ROBUST, 0);
    return GroupTimeEffects.of(panel, specification).refused().stream()
        .map(RefusedEffect::refusal)
        .toList();
  }
}
