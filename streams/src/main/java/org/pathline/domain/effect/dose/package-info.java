/**
 * How outcomes move with measured sorting, which is an association, and how effects move with the
 * dose of a policy.
 */
package org.pathline.domain.effect.dose;
