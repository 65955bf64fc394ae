package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.grouptime.Aggregate;
import org.pathline.domain.effect.grouptime.Aggregation;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;
import org.pathline.domain.effect.grouptime.GroupTimeMeans;
import org.pathline.domain.effect.grouptime.RefusedEffect;
import org.pathline.domain.effect.grouptime.TripleDifference;

/** Group-time effects of sums of panels, such as a gap. */
final class GroupTimeSums {
  private GroupTimeSums() {}

  /** What is derived of a panel under a specification. */
  private record Key(Kind kind, Specification specification) {}

  private enum Kind {
    OVERALL,
    EFFECTS,
    MEANS
  }

  /** Mean over all treated group-times of a panel; null where there is none. */
  static @Nullable Estimate overall(Panel panel, Specification specification) {
    return panel.derived(
        new Key(Kind.OVERALL, specification),
        () -> new Aggregation(GroupTimeEffects.fromAdoption(panel, specification)).simple());
  }

  /**
   * Mean over all treated group-times of a sum of panels; null where there is none.
   *
   * <p>Of a gap with covariates it is a triple difference.
   */
  static @Nullable Estimate overall(List<Summand> summands, Specification specification) {
    if (isTriple(summands)) {
      return new Aggregation(triple(summands, specification)).simple();
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

  /** Effects and means of a sum; of what some panel has and another has not, nothing. */
  static GroupTimeMeans means(List<Summand> summands, Specification specification) {
    if (isTriple(summands)) {
      return GroupTimeMeans.of(triple(summands, specification), null);
    }
    if (summands.get(0).factor() != 1) {
      throw new IllegalArgumentException("a sum begins with its first panel as it is");
    }
    GroupTimeMeans sum = means(summands.get(0).panel(), specification);
    for (Summand summand : summands.subList(1, summands.size())) {
      sum = plus(sum, summand.factor(), means(summand.panel(), specification));
    }
    return sum;
  }

  private static GroupTimeMeans means(Panel panel, Specification specification) {
    return panel.derived(
        new Key(Kind.MEANS, specification),
        () -> GroupTimeMeans.of(effects(panel, specification), null));
  }

  /** Effects by group and time of a panel, which all who ask for them share. */
  static GroupTimeEffects effects(Panel panel, Specification specification) {
    return panel.derived(
        new Key(Kind.EFFECTS, specification), () -> GroupTimeEffects.of(panel, specification));
  }

  private static GroupTimeMeans plus(GroupTimeMeans one, double factor, GroupTimeMeans other) {
    return new GroupTimeMeans(
        plus(one.effects(), factor, other.effects()),
        plus(one.overall(), factor, other.overall()),
        plus(one.events(), factor, other.events()),
        plus(one.overallEvent(), factor, other.overallEvent()),
        plus(one.groups(), factor, other.groups()),
        plus(one.overallGroup(), factor, other.overallGroup()),
        plus(one.calendar(), factor, other.calendar()),
        plus(one.overallCalendar(), factor, other.overallCalendar()));
  }

  /** Sums of the effects that both have; refused where either is, as the first one says. */
  private static GroupTimeEffects plus(
      GroupTimeEffects one, double factor, GroupTimeEffects other) {
    List<GroupTimeEffect> effects = new ArrayList<>();
    List<RefusedEffect> refused = new ArrayList<>();
    for (GroupTimeEffect each : one.effects()) {
      other
          .at(each.group(), each.time())
          .map(match -> each.estimate().plus(factor, match.estimate()))
          .ifPresent(
              sum -> effects.add(new GroupTimeEffect(each.group(), each.time(), each.base(), sum)));
      other.refusedAt(each.group(), each.time()).ifPresent(refused::add);
    }
    for (RefusedEffect each : one.refused()) {
      if (other.at(each.group(), each.time()).isPresent()
          || other.refusedAt(each.group(), each.time()).isPresent()) {
        refused.add(each);
      }
    }
    refused.sort(
        Comparator.comparingInt(RefusedEffect::group).thenComparingInt(RefusedEffect::time));
    return new GroupTimeEffects(one.sample(), one.specification(), effects, refused);
  }

  /** Sums of the aggregates that both lists have. */
  static List<Aggregate> plus(List<Aggregate> one, double factor, List<Aggregate> other) {
    List<Aggregate> sums = new ArrayList<>();
    for (Aggregate each : one) {
      other.stream()
          .filter(match -> match.key() == each.key())
          .findFirst()
          .ifPresent(
              match ->
                  sums.add(
                      new Aggregate(
                          each.key(),
                          each.estimate().plus(factor, match.estimate()),
                          each.reference() && match.reference())));
    }
    return sums;
  }

  /** Sum of two estimates; null where one is missing. */
  static @Nullable Estimate plus(@Nullable Estimate one, double factor, @Nullable Estimate other) {
    return one == null || other == null ? null : one.plus(factor, other);
  }
}
