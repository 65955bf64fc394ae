package org.pathline.streams.check;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;

/**
 * The rules of facts, of which one that fails stops nothing: it says nothing against the fact. Not
 * thread-safe.
 */
public final class GuardedRules {
  /** Rules that may fail. */
  @FunctionalInterface
  public interface Rules {
    /**
     * First rule that a fact breaks that came in at a time, or null.
     *
     * @param isPlain whether all of its texts are known to be {@link FactRules#isPlain plain}
     */
    @Nullable Violation firstViolation(Fact fact, long ingestMillis, boolean isPlain);
  }

  private final Rules rules;
  private final Faults faults = new Faults();
  private long failures;

  /** The rules of this release. */
  public GuardedRules() {
    this(FactRules::firstViolation);
  }

  /** Rules as a derivation has them. */
  public GuardedRules(Rules rules) {
    this.rules = rules;
  }

  /**
   * First rule that a fact breaks, or null. A fact on which a rule fails is rejected.
   *
   * @param ingestMillis when Kafka stored the fact, milliseconds since 1970 UTC
   * @throws org.apache.kafka.streams.errors.StreamsException when a rule fails on many in a row
   */
  public @Nullable Violation firstViolation(Fact fact, long ingestMillis) {
    try {
      Violation violation = rules.firstViolation(fact, ingestMillis, false);
      faults.succeeded();
      return violation;
    } catch (RuntimeException fault) {
      return faults.violation("fact", fault);
    }
  }

  /**
   * First rule that a fact is known to break, or null. A fact on which a rule fails is to be kept
   * until it can be judged; {@link #failures} tells of it.
   */
  public @Nullable Violation knownViolation(Fact fact, long ingestMillis) {
    return knownViolation(fact, ingestMillis, false);
  }

  /**
   * The same for a fact whose texts may be known.
   *
   * @param isPlain whether all of them are known to be {@link FactRules#isPlain plain}
   */
  public @Nullable Violation knownViolation(Fact fact, long ingestMillis, boolean isPlain) {
    try {
      return rules.firstViolation(fact, ingestMillis, isPlain);
    } catch (RuntimeException fault) {
      failures++;
      return null;
    }
  }

  /** How often a rule failed on a fact that is kept. */
  public long failures() {
    return failures;
  }

  /** Judges a fact that is kept; fails where a rule fails. */
  public void judge(Fact fact) {
    rules.firstViolation(fact, Long.MAX_VALUE, false);
  }
}
