package org.pathline.domain.effect.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.statistics.Interval;

/**
 * What drift would make of the effects of an event study.
 *
 * @param plausibleBend greatest M that the coefficients before the policy do not exclude, outcome
 *     per time; null where nothing was measured before
 * @param targets the overall effect first, then each event
 */
public record Sensitivity(@Nullable Double plausibleBend, List<Target> targets) {
  /** Multiples M̄ of the largest change before the policy that intervals are given for. */
  public static final List<Double> MULTIPLES = List.of(0.5, 1.0, 2.0);

  /** Largest M̄* that is told; it stands for itself and for all larger ones. */
  public static final double MOST = RelativeMagnitudes.MOST;

  /** How the critical value of the first stage of the test is found. */
  public enum CriticalValues {
    /** By integration. */
    EXACT(new ExactFirstStage()),
    /** By the 1,000 draws of R's HonestDiD, so that published numbers come out again. */
    DRAWN_AS_R(DrawnFirstStage.published());

    private final FirstStage firstStage;

    CriticalValues(FirstStage firstStage) {
      this.firstStage = firstStage;
    }
  }

  /**
   * An effect that is asked about.
   *
   * @param name such as overall, null for the effect at one time
   * @param event time of the event, null for a mean of several
   * @param weights of the coefficients after the reference
   */
  public record Asked(@Nullable String name, @Nullable Integer event, double[] weights) {}

  /**
   * What drift would make of one effect.
   *
   * @param name as asked
   * @param event as asked
   * @param estimate without drift
   * @param standardError of it
   * @param breakdownMultiple M̄*: largest M̄ at which the interval leaves 0 out, at most 10; 0
   *     where it holds 0 without any drift; null where nothing was measured before
   * @param breakdownBend M*: the same for M, outcome per time
   * @param byMultiple intervals if drift changes by at most M̄ times the largest change before
   * @param byBend intervals if the slope of drift changes by at most M from time to time
   */
  public record Target(
      @Nullable String name,
      @Nullable Integer event,
      double estimate,
      double standardError,
      @Nullable Double breakdownMultiple,
      @Nullable Double breakdownBend,
      List<Robust> byMultiple,
      List<Robust> byBend) {}

  /**
   * An interval at 95 % for one bound on drift.
   *
   * @param bound M̄ or M
   * @param interval null where no value is left
   */
  public record Robust(double bound, @Nullable Interval interval) {}

  /** Asks about the mean by weights and about each event. */
  public static List<Asked> overallAndEvents(EventStudy study, double[] overall) {
    List<Asked> asked = new ArrayList<>();
    asked.add(new Asked("overall", null, overall));
    IntStream.range(0, study.afterCount())
        .forEach(t -> asked.add(new Asked(null, study.after().get(t), study.only(t))));
    return asked;
  }

  /** Sensitivity of effects, with the multiples {@link #MULTIPLES}, and M of 0 and as plausible. */
  public static Sensitivity of(EventStudy study, List<Asked> asked) {
    Double plausible = Smoothness.plausible(study);
    return of(
        study,
        asked,
        MULTIPLES,
        plausible == null ? List.of() : List.of(0.0, plausible),
        CriticalValues.EXACT);
  }

  /**
   * Sensitivity of effects.
   *
   * @param multiples M̄, each at least 0
   * @param bends M, each at least 0
   */
  public static Sensitivity of(
      EventStudy study,
      List<Asked> asked,
      List<Double> multiples,
      List<Double> bends,
      CriticalValues critical) {
    return new Sensitivity(
        Smoothness.plausible(study),
        asked.stream()
            .filter(each -> study.hasError(each.weights()))
            .map(each -> target(study, each, multiples, bends, critical))
            .toList());
  }

  private static Target target(
      EventStudy study,
      Asked asked,
      List<Double> multiples,
      List<Double> bends,
      CriticalValues critical) {
    RelativeMagnitudes relative =
        new RelativeMagnitudes(study, asked.weights(), critical.firstStage);
    Smoothness smoothness = new Smoothness(study, asked.weights());
    return new Target(
        asked.name(),
        asked.event(),
        study.estimate(asked.weights()),
        study.standardError(asked.weights()),
        relative.breakdown(),
        smoothness.breakdown(),
        study.beforeCount() == 0
            ? List.of()
            : multiples.stream().map(each -> new Robust(each, relative.interval(each))).toList(),
        study.beforeCount() == 0
            ? List.of()
            : bends.stream().map(each -> new Robust(each, smoothness.interval(each))).toList());
  }

  /** The default values of M in R's HonestDiD: ten, from 0 to the plausible one. */
  public static List<Double> bendsOfR(EventStudy study) {
    Double plausible = Smoothness.plausible(study);
    return plausible == null
        ? List.of()
        : IntStream.range(0, 10).mapToObj(i -> plausible * i / 9).toList();
  }
}
