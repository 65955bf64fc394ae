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

/** Group-time effects of sums of panels, such as a gap. */
final class GroupTimeSums {
  private GroupTimeSums() {}

  /** Mean over all treated group-times of a panel; null where there is none. */
  static Estimate overall(Panel panel, Specification specification) {
    Aggregate simple = new Aggregation(GroupTimeEffects.of(panel, specification)).simple();
    return simple == null ? null : simple.estimate();
  }

  /** Effects by time since adoption of a sum of panels. */
  static List<Aggregate> events(List<Summand> summands, Specification specification) {
    List<Aggregate> sum = null;
    for (Summand summand : summands) {
      List<Aggregate> each =
          new Aggregation(GroupTimeEffects.of(summand.panel(), specification)).events();
      sum = sum == null ? each : plus(sum, summand.factor(), each);
    }
    return sum;
  }

  /** Everything of a sum; of what some panel has and another has not, nothing. */
  static GroupTimeSummary of(
      List<Summand> summands,
      Specification specification,
      Clusters clusters,
      long seed,
      int draws) {
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
