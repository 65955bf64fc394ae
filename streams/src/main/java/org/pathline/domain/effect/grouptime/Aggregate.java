package org.pathline.domain.effect.grouptime;

import org.pathline.domain.effect.Estimate;

/**
 * A mean of group-time effects.
 *
 * @param type what the mean is over
 * @param key e of an event, g of a group, t of a calendar time; null for an overall mean
 * @param reference whether all it is made of is 0 by definition
 */
public record Aggregate(Type type, Integer key, Estimate estimate, boolean reference) {

  /** What a mean is over. */
  public enum Type {
    /** All treated group-times, weighted by the size of the groups. */
    SIMPLE,
    /** Groups at one time e = t - g since adoption; overall, the mean over e of at least 0. */
    EVENT,
    /** Times since adoption of one group; overall, weighted by the size of the groups. */
    GROUP,
    /** Groups treated at one time; overall, the mean over the times. */
    CALENDAR
  }
}
