/**
 * Gaps between groups of students in class beside the gaps beyond it, under each declared regime.
 *
 * <p>A gap is a description: what a policy did to it is a matter of effects.
 */
package org.pathline.domain.equity;
