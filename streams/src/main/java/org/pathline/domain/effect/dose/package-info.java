/**
 * How outcomes move with measured sorting, which is an association, and how effects move with the
 * dose of a policy.
 */
@NullMarked
package org.pathline.domain.effect.dose;

import org.jspecify.annotations.NullMarked;
