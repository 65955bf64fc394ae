package org.pathline.streams.policies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.pathline.domain.effect.answer.AnswerSize;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.streams.wire.EffectRecord;
import org.pathline.streams.wire.LedgerRecord;

/** The ledgers, and some outcomes' questions, over the cells of one moment, one by one. */
final class AnswerRound {
  private final Set<Outcome> outcomes;
  private final List<Cell> cells;
  private final CellRegimes regimes;
  private final AnswerOf answers;
  private final Map<Study.Scope, Boolean> isBounded = new HashMap<>();

  /** Study of the questions at hand: those about one outcome come one after the other. */
  private Study study;

  private Study.Scope studied;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Set<PublishedResult.Id> ids = new HashSet<>();

  /** Answers to questions; whatever it throws sets the answer aside. */
  @FunctionalInterface
  interface AnswerOf {
    EffectAnswer to(EffectQuestion question, Study study);
  }

  /**
   * What is derived at once, and set aside at once where that fails.
   *
   * @param id of the one result, or of the ledgers of one district that are derived together
   * @param excess why they are not to be derived at all; null where they are
   */
  record Step(
      PublishedResult.Id id, Supplier<Violation> excess, Supplier<List<PublishedResult>> results) {}

  private record About(Settings settings, Subject subject) {}

  private static final Comparator<About> ORDER =
      Comparator.comparingInt((About about) -> about.settings().anchorGrade())
          .thenComparing(about -> about.settings().stemList())
          .thenComparing(About::subject);

  /** Round about outcomes; of the other outcomes only the ids of the answers are known. */
  AnswerRound(
      Collection<Outcome> outcomes, List<Cell> cells, StandingPolicies policies, AnswerOf answers) {
    this.outcomes = EnumSet.copyOf(outcomes);
    this.cells = cells;
    this.answers = answers;
    regimes = new CellRegimes(policies);
    Map<About, SortedMap<String, List<Cell>>> byDistrict = new TreeMap<>(ORDER);
    for (Cell cell : cells) {
      if (cell.key().isAnchored()) {
        byDistrict
            .computeIfAbsent(
                new About(cell.key().settings(), cell.key().subject()), absent -> new TreeMap<>())
            .computeIfAbsent(cell.key().districtId(), absent -> new ArrayList<>())
            .add(cell);
      }
    }
    byDistrict.forEach(
        (about, districts) -> {
          for (Grouping by : Grouping.values()) {
            districts.forEach((district, ofIt) -> addLedgers(about, by, district, ofIt));
            addLedgers(about, by, null, cells);
          }
          addQuestions(about);
        });
  }

  /** Ledgers of a district, or of all districts together where it is null. */
  private void addLedgers(About about, Grouping by, String district, List<Cell> ofIt) {
    String key =
        KeyText.join(
            Integer.toString(about.settings().anchorGrade()),
            about.settings().stemList(),
            about.subject().name(),
            district,
            by.label());
    PublishedResult.Id id = new PublishedResult.Id(PublishedResult.Kind.EQUITY, key);
    ids.add(id);
    steps.add(new Step(id, () -> null, () -> ledgers(about, by, ofIt, district == null)));
  }

  private void addQuestions(About about) {
    for (Outcome outcome : StandingQuestions.OUTCOMES) {
      for (EffectQuestion question :
          StandingQuestions.of(outcome, about.settings(), about.subject())) {
        PublishedResult.Id id =
            new PublishedResult.Id(PublishedResult.Kind.EFFECT, EffectRecord.key(question));
        ids.add(id);
        if (outcomes.contains(outcome)) {
          steps.add(
              new Step(
                  id,
                  () -> excess(question),
                  () -> List.of(new PublishedResult(id, EffectRecord.of(answer(question))))));
        }
      }
    }
  }

  private Violation excess(EffectQuestion question) {
    boolean bounded =
        isBounded.computeIfAbsent(
            question.scope(), scope -> AnswerSize.of(study(question)).isBounded());
    return bounded
        ? null
        : new Violation(
            Reason.TOO_MANY_VALUES,
            "answer",
            "more than "
                + AnswerSize.MOST_EFFECTS
                + " effects by year of adoption and cohort, or too many for so many schools");
  }

  private RegimeAt regimes(EffectQuestion question) {
    return regimes.at(question.scope().subject(), question.scope().settings().anchorGrade());
  }

  private EffectAnswer answer(EffectQuestion question) {
    return answers.to(question, study(question));
  }

  /** Standing questions differ in their scope and students only, so those of a scope share one. */
  private Study study(EffectQuestion question) {
    if (!question.scope().equals(studied)) {
      study = EffectAnswer.study(question, cells, regimes(question));
      studied = question.scope();
    }
    return study;
  }

  private List<PublishedResult> ledgers(
      About about, Grouping by, List<Cell> ofIt, boolean together) {
    Ledger ledger = new Ledger(about.settings(), about.subject(), regimes::of, together);
    return LedgerRecord.of(about.settings(), about.subject(), ledger.rows(by, ofIt))
        .entrySet()
        .stream()
        .map(
            each ->
                new PublishedResult(
                    new PublishedResult.Id(PublishedResult.Kind.EQUITY, each.getKey()),
                    each.getValue()))
        .toList();
  }

  Set<Outcome> outcomes() {
    return outcomes;
  }

  /**
   * Whether a result or step of this round, once it is done, or of a question not asked now has an
   * id.
   */
  boolean has(PublishedResult.Id id) {
    return ids.contains(id);
  }

  boolean isDone() {
    return steps.isEmpty();
  }

  /** The next step, which is taken out of the round. */
  Step next() {
    return steps.remove();
  }

  /** Notes a result of a step. */
  void derived(PublishedResult.Id id) {
    ids.add(id);
  }
}
