package org.pathline.domain.effect.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pathline.domain.effect.cell.Adoption;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.design.Holm;
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
      LocalDate observableFrom,
      Double adjustedP,
      EffectStatement statement) {}

  /** Answers to a plan; a pure function of its arguments. */
  public static PlannedAnswers of(
      Plan plan,
      Instant stoodSince,
      Target target,
      Map<SchoolId, Double> sorting,
      Iterable<Cell> cells,
      RegimeAt regimes) {
    List<EffectAnswer> answers = new ArrayList<>();
    List<LocalDate> observable = new ArrayList<>();
    Study study = null;
    Outcome studied = null;
    for (EffectQuestion question : plan.questions()) {
      if (study == null || question.scope().outcome() != studied) {
        study = EffectAnswer.study(question, cells, regimes);
        studied = question.scope().outcome();
      }
      Comparability comparability = EffectAnswer.comparability(study, question, target, sorting);
      answers.add(EffectAnswer.of(question, study, plan.thresholds(), comparability));
      observable.add(observableFrom(plan, question, study));
    }
    List<EffectAnswer> tested = answers.stream().filter(each -> p(each) != null).toList();
    double[] adjusted = Holm.adjust(tested.stream().mapToDouble(PlannedAnswers::p).toArray());
    List<Planned> planned = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < answers.size(); i++) {
      EffectAnswer answer = answers.get(i);
      Double p = p(answer) == null ? null : Double.valueOf(adjusted[next++]);
      LocalDate from = observable.get(i);
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

  private static Double p(EffectAnswer answer) {
    return answer.overall() == null ? null : answer.overall().p();
  }

  private static EffectStatement statement(EffectAnswer answer, Double adjustedP) {
    boolean effect =
        answer.statement() == EffectStatement.HARM || answer.statement() == EffectStatement.BENEFIT;
    return effect && (adjustedP == null || adjustedP > LEVEL)
        ? EffectStatement.NONE_DETECTABLE
        : answer.statement();
  }

  /** When the outcome of the first cohort under the policy could be seen. */
  private static LocalDate observableFrom(Plan plan, EffectQuestion question, Study study) {
    int first =
        study.adoptions().stream()
            .filter(Adoption::isTreated)
            .mapToInt(Adoption::adopted)
            .min()
            .orElse(Integer.MAX_VALUE);
    return first == Integer.MAX_VALUE
        ? null
        : Plan.observableFrom(question.scope().outcome(), plan.settings(), first)
            .atZone(ZoneOffset.UTC)
            .toLocalDate();
  }
}
