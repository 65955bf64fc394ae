package org.pathline.domain.effect.answer;

import org.jspecify.annotations.Nullable;

/**
 * The most that a design could be rated under the standards of the What Works Clearinghouse.
 *
 * <p>Arms may differ before the policy by up to 0.25 standard deviations, and from 0.05 on that
 * must be adjusted for, which comparing schools with themselves does; one school or district in an
 * arm cannot be told from the policy; without random assignment there are always reservations. The
 * standards' table of tolerable attrition is not part of this: see the bounds. Source: What Works
 * Clearinghouse, "Procedures and standards handbook", version 5.0 (2022), chapters II and III.
 */
public enum WhatWorks {
  /** One school, or one adopting district, in an arm. */
  CANNOT_MEET,
  /** The arms differed by more than 0.25 standard deviations before the policy. */
  BASELINE_TOO_DIFFERENT,
  /** They differed by more than 0.05, which the comparison of schools with themselves adjusts. */
  WITH_RESERVATIONS_ADJUSTED,
  /** They differed by no more than 0.05. */
  WITH_RESERVATIONS;

  private static final double EQUIVALENT = 0.05;
  private static final double TOO_DIFFERENT = 0.25;

  /**
   * Rating of a design.
   *
   * @param clusters in the arm with fewer
   * @param difference between the arms before the policy in standard deviations; null where unknown
   */
  static WhatWorks of(int clusters, @Nullable Double difference) {
    if (clusters < 2) {
      return CANNOT_MEET;
    }
    if (difference == null || Math.abs(difference) > TOO_DIFFERENT) {
      return BASELINE_TOO_DIFFERENT;
    }
    return Math.abs(difference) > EQUIVALENT ? WITH_RESERVATIONS_ADJUSTED : WITH_RESERVATIONS;
  }
}
