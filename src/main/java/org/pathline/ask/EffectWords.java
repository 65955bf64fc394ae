package org.pathline.ask;

import java.util.Map;
import java.util.TreeMap;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.words.Names;

/** How an effect is estimated, in the words of options and of plans. */
public final class EffectWords {
  private static final Map<String, Covariate> CHARACTERISTICS =
      new TreeMap<>(
          Map.of(
              "disadvantaged", Covariate.DISADVANTAGED,
              "highAchievement", Covariate.HIGH_ACHIEVEMENT,
              "logSize", Covariate.LOG_SIZE));

  private EffectWords() {}

  /** Comparisons as analysts know them. */
  public enum Control {
    notyettreated(Comparison.NOT_YET_TREATED),
    nevertreated(Comparison.NEVER_TREATED);

    /** The comparison that is meant. */
    public final Comparison comparison;

    Control(Comparison comparison) {
      this.comparison = comparison;
    }
  }

  /** Base periods as analysts know them. */
  public enum BasePeriod {
    varying(Base.VARYING),
    universal(Base.UNIVERSAL);

    /** The base that is meant. */
    public final Base base;

    BasePeriod(Base base) {
      this.base = base;
    }
  }

  /** Methods as analysts know them. */
  public enum CovariateMethod {
    dr(Method.DOUBLY_ROBUST),
    reg(Method.REGRESSION),
    ipw(Method.INVERSE_PROBABILITY);

    /** The method that is meant. */
    public final Method method;

    CovariateMethod(Method method) {
      this.method = method;
    }
  }

  /**
   * The characteristic of schools that a word names.
   *
   * @throws IllegalArgumentException that names all of them, where there is no such
   */
  public static Covariate characteristic(String name) {
    Covariate found = CHARACTERISTICS.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          Names.none("characteristic", name, CHARACTERISTICS.keySet()));
    }
    return found;
  }
}
