/** Estimates and their uncertainty, as pure functions of sums. */
package org.pathline.domain.statistics;
