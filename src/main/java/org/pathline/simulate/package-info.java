/**
 * A made-up state: coherent lives of students from kindergarten to first jobs, written as import
 * files, with the counts that must come out of them.
 *
 * <p>One file per stage of life: {@link org.pathline.simulate.SchoolYears}, {@link
 * org.pathline.simulate.Mathematics}, {@link org.pathline.simulate.SimulatedRosters}, {@link
 * org.pathline.simulate.College}, {@link org.pathline.simulate.Work}; then {@link
 * org.pathline.simulate.Messiness} writes the life down the way real systems do, and {@link
 * org.pathline.simulate.Bookkeeping} counts what is true of it.
 *
 * <p>{@link org.pathline.simulate.SimulatedBundle} tells the same facts as other systems would: one
 * class for each standard puts the parts in order, and one for each group of its files writes them.
 */
@NullMarked
package org.pathline.simulate;

import org.jspecify.annotations.NullMarked;
