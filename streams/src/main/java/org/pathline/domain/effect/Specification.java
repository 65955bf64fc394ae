package org.pathline.domain.effect;

/**
 * How treated units are compared with others.
 *
 * @param comparison with whom
 * @param base with which time of their own
 * @param method how covariates are adjusted for; without any, all are the same
 * @param anticipation how many times before adoption a unit may already be affected, at least 0
 */
public record Specification(Comparison comparison, Base base, Method method, int anticipation) {
  /** Not yet treated units, each time's predecessor before adoption, doubly robust. */
  public static final Specification DEFAULT =
      new Specification(Comparison.NOT_YET_TREATED, Base.VARYING, Method.DOUBLY_ROBUST, 0);

  /** Checks the anticipation. */
  public Specification {
    if (anticipation < 0) {
      throw new IllegalArgumentException("anticipation " + anticipation + " is below 0");
    }
  }

  /** The same with another anticipation. */
  public Specification anticipating(int times) {
    return new Specification(comparison, base, method, times);
  }

  /** The same against other times. */
  public Specification with(Base other) {
    return new Specification(comparison, other, method, anticipation);
  }

  /** Units that a treated one is compared with. */
  public enum Comparison {
    NEVER_TREATED,
    NOT_YET_TREATED
  }

  /** Times that a treated unit's times are compared with. */
  public enum Base {
    /** The last time before adoption; before it, the time just before. */
    VARYING,
    /** The last time before adoption for all. */
    UNIVERSAL
  }

  /** Adjustment for covariates. */
  public enum Method {
    REGRESSION,
    DOUBLY_ROBUST,
    INVERSE_PROBABILITY
  }
}
