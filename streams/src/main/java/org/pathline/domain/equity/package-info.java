/**
 * Gaps between groups of students in class beside the gaps beyond it, under each declared regime.
 *
 * <p>A gap is a description: what a policy did to it is a matter of effects.
 */
@NullMarked
package org.pathline.domain.equity;

import org.jspecify.annotations.NullMarked;
