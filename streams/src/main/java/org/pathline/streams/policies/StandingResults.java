package org.pathline.streams.policies;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of earlier rounds rested on, and what came of them and stands: a step that rests
 * on the same again need not be taken.
 *
 * <p>Known in memory only, so that a task that starts takes every step that is due. Not
 * thread-safe, but threads may read at once.
 */
final class StandingResults {
  private final Map<PublishedResult.Id, Standing> bySteps = new HashMap<>();

  private record Standing(Object basis, List<PublishedResult.Id> results) {}

  /** Results of a step that stand, if it rests on the same as then; null where they do not. */
  @Nullable List<PublishedResult.Id> of(PublishedResult.Id step, @Nullable Object basis) {
    Standing standing = bySteps.get(step);
    return standing != null && standing.basis().equals(basis) ? standing.results() : null;
  }

  /** Notes what came of a step. */
  void note(StudySteps.Taken step) {
    if (step.why() != null || step.basis() == null) {
      bySteps.remove(step.id());
    } else if (step.standing() == null) {
      bySteps.put(step.id(), new Standing(step.basis(), List.copyOf(step.results().keySet())));
    }
  }

  /** Forgets the steps that are no longer taken. */
  void forgetAllBut(Predicate<PublishedResult.Id> steps) {
    bySteps.keySet().removeIf(steps.negate());
  }
}
