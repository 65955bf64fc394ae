package org.pathline.streams.policies;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.domain.pathway.Outcome;

/** The plans that stand, by id, whatever order they came in. */
final class StandingPlans {
  private final SortedMap<String, StandingPlan> plans = new TreeMap<>();

  /**
   * Takes in a plan as it was stored once; of equal plans the first one stored counts.
   *
   * @return whether another plan, or the same at another time, stands now
   */
  boolean stand(StandingPlan plan) {
    StandingPlan before = plans.get(plan.plan().id());
    if (before != null && !plan.since().isBefore(before.since())) {
      return false;
    }
    plans.put(plan.plan().id(), plan);
    return true;
  }

  /** All, in the order of their ids. */
  Collection<StandingPlan> all() {
    return List.copyOf(plans.values());
  }

  /** Ids of the plans that ask a question with its own choices, in order. */
  static List<String> askingFor(EffectQuestion question, Collection<StandingPlan> among) {
    Outcome outcome = question.scope().outcome();
    return among.stream()
        .map(StandingPlan::plan)
        .filter(
            plan ->
                plan.settings().equals(question.scope().settings())
                    && plan.subject() == question.scope().subject()
                    && plan.outcomes().contains(outcome)
                    && plan.subgroups().stream()
                        .anyMatch(each -> each.text().equals(question.subgroup().text()))
                    && plan.specification().equals(question.specification())
                    && plan.covariates().equals(question.covariates()))
        .map(plan -> plan.id())
        .sorted()
        .toList();
  }
}
