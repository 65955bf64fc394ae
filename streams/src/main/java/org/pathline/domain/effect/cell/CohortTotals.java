package org.pathline.domain.effect.cell;

/**
 * All students of a cohort of a school.
 *
 * @param members how many they are
 * @param disadvantaged of them, economically
 * @param low of them, of the lowest third of prior achievement
 * @param high of them, of the highest third
 * @param observed students whose outcome is known
 * @param total of the outcome over these
 */
public record CohortTotals(
    int year, long members, long disadvantaged, long low, long high, long observed, double total) {}
