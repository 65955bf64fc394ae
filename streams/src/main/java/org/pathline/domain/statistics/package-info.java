/** Estimates and their uncertainty, as pure functions of sums. */
@NullMarked
package org.pathline.domain.statistics;

import org.jspecify.annotations.NullMarked;
