package org.pathline.domain.pathway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;

/** Derives a pathway as a pure function of the facts that stand, under fixed settings. */
public interface Derivation {
  /** The settings. */
  Settings settings();

  /**
   * Which rules and reference lists derive: the same text only where they give the same pathways.
   */
  String rules();

  /**
   * Pathway of a student, or null where no fact stands.
   *
   * @param aliasIds other ids of the student that received facts, sorted
   */
  @Nullable Pathway derive(String studentId, List<String> aliasIds, StandingFacts facts);

  /**
   * First rule that a fact breaks, or null; a fact that breaks one is not kept.
   *
   * @param ingestMillis when it came in, in milliseconds since 1970 UTC
   * @param isPlain whether all of its texts are known to be {@link FactRules#isPlain plain}
   */
  default @Nullable Violation firstViolation(Fact fact, long ingestMillis, boolean isPlain) {
    return FactRules.firstViolation(fact, ingestMillis, isPlain);
  }
}
