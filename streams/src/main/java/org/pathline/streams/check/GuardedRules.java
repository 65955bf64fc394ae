package org.pathline.streams.check;

import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;

/** The rules of facts, of which one that fails rejects its fact and stops nothing else. */
public final class GuardedRules {
  private final Faults faults = new Faults();

  /**
   * First rule that a fact breaks, or null.
   *
   * @param ingestMillis when Kafka stored the fact, milliseconds since 1970 UTC
   * @throws org.apache.kafka.streams.errors.StreamsException when a rule fails on many in a row
   */
  public Violation firstViolation(Fact fact, long ingestMillis) {
    try {
      Violation violation = FactRules.firstViolation(fact, ingestMillis);
      faults.succeeded();
      return violation;
    } catch (RuntimeException fault) {
      return faults.violation("fact", fault);
    }
  }
}
