package org.pathline.domain.effect.grouptime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;

/**
 * Group-time effects and their means.
 *
 * @param overall mean over all treated group-times; null, like every overall mean, where there is
 *     none
 * @param overallEvent mean over times since adoption from 0 on
 * @param overallGroup mean over groups, weighted by their size
 * @param overallCalendar mean over times
 */
public record GroupTimeMeans(
    GroupTimeEffects effects,
    @Nullable Estimate overall,
    List<Aggregate> events,
    @Nullable Estimate overallEvent,
    List<Aggregate> groups,
    @Nullable Estimate overallGroup,
    List<Aggregate> calendar,
    @Nullable Estimate overallCalendar) {

  /**
   * Means of effects.
   *
   * @param balance events are those of groups seen that long after adoption; null for all groups
   */
  public static GroupTimeMeans of(GroupTimeEffects effects, @Nullable Integer balance) {
    Aggregation aggregation = new Aggregation(effects);
    List<Aggregate> events =
        balance == null ? aggregation.events() : aggregation.balancedEvents(balance);
    List<Aggregate> groups = aggregation.groups();
    List<Aggregate> calendar = aggregation.calendar();
    return new GroupTimeMeans(
        effects,
        aggregation.simple(),
        events,
        Aggregation.overallEvent(events),
        groups,
        aggregation.overallGroup(groups),
        calendar,
        Aggregation.overallCalendar(calendar));
  }
}
