package org.pathline.domain.effect.answer;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.statistics.Interval;

/**
 * One estimate of an answer.
 *
 * @param group adoption of the schools; null where of all
 * @param time anchor year, or cohorts since adoption for an {@link Type#EVENT}; null where of all
 * @param standardError null where there is none
 * @param interval pointwise, at 95 %; null where there is no standard error
 * @param band uniform over the rows of one estimator and type, at 95 %; null where there is none
 */
public record EffectRow(
    Estimator estimator,
    Type type,
    @Nullable Integer group,
    @Nullable Integer time,
    double estimate,
    @Nullable Double standardError,
    @Nullable Interval interval,
    @Nullable Interval band) {

  /** Row of an estimate with the normal distribution. */
  static EffectRow of(
      Estimator estimator,
      Type type,
      @Nullable Integer group,
      @Nullable Integer time,
      Estimate estimate,
      Clusters clusters,
      @Nullable UniformBand band) {
    Figure figure = Figure.normal(estimate, clusters);
    return new EffectRow(
        estimator,
        type,
        group,
        time,
        figure.value(),
        figure.standardError(),
        figure.interval(),
        figure.in(band));
  }

  /** An estimate over all whose error is not asked for. */
  static EffectRow overallWithoutError(Estimator estimator, double estimate) {
    return new EffectRow(estimator, Type.OVERALL, null, null, estimate, null, null, null);
  }

  /** The same estimate where its error cannot be known. */
  EffectRow withoutError() {
    return new EffectRow(estimator, type, group, time, estimate, null, null, null);
  }

  /** How it was estimated. */
  public enum Estimator {
    /** Group-time effects of Callaway and Sant'Anna. */
    CS("cs"),
    /** Imputation of Borusyak, Jaravel and Spiess. */
    IMPUTATION("imputation"),
    /** Students under the policy less all others: not an effect. */
    NAIVE("naive");

    private final String label;

    Estimator(String label) {
      this.label = label;
    }

    /** Name in columns and records. */
    public String label() {
      return label;
    }
  }

  /** What it is an average over. */
  public enum Type {
    ATTGT("attgt"),
    EVENT("event"),
    GROUP("group"),
    CALENDAR("calendar"),
    OVERALL("overall");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** Name in columns and records. */
    public String label() {
      return label;
    }
  }
}
