package org.pathline.domain.effect.dose;

import org.pathline.domain.effect.cell.SchoolId;

/**
 * A cohort of a school with its outcome and how its rosters were sorted.
 *
 * @param observed students whose outcome is known, above 0
 * @param total sum of the outcome over them
 * @param omega2 measured sorting of the rosters of the anchor grade, from 0 to 1
 */
public record SortedCohort(
    SchoolId school, int anchorYear, double observed, double total, double omega2) {}
