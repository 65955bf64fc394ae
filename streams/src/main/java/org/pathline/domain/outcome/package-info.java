/**
 * What one student adds to one cell, and the exact sums of a cell.
 *
 * <p>A change of a student is the old contribution taken away and the new one added.
 */
@NullMarked
package org.pathline.domain.outcome;

import org.jspecify.annotations.NullMarked;
