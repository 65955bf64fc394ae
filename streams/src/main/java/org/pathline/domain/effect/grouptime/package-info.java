/**
 * Effects by group and time, and what they add up to.
 *
 * <p>Source of the estimands and of most formulas: B. Callaway and P. H. C. Sant'Anna,
 * "Difference-in-differences with multiple time periods", Journal of Econometrics 225 (2021),
 * 200-230. A group is the units of one adoption G = g.
 */
@NullMarked
package org.pathline.domain.effect.grouptime;

import org.jspecify.annotations.NullMarked;
