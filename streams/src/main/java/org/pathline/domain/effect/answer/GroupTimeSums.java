package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.grouptime.Aggregate;
import org.pathline.domain.effect.grouptime.Aggregation;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;
import org.pathline.domain.effect.grouptime.TripleDifference;

/** Group-time effects of sums of panels, such as a gap. */
final class GroupTimeSums {
  private GroupTimeSums() {}

  /** Mean over all treated group-times of a panel; null where there is none. */
  static Estimate overall(Panel panel, Specification specification) {
    Aggregate simple = new Aggregation(effects(panel, specification)).simple();
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
      GroupTimeSummary each = GroupTimeSummary.means(effects(summand.panel(), specification), null);
      sum =
          sum == null && summand.factor() == 1
              ? each
              : plus(Objects.requireNonNull(sum), summand.factor(), each);
    }
    return Objects.requireNonNull(sum).drawn(clusters, seed, draws);
  }

  /** Effects by group and time of a panel, which all who ask for them share. */
  static GroupTimeEffects effects(Panel panel, Specification specification) {
    return panel.derived(specification, () -> GroupTimeEffects.of(panel, specification));
  }

  private static GroupTimeSummary plus(
      GroupTimeSummary one, double factor, GroupTimeSummary other) {
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
    return GroupTimeSummary.means(
        sums,
        plus(one.overall(), factor, other.overall()),
        plus(one.events(), factor, other.events()),
        plus(one.overallEvent(), factor, other.overallEvent()),
        plus(one.groups(), factor, other.groups()),
        plus(one.overallGroup(), factor, other.overallGroup()),
        plus(one.calendar(), factor, other.calendar()),
        plus(one.overallCalendar(), factor, other.overallCalendar()));
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
