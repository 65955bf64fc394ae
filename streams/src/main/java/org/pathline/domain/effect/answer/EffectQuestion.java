package org.pathline.domain.effect.answer;

import java.util.List;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Gap;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.pathway.Outcome;

/**
 * What is asked of a policy.
 *
 * @param scope outcome, settings and subject
 * @param subgroup whose outcome
 * @param specification how treated schools are compared
 * @param covariates of schools that are adjusted for; none by default
 * @param seed of every draw, recorded in the answer
 * @param draws how often bands and randomization inference draw, at least 999
 */
public record EffectQuestion(
    Study.Scope scope,
    Subgroup subgroup,
    Specification specification,
    List<Covariate> covariates,
    long seed,
    int draws) {
  /** Fewest draws, at which a p value of one in a thousand can be told. */
  public static final int LEAST_DRAWS = 999;

  /** Seed where none is asked for. */
  public static final long DEFAULT_SEED = 20_140_701;

  /** Checks the draws. */
  public EffectQuestion {
    if (draws < LEAST_DRAWS) {
      throw new IllegalArgumentException(draws + " draws are fewer than " + LEAST_DRAWS);
    }
    covariates = List.copyOf(covariates);
  }

  /** Question with the usual specification, seed and draws, without covariates. */
  public static EffectQuestion of(Study.Scope scope, Subgroup subgroup) {
    return of(scope, subgroup, Specification.DEFAULT, List.of());
  }

  /** Question with the usual seed and draws. */
  public static EffectQuestion of(
      Study.Scope scope,
      Subgroup subgroup,
      Specification specification,
      List<Covariate> covariates) {
    return new EffectQuestion(
        scope, subgroup, specification, covariates, DEFAULT_SEED, LEAST_DRAWS);
  }

  /** Thresholds in the unit of the outcome. */
  public Thresholds thresholds() {
    return scope.outcome() == Outcome.GRADE_POINTS
        ? Thresholds.OF_GRADE_POINTS
        : Thresholds.OF_RATES;
  }

  /**
   * Whether a lower value is the better one: of switching and leaving, and of a gap, unless it is
   * one in switching or leaving.
   */
  public boolean isLowerBetter() {
    boolean lowerOutcome =
        scope.outcome() == Outcome.STEM_LEFT_6 || scope.outcome() == Outcome.STEM_SWITCHED_6;
    return lowerOutcome != (subgroup instanceof Gap);
  }
}
