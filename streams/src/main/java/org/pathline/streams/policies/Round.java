package org.pathline.streams.policies;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;

/** The ledgers, and some outcomes' questions, over the cells of one moment, one by one. */
final class Round {
  private final Set<Outcome> outcomes;
  private final List<Cell> cells;
  private final CellRegimes regimes;
  private final Deque<Supplier<List<Result>>> steps = new ArrayDeque<>();
  private final Set<Result.Id> ids = new HashSet<>();

  private record About(Settings settings, Subject subject) {}

  private static final Comparator<About> ORDER =
      Comparator.comparingInt((About about) -> about.settings().anchorGrade())
          .thenComparing(about -> about.settings().stemList())
          .thenComparing(About::subject);

  /** Round about outcomes; of the other outcomes only the ids of the answers are known. */
  Round(Collection<Outcome> outcomes, List<Cell> cells, StandingPolicies policies) {
    this.outcomes = EnumSet.copyOf(outcomes);
    this.cells = cells;
    regimes = new CellRegimes(policies);
    Set<About> subjects = new TreeSet<>(ORDER);
    for (Cell cell : cells) {
      if (cell.key().isAnchored()) {
        subjects.add(new About(cell.key().settings(), cell.key().subject()));
      }
    }
    for (About about : subjects) {
      for (Grouping by : Grouping.values()) {
        steps.add(() -> ledgers(about, by, false));
        steps.add(() -> ledgers(about, by, true));
      }
      addQuestions(about);
    }
  }

  private void addQuestions(About about) {
    for (Outcome outcome : StandingQuestions.OUTCOMES) {
      for (EffectQuestion question :
          StandingQuestions.of(outcome, about.settings(), about.subject())) {
        Result.Id id = new Result.Id(Result.Kind.EFFECT, PublishedEffect.key(question));
        ids.add(id);
        if (outcomes.contains(outcome)) {
          steps.add(() -> List.of(new Result(id, PublishedEffect.of(answer(question)))));
        }
      }
    }
  }

  private EffectAnswer answer(EffectQuestion question) {
    return EffectAnswer.of(
        question,
        cells,
        regimes.at(question.scope().subject(), question.scope().settings().anchorGrade()),
        question.thresholds());
  }

  private List<Result> ledgers(About about, Grouping by, boolean together) {
    Ledger ledger = new Ledger(about.settings(), about.subject(), regimes::of, together);
    return PublishedLedger.of(about.settings(), about.subject(), ledger.rows(by, cells))
        .entrySet()
        .stream()
        .map(each -> new Result(new Result.Id(Result.Kind.EQUITY, each.getKey()), each.getValue()))
        .toList();
  }

  Set<Outcome> outcomes() {
    return outcomes;
  }

  /** Whether a result of this round, once it is done, or of a question not asked now has an id. */
  boolean has(Result.Id id) {
    return ids.contains(id);
  }

  boolean isDone() {
    return steps.isEmpty();
  }

  /** Results of the next step. */
  List<Result> next() {
    List<Result> results = steps.remove().get();
    results.forEach(result -> ids.add(result.id()));
    return results;
  }
}
