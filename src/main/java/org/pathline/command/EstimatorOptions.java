package org.pathline.command;

import org.jspecify.annotations.Nullable;
import org.pathline.ask.EffectWords.BasePeriod;
import org.pathline.ask.EffectWords.Control;
import org.pathline.ask.EffectWords.CovariateMethod;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.answer.EffectQuestion;
import picocli.CommandLine.Option;

/** How an effect is estimated, of schools and of a panel from elsewhere alike. */
final class EstimatorOptions {
  @Option(
      names = "--control",
      defaultValue = "notyettreated",
      description = "${COMPLETION-CANDIDATES}: who is compared with. Default: ${DEFAULT-VALUE}.")
  private Control control;

  @Option(
      names = "--base",
      defaultValue = "varying",
      description =
          "${COMPLETION-CANDIDATES}: before adoption, compare with the time before or always with"
              + " the last time before adoption. Default: ${DEFAULT-VALUE}.")
  private BasePeriod base;

  @Option(
      names = "--method",
      defaultValue = "dr",
      description =
          "${COMPLETION-CANDIDATES}: doubly robust, outcome regression or inverse probability"
              + " weighting; the same without covariates. Default: ${DEFAULT-VALUE}.")
  private CovariateMethod method;

  @Option(
      names = "--anticipation",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Times before adoption at which units may already be affected. Default:"
              + " ${DEFAULT-VALUE}.")
  private int anticipation;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "" + UniformBand.DRAWS,
      description = "Draws for the uniform bands. Default: ${DEFAULT-VALUE}.")
  private int draws;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + EffectQuestion.DEFAULT_SEED,
      description = "Seed of the draws; recorded in json. Default: ${DEFAULT-VALUE}.")
  private long seed;

  Specification specification() {
    return new Specification(control.comparison, base.base, method.method, anticipation);
  }

  int draws() {
    return draws;
  }

  long seed() {
    return seed;
  }

  /** What is wrong with the options, or null. */
  @Nullable String problem() {
    if (anticipation < 0) {
      return "--anticipation: is " + anticipation + "; give 0 or more";
    }
    return draws < UniformBand.DRAWS
        ? "--draws: is " + draws + "; give " + UniformBand.DRAWS + " or more"
        : null;
  }
}
