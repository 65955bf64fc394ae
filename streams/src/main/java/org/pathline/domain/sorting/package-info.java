/**
 * How much the sections of a school differ in whom they hold: exact sums of students' seats, and
 * the indexes that follow from them.
 *
 * <p>A change of a student is the old seats taken away and the new ones added.
 */
@NullMarked
package org.pathline.domain.sorting;

import org.jspecify.annotations.NullMarked;
