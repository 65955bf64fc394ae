package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.grouptime.Aggregate;
import org.pathline.domain.effect.grouptime.Aggregation;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.grouptime.TripleDifference;

/** Group-time effects of sums of panels, such as a gap. */
final class GroupTimeSums {
  private GroupTimeSums() {}

  /** Mean over all treated group-times of a panel; null where there is none. */
  static Estimate overall(Panel panel, Specification specification) {
    Aggregate simple = new Aggregation(GroupTimeEffects.of(panel, specification)).simple();
    return simple == null ? null : simple.estimate();
  }

  /**
   * Mean over all treated group-times of a sum of panels; null where there is none.
   *
   * <p>Of a gap with covariates it is a triple difference.
   */
  static Estimate overall(List<Summand> summands, Specification specification) {
    if (isTriple(summands)) {
      Aggregate simple = new Aggregation(triple(summands, specification)).simple();
      return simple == null ? null : simple.estimate();
    }
    return Summand.sum(summands, panel -> overall(panel, specification));
  }

  /** Whether a sum is a gap with covariates. */
  static boolean isTriple(List<Summand> summands) {
    return summands.size() == 2
        && !summands.get(0).panel().units().isEmpty()
        && !summands.get(0).panel().units().get(0).covariates().isEmpty();
  }

  /** Effects by group and time on a gap with covariates. */
  static GroupTimeEffects triple(List<Summand> summands, Specification specification) {
    return TripleDifference.ofGap(summands.get(0).panel(), summands.get(1).panel(), specification);
  }

  /** Everything of a sum; of what some panel has and another has not, nothing. */
  static GroupTimeSummary of(
      List<Summand> summands,
      Specification specification,
      Clusters clusters,
      long seed,
      int draws) {
    if (isTriple(summands)) {
      return GroupTimeSummary.of(triple(summands, specification), clusters, null, seed, draws);
    }
    GroupTimeSummary sum = null;
    for (Summand summand : summands) {
      GroupTimeSummary each =
          GroupTimeSummary.of(summand.panel(), specification, clusters, null, seed, draws);
      sum =
          sum == null && summand.factor() == 1
              ? each
              : plus(Objects.requireNonNull(sum), summand.factor(), each, clusters);
    }
    return sum;
  }

  private static GroupTimeSummary plus(
      GroupTimeSummary one, double factor, GroupTimeSummary other, Clusters clusters) {
    List<GroupTimeEffect> effects = new ArrayList<>();
    for (GroupTimeEffect each : one.effects().effects()) {
      GroupTimeEffect match = other.effects().at(each.group(), each.time()).orElse(null);
      if (match != null) {
        boolean both = each.estimate() != null && match.estimate() != null;
        effects.add(
            new GroupTimeEffect(
                each.group(),
                each.time(),
                each.base(),
                both ? each.estimate().plus(factor, match.estimate()) : null,
                both ? null : each.refusal() == null ? match.refusal() : each.refusal()));
      }
    }
    GroupTimeEffects sums =
        new GroupTimeEffects(
            one.effects().sample(), one.effects().specification(), List.copyOf(effects));
    List<Aggregate> events = plus(one.events(), factor, other.events());
    List<Aggregate> groups = plus(one.groups(), factor, other.groups());
    List<Aggregate> calendar = plus(one.calendar(), factor, other.calendar());
    long seed = one.bandOfEffects().seed();
    int draws = one.bandOfEffects().draws();
    return new GroupTimeSummary(
        sums,
        plus(one.overall(), factor, other.overall()),
        events,
        plus(one.overallEvent(), factor, other.overallEvent()),
        groups,
        plus(one.overallGroup(), factor, other.overallGroup()),
        calendar,
        plus(one.overallCalendar(), factor, other.overallCalendar()),
        PlaceboTest.of(sums, clusters),
        UniformBand.of(
            sums.estimated().stream().map(GroupTimeEffect::estimate).toList(),
            clusters,
            seed,
            draws),
        band(events, clusters, seed, draws),
        band(groups, clusters, seed, draws),
        band(calendar, clusters, seed, draws));
  }

  private static UniformBand band(
      List<Aggregate> aggregates, Clusters clusters, long seed, int draws) {
    return UniformBand.of(
        aggregates.stream().map(Aggregate::estimate).toList(), clusters, seed, draws);
  }

  /** Sums of the aggregates that both lists have. */
  static List<Aggregate> plus(List<Aggregate> one, double factor, List<Aggregate> other) {
    List<Aggregate> sums = new ArrayList<>();
    for (Aggregate each : one) {
      other.stream()
          .filter(match -> match.key().equals(each.key()))
          .findFirst()
          .ifPresent(match -> sums.add(plus(each, factor, match)));
    }
    return sums;
  }

  private static Aggregate plus(Aggregate one, double factor, Aggregate other) {
    return one == null || other == null
        ? null
        : new Aggregate(
            one.type(),
            one.key(),
            one.estimate().plus(factor, other.estimate()),
            one.reference() && other.reference());
  }
}
