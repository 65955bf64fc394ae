package org.pathline.domain.statistics;

/**
 * A confidence interval at the level of its method.
 *
 * @param low lower bound
 * @param high upper bound, not below the lower one
 */
public record Interval(double low, double high) {}
