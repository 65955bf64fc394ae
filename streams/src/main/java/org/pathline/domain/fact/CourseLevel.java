package org.pathline.domain.fact;

/** SCED course level: B basic, G general, E enriched, H honors, C college, X none. */
public enum CourseLevel {
  B,
  G,
  E,
  H,
  C,
  X,
  UNKNOWN;

  /** Whether this is an advanced level: enriched, honors or college. */
  public boolean isAdvanced() {
    return this == E || this == H || this == C;
  }

  /** How demanding the level is, for comparison: UNKNOWN and X, then B, G, E, H, C. */
  public int demand() {
    return switch (this) {
      case UNKNOWN -> -1;
      case X -> 0;
      case B -> 1;
      case G -> 2;
      case E -> 3;
      case H -> 4;
      case C -> 5;
    };
  }
}
