package org.pathline.domain.effect.grouptime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.UniformBand;

/**
 * Group-time effects with all their means, each set with its uniform band.
 *
 * @param means effects and their means
 * @param placebo Wald's test of the effects before adoption; null where there are none
 * @param bandOfEffects band over all group-time effects
 */
public record GroupTimeSummary(
    GroupTimeMeans means,
    @Nullable PlaceboTest placebo,
    UniformBand bandOfEffects,
    UniformBand bandOfEvents,
    UniformBand bandOfGroups,
    UniformBand bandOfCalendar) {

  /**
   * Everything of effects that are estimated already.
   *
   * @param clusters what errors are clustered by
   * @param balance events are those of groups seen that long after adoption; null for all groups
   * @param seed seed of the bands' draws
   * @param draws number of draws
   */
  public static GroupTimeSummary of(
      GroupTimeEffects effects,
      Clusters clusters,
      @Nullable Integer balance,
      long seed,
      int draws) {
    GroupTimeMeans means = GroupTimeMeans.of(effects, balance);
    return of(means, clusters, UniformBand.each(sets(means), clusters, seed, draws));
  }

  /**
   * Means with bands that were drawn already, together with others.
   *
   * @param bands of the {@link #sets}, in their order
   */
  public static GroupTimeSummary of(
      GroupTimeMeans means, Clusters clusters, List<UniformBand> bands) {
    return new GroupTimeSummary(
        means,
        PlaceboTest.of(means.effects(), clusters),
        bands.get(0),
        bands.get(1),
        bands.get(2),
        bands.get(3));
  }

  /** The same with another test of the effects before adoption. */
  public GroupTimeSummary withPlacebo(@Nullable PlaceboTest other) {
    return new GroupTimeSummary(
        means, other, bandOfEffects, bandOfEvents, bandOfGroups, bandOfCalendar);
  }

  /** Sets of estimates each of which has a band. */
  public static List<List<Estimate>> sets(GroupTimeMeans means) {
    return List.of(
        means.effects().effects().stream().map(GroupTimeEffect::estimate).toList(),
        estimates(means.events()),
        estimates(means.groups()),
        estimates(means.calendar()));
  }

  private static List<Estimate> estimates(List<Aggregate> aggregates) {
    return aggregates.stream().map(Aggregate::estimate).toList();
  }

  /** Effects by group and time. */
  public GroupTimeEffects effects() {
    return means.effects();
  }

  /** Mean over all treated group-times; null where there is none. */
  public @Nullable Estimate overall() {
    return means.overall();
  }
}
