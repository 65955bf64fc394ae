package org.pathline.streams.policies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.AnswerSize;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolCells;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.check.Faults;

/**
 * Steps of a round that share what is derived on the way, and so go one after the other. Any thread
 * may go on with them, but one at a time.
 */
final class StudySteps {
  private final Function<EffectQuestion, SchoolCells> schools;
  private final Function<EffectQuestion, RegimeAt> regimes;
  private final StandingResults standing;
  private final Deque<Step> left = new ArrayDeque<>();
  private final Map<Studied, Boolean> isBounded = new HashMap<>();
  private @Nullable Study study;
  private @Nullable Studied studied;

  /**
   * What is derived at once, and set aside at once where that fails.
   *
   * @param order of the step in its round
   * @param id of the one result, or of the ledgers of one district that are derived together
   * @param excess why they are not to be derived at all; null where they are
   * @param basis all that they rest on; null where that is not known
   */
  record Step(
      int order,
      PublishedResult.Id id,
      Supplier<@Nullable Violation> excess,
      Supplier<@Nullable Object> basis,
      Supplier<List<PublishedResult>> results) {}

  /**
   * What came of a step.
   *
   * @param why nothing came of it; null where something did
   * @param basis all that it rested on; null where that is not known
   * @param standing results that stand as an earlier round published them; null where the step was
   *     taken anew
   * @param results as they are published
   */
  record Taken(
      int order,
      PublishedResult.Id id,
      @Nullable Violation why,
      @Nullable Object basis,
      @Nullable List<PublishedResult.Id> standing,
      Map<PublishedResult.Id, byte[]> results) {}

  /** What questions have in common that are answered from one study. */
  private record Studied(Study.Scope scope, int anticipation, List<Covariate> covariates) {
    static Studied by(EffectQuestion question) {
      return new Studied(
          question.scope(), question.specification().anticipation(), question.covariates());
    }
  }

  StudySteps(
      Function<EffectQuestion, SchoolCells> schools,
      Function<EffectQuestion, RegimeAt> regimes,
      StandingResults standing) {
    this.schools = schools;
    this.regimes = regimes;
    this.standing = standing;
  }

  void add(Step step) {
    left.add(step);
  }

  boolean isDone() {
    return left.isEmpty();
  }

  /**
   * Takes the next step, and further ones while there is time.
   *
   * @param bytes of a result as it is published
   */
  List<Taken> goOn(BooleanSupplier hasTime, Function<PublishedResult, byte[]> bytes) {
    List<Taken> taken = new ArrayList<>();
    do {
      taken.add(take(left.remove(), bytes));
    } while (!left.isEmpty() && hasTime.getAsBoolean());
    return taken;
  }

  private Taken take(Step step, Function<PublishedResult, byte[]> bytes) {
    Map<PublishedResult.Id, byte[]> results = new LinkedHashMap<>();
    Violation why;
    try {
      why = step.excess().get();
      if (why == null) {
        Object basis = step.basis().get();
        List<PublishedResult.Id> asBefore = standing.of(step.id(), basis);
        if (asBefore == null) {
          step.results().get().forEach(result -> results.put(result.id(), bytes.apply(result)));
        }
        return new Taken(step.order(), step.id(), null, basis, asBefore, results);
      }
    } catch (RuntimeException fault) {
      // All are about the same cells, so many in a row are no sign of a broken release.
      why = new Faults().violation("answer", fault);
    }
    return new Taken(step.order(), step.id(), why, null, null, Map.of());
  }

  /** Why a question is not to be answered; null where it is. */
  @Nullable Violation excess(EffectQuestion question) {
    boolean bounded =
        isBounded.computeIfAbsent(
            Studied.by(question), absent -> AnswerSize.of(study(question)).isBounded());
    return bounded
        ? null
        : new Violation(
            Reason.TOO_MANY_VALUES,
            "answer",
            "more than "
                + AnswerSize.MOST_EFFECTS
                + " effects by year of adoption and cohort, or too many for so many schools");
  }

  /** Standing questions differ in their scope and students only, so those of a scope share one. */
  Study study(EffectQuestion question) {
    Study last = study;
    if (last != null && Studied.by(question).equals(studied)) {
      return last;
    }
    Study next = EffectAnswer.study(question, schools.apply(question), regimes.apply(question));
    study = next;
    studied = Studied.by(question);
    return next;
  }
}
