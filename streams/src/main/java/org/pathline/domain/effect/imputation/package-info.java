/** What is fitted to the cohorts before the policy, and what that says of the cohorts under it. */
@NullMarked
package org.pathline.domain.effect.imputation;

import org.jspecify.annotations.NullMarked;
