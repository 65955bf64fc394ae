/**
 * Whether a comparison of schools over cohorts can bear a claim about a policy: diagnostics and the
 * grade they lead to.
 */
package org.pathline.domain.effect.design;
