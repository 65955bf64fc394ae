/**
 * Whether a comparison of schools over cohorts can bear a claim about a policy: diagnostics and the
 * grade they lead to.
 */
@NullMarked
package org.pathline.domain.effect.design;

import org.jspecify.annotations.NullMarked;
