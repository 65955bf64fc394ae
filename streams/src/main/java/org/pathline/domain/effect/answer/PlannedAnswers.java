package org.pathline.domain.effect.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.design.Holm;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.Comparability;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.pathway.Outcome;

/**
 * The answers to a plan's family.
 *
 * @param stoodSince when the plan was first stored
 */
public record PlannedAnswers(Plan plan, Instant stoodSince, List<Planned> answers) {
  private static final double LEVEL = 0.05;

  /** Whether an answer may be read as a test. */
  public enum Inference {
    /** The plan stood before any outcome of it could be seen. */
    CONFIRMATORY,
    /** It did not, or there is no plan. */
    EXPLORATORY
  }

  /**
   * One answer.
   *
   * @param inference whether it may be read as a test
   * @param observableFrom when the first outcome under the policy could be seen; null where no
   *     school adopted
   * @param adjustedP after Holm's adjustment over the family; null where there is no p
   * @param statement of the answer, no effect where the adjusted p is above 5 %
   */
  public record Planned(
      EffectAnswer answer,
      Inference inference,
      @Nullable LocalDate observableFrom,
      @Nullable Double adjustedP,
      EffectStatement statement) {}

  /**
   * An answer to one of a plan's questions, before its family is looked at.
   *
   * @param observableFrom when the first outcome under the policy could be seen; null where no
   *     school adopted
   */
  public record Answered(EffectAnswer answer, @Nullable LocalDate observableFrom) {}

  /** Answers to a plan; a pure function of its arguments. */
  public static PlannedAnswers of(
      Plan plan,
      Instant stoodSince,
      SchoolSorting sorting,
      Iterable<Cell> cells,
      RegimeAt regimes) {
    List<Answered> answers = new ArrayList<>();
    Study study = null;
    Outcome studied = null;
    for (EffectQuestion question : plan.questions()) {
      if (study == null || question.scope().outcome() != studied) {
        study = EffectAnswer.study(question, cells, regimes);
        studied = question.scope().outcome();
      }
      Comparability comparability =
          EffectAnswer.comparability(
              study, question, Target.parse(plan.target()), sorting.before(study));
      answers.add(
          new Answered(
              EffectAnswer.of(question, study, plan.thresholds(), comparability),
              observableFrom(plan, question, study)));
    }
    return of(plan, stoodSince, answers);
  }

  /**
   * A plan's answers as one family.
   *
   * @param answers to all of its questions; one without a p stays in the family, as if its p were 1
   */
  public static PlannedAnswers of(Plan plan, Instant stoodSince, List<Answered> answers) {
    double[] adjusted =
        Holm.adjust(answers.stream().mapToDouble(each -> pOrOne(each.answer())).toArray());
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      EffectAnswer answer = answers.get(i).answer();
      Double p = p(answer) == null ? null : Double.valueOf(adjusted[i]);
      LocalDate from = answers.get(i).observableFrom();
      boolean stood =
          from != null && stoodSince.isBefore(from.atStartOfDay(ZoneOffset.UTC).toInstant());
      planned.add(
          new Planned(
              answer,
              stood ? Inference.CONFIRMATORY : Inference.EXPLORATORY,
              from,
              p,
              statement(answer, p)));
    }
    return new PlannedAnswers(plan, stoodSince, List.copyOf(planned));
  }

  private static @Nullable Double p(EffectAnswer answer) {
    return answer.overall() == null ? null : answer.overall().p();
  }

  private static double pOrOne(EffectAnswer answer) {
    Double p = p(answer);
    return p == null ? 1 : p;
  }

  private static EffectStatement statement(EffectAnswer answer, @Nullable Double adjustedP) {
    boolean effect =
        answer.statement() == EffectStatement.HARM || answer.statement() == EffectStatement.BENEFIT;
    return effect && (adjustedP == null || adjustedP > LEVEL)
        ? EffectStatement.NONE_DETECTABLE
        : answer.statement();
  }

  /** When the outcome of the first cohort under the policy could be seen; null without one. */
  public static @Nullable LocalDate observableFrom(
      Plan plan, EffectQuestion question, Study study) {
    int first = study.firstAdoption();
    return first == Integer.MAX_VALUE
        ? null
        : Plan.observableFrom(question.scope().outcome(), plan.settings(), first)
            .atZone(ZoneOffset.UTC)
            .toLocalDate();
  }
}
