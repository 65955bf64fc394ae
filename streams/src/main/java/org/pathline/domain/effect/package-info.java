/**
 * What a policy did, estimated from sums of schools by cohort.
 *
 * <p>Everything here is a pure function of a {@link org.pathline.domain.effect.Panel}: the same
 * sums give the same digits.
 */
@NullMarked
package org.pathline.domain.effect;

import org.jspecify.annotations.NullMarked;
