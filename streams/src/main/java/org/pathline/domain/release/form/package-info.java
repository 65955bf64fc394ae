/**
 * Forms of effects, the equity ledger and sorting that may be published beside the tables of a
 * release.
 *
 * <p>Gaps and effects are functions of what the tables show and of nothing else, so that they tell
 * nothing that the tables do not. How schools sort is in no table; of it only a coarse band is
 * shown, and only of schools whose counts are shown.
 */
@NullMarked
package org.pathline.domain.release.form;

import org.jspecify.annotations.NullMarked;
