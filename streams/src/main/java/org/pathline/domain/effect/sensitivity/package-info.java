/**
 * What becomes of an effect when schools may have drifted: robust intervals and breakdown values.
 *
 * <p>Source of the estimands and of most formulas: A. Rambachan and J. Roth, "A more credible
 * approach to parallel trends", Review of Economic Studies 90 (2023), 2555-2591.
 */
@NullMarked
package org.pathline.domain.effect.sensitivity;

import org.jspecify.annotations.NullMarked;
