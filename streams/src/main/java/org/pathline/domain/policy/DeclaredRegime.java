package org.pathline.domain.policy;

import org.pathline.domain.fact.Regime;

/** What is declared of a school, grade, subject and year; nothing is one of the answers. */
public enum DeclaredRegime {
  TRACKED,
  PARTIALLY_TRACKED,
  DETRACKED,
  UNDECLARED,
  UNKNOWN;

  /** What a policy declares. */
  static DeclaredRegime of(Regime regime) {
    return valueOf(regime.name());
  }
}
