package org.pathline.domain.effect.grouptime;

import org.pathline.domain.effect.Estimate;

/**
 * A mean of the group-time effects that share a time since adoption, a group or a time.
 *
 * @param key e = t - g of an event, g of a group, t of a calendar time
 * @param reference whether all it is made of is 0 by definition
 */
public record Aggregate(int key, Estimate estimate, boolean reference) {}
