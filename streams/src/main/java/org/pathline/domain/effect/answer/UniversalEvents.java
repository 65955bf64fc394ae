package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.grouptime.Aggregate;
import org.pathline.domain.effect.grouptime.Aggregation;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;
import org.pathline.domain.effect.sensitivity.EventStudy;

/**
 * Events of a sum of panels against the last time before adoption, before and after it.
 *
 * @param events by time since adoption, the reference among them
 * @param breadth share of the treated, by size, of whom an event is seen; of a gap the mean of both
 *     sides
 * @param anticipation how many times before adoption may already be affected
 */
record UniversalEvents(
    List<Aggregate> events, SortedMap<Integer, Double> breadth, int anticipation) {
  /** An event before adoption that fewer see tells of them alone. */
  private static final double HALF = 0.5;

  /** Time grows with the cube of the events. */
  private static final int MOST = 20;

  private static final double ROUNDING = 1e-9;

  /** Events of a sum. */
  static UniversalEvents of(List<Summand> summands, Specification specification) {
    Specification universal = specification.with(Base.UNIVERSAL);
    List<Part> parts =
        GroupTimeSums.isTriple(summands)
            ? List.of(Part.of(1, GroupTimeSums.triple(summands, universal)))
            : summands.stream().map(each -> Part.of(each, universal)).toList();
    return sum(parts, specification.anticipation());
  }

  /** Events of effects against the last time before adoption. */
  static UniversalEvents of(GroupTimeEffects effects, int anticipation) {
    return sum(List.of(Part.of(1, effects)), anticipation);
  }

  /**
   * One of several panels whose events are added up.
   *
   * @param seen for each effect its time since adoption and its share of the treated
   */
  private record Part(double factor, List<Aggregate> events, List<Seen> seen) {
    static Part of(Summand summand, Specification universal) {
      Part alone =
          summand
              .panel()
              .derived(
                  new Key(universal),
                  () -> of(1, GroupTimeSums.effects(summand.panel(), universal)));
      return new Part(summand.factor(), alone.events, alone.seen);
    }

    static Part of(double factor, GroupTimeEffects effects) {
      Aggregation aggregation = new Aggregation(effects);
      Set<Integer> groups = new HashSet<>();
      double all = 0;
      for (GroupTimeEffect effect : effects.effects()) {
        all += groups.add(effect.group()) ? aggregation.shareOf(effect.group()) : 0;
      }
      List<Seen> seen = new ArrayList<>();
      for (GroupTimeEffect effect : effects.effects()) {
        seen.add(
            new Seen(effect.time() - effect.group(), aggregation.shareOf(effect.group()) / all));
      }
      return new Part(factor, aggregation.events(), seen);
    }
  }

  private record Key(Specification universal) {}

  private record Seen(int event, double share) {}

  private static UniversalEvents sum(List<Part> parts, int anticipation) {
    List<Aggregate> events = List.of();
    SortedMap<Integer, Double> breadth = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      events = i == 0 ? part.events() : GroupTimeSums.plus(events, part.factor(), part.events());
      for (Seen each : part.seen()) {
        breadth.merge(each.event(), each.share() / parts.size(), Double::sum);
      }
    }
    return new UniversalEvents(events, breadth, anticipation);
  }

  /** Events before adoption and its anticipation, without the reference. */
  List<Aggregate> leads() {
    return events.stream().filter(each -> each.key() < -anticipation && !each.reference()).toList();
  }

  private boolean isBefore(Aggregate each) {
    return each.key() < -1 - anticipation;
  }

  /**
   * Event study of the events before adoption that at least half of the treated see and of those
   * after it; null where nothing is seen after it.
   *
   * @param widening factor on the standard errors
   */
  @Nullable EventStudy study(Clusters clusters, double widening) {
    return study(clusters, HALF, widening);
  }

  /**
   * Event study of at most {@link #MOST} events before adoption and as many after it, those nearest
   * to it; null where nothing is seen after it.
   *
   * @param least share of the treated that see an event before adoption
   * @param widening factor on the standard errors
   */
  @Nullable EventStudy study(Clusters clusters, double least, double widening) {
    List<Aggregate> before =
        events.stream()
            .filter(this::isBefore)
            .filter(each -> breadth.getOrDefault(each.key(), 0.0) >= least - ROUNDING)
            .toList();
    List<Aggregate> after =
        events.stream().filter(each -> each.key() > -1 - anticipation).limit(MOST).toList();
    return study(
        before.subList(Math.max(0, before.size() - MOST), before.size()),
        after,
        clusters,
        widening);
  }

  private static @Nullable EventStudy study(
      List<Aggregate> before, List<Aggregate> after, Clusters clusters, double widening) {
    if (after.isEmpty()) {
      return null;
    }
    List<Estimate> estimates = new ArrayList<>();
    before.forEach(each -> estimates.add(each.estimate()));
    after.forEach(each -> estimates.add(each.estimate()));
    return EventStudy.of(
        before.stream().map(Aggregate::key).toList(),
        after.stream().map(Aggregate::key).toList(),
        estimates,
        clusters,
        widening);
  }

  /** Weights of the events in the mean over all of the treated, those of anticipation 0. */
  double[] overall(EventStudy study) {
    double[] weights = new double[study.afterCount()];
    double total = 0;
    for (int t = 0; t < weights.length; t++) {
      int event = study.after().get(t);
      weights[t] = event < 0 ? 0 : breadth.getOrDefault(event, 0.0);
      total += weights[t];
    }
    for (int t = 0; t < weights.length; t++) {
      weights[t] = total > 0 ? weights[t] / total : 0;
    }
    return weights;
  }
}
