/**
 * From outcome cells to the panel of a question: whose outcome, which schools, which years.
 *
 * <p>Sums stay exact integers until a panel is built of them.
 */
@NullMarked
package org.pathline.domain.effect.cell;

import org.jspecify.annotations.NullMarked;
