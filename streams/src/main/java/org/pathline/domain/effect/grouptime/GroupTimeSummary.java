package org.pathline.domain.effect.grouptime;

import java.util.List;
import java.util.stream.Stream;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.UniformBand;

/**
 * Group-time effects with all their means, each set with its uniform band.
 *
 * @param overall mean over all treated group-times; null, like every overall mean, where there is
 *     none
 * @param placebo Wald's test of the effects before adoption; null where there are none
 * @param bandOfEffects band over all group-time effects
 */
public record GroupTimeSummary(
    GroupTimeEffects effects,
    Aggregate overall,
    List<Aggregate> events,
    Aggregate overallEvent,
    List<Aggregate> groups,
    Aggregate overallGroup,
    List<Aggregate> calendar,
    Aggregate overallCalendar,
    PlaceboTest placebo,
    UniformBand bandOfEffects,
    UniformBand bandOfEvents,
    UniformBand bandOfGroups,
    UniformBand bandOfCalendar) {

  /**
   * Estimates everything of a panel.
   *
   * @param clusters what errors are clustered by
   * @param balance events are those of groups seen that long after adoption; null for all groups
   * @param seed seed of the bands' draws
   * @param draws number of draws
   */
  public static GroupTimeSummary of(
      Panel panel,
      Specification specification,
      Clusters clusters,
      Integer balance,
      long seed,
      int draws) {
    return of(GroupTimeEffects.of(panel, specification), clusters, balance, seed, draws);
  }

  /** Everything of effects that are estimated already. */
  public static GroupTimeSummary of(
      GroupTimeEffects effects, Clusters clusters, Integer balance, long seed, int draws) {
    Aggregation aggregation = new Aggregation(effects);
    List<Aggregate> events =
        balance == null ? aggregation.events() : aggregation.balancedEvents(balance);
    List<Aggregate> groups = aggregation.groups();
    List<Aggregate> calendar = aggregation.calendar();
    return new GroupTimeSummary(
        effects,
        aggregation.simple(),
        events,
        Aggregation.overallEvent(events),
        groups,
        aggregation.overallGroup(groups),
        calendar,
        Aggregation.overallCalendar(calendar),
        PlaceboTest.of(effects, clusters),
        band(effects.estimated().stream().map(GroupTimeEffect::estimate), clusters, seed, draws),
        band(events.stream().map(Aggregate::estimate), clusters, seed, draws),
        band(groups.stream().map(Aggregate::estimate), clusters, seed, draws),
        band(calendar.stream().map(Aggregate::estimate), clusters, seed, draws));
  }

  private static UniformBand band(
      Stream<Estimate> estimates, Clusters clusters, long seed, int draws) {
    return UniformBand.of(estimates.toList(), clusters, seed, draws);
  }
}
