/**
 * What may be published of counts of students, and what an attacker could make of it.
 *
 * <p>{@link org.pathline.domain.release.Knowledge} is what the attacker has: sums of numbers that
 * are not known, with values and without, and rules that hold by definition. {@link
 * org.pathline.domain.release.Attack} bounds what was withheld by linear programs; {@link
 * org.pathline.domain.release.Protection} withholds more until every bound is wide enough. {@link
 * org.pathline.domain.release.ReleaseKnowledge} makes such knowledge from tables of outcomes.
 */
@NullMarked
package org.pathline.domain.release;

import org.jspecify.annotations.NullMarked;
