package org.pathline.domain.effect.grouptime;

import java.util.List;
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
    return means(effects, balance).drawn(clusters, seed, draws);
  }

  /**
   * Effects and their means, without the test and the bands, which are null: those of a part of a
   * sum are not asked for.
   */
  public static GroupTimeSummary means(GroupTimeEffects effects, Integer balance) {
    Aggregation aggregation = new Aggregation(effects);
    List<Aggregate> events =
        balance == null ? aggregation.events() : aggregation.balancedEvents(balance);
    List<Aggregate> groups = aggregation.groups();
    List<Aggregate> calendar = aggregation.calendar();
    return means(
        effects,
        aggregation.simple(),
        events,
        Aggregation.overallEvent(events),
        groups,
        aggregation.overallGroup(groups),
        calendar,
        Aggregation.overallCalendar(calendar));
  }

  /** The same of means that are there already. */
  public static GroupTimeSummary means(
      GroupTimeEffects effects,
      Aggregate overall,
      List<Aggregate> events,
      Aggregate overallEvent,
      List<Aggregate> groups,
      Aggregate overallGroup,
      List<Aggregate> calendar,
      Aggregate overallCalendar) {
    return new GroupTimeSummary(
        effects,
        overall,
        events,
        overallEvent,
        groups,
        overallGroup,
        calendar,
        overallCalendar,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same with its test and its bands. */
  public GroupTimeSummary drawn(Clusters clusters, long seed, int draws) {
    List<UniformBand> bands =
        UniformBand.each(
            List.of(
                effects.estimated().stream().map(GroupTimeEffect::estimate).toList(),
                estimates(events),
                estimates(groups),
                estimates(calendar)),
            clusters,
            seed,
            draws);
    return new GroupTimeSummary(
        effects,
        overall,
        events,
        overallEvent,
        groups,
        overallGroup,
        calendar,
        overallCalendar,
        PlaceboTest.of(effects, clusters),
        bands.get(0),
        bands.get(1),
        bands.get(2),
        bands.get(3));
  }

  private static List<Estimate> estimates(List<Aggregate> aggregates) {
    return aggregates.stream().map(Aggregate::estimate).toList();
  }
}
