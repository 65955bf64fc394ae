/**
 * From the facts of one student to the pathway, as a pure function of those that stand.
 *
 * <p>Nothing here reads a clock: what is observed follows from the data itself.
 */
@NullMarked
package org.pathline.domain.pathway;

import org.jspecify.annotations.NullMarked;
