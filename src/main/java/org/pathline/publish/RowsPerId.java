package org.pathline.publish;

import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.pathway.StudentLimits;

/**
 * How many good rows there were for each student, and for each id to which others are linked, as
 * upper bounds in a fixed amount of memory.
 *
 * <p>Ids whose hashes agree share a count. So an id below its limit here is below it, and one above
 * it must be counted by itself, as {@link CrowdedIds} does.
 */
final class RowsPerId {
  private static final int SLOTS = 1 << 20;

  private final int[] facts;
  private final int[] links;
  private boolean anyCrowded;

  /** Counts of nothing. */
  RowsPerId() {
    this(SLOTS);
  }

  /**
   * Counts of nothing in so many slots.
   *
   * @param slots a power of two
   */
  RowsPerId(int slots) {
    facts = new int[slots];
    links = new int[slots];
  }

  void add(Fact fact) {
    if (fact.type().isStudentFact()) {
      add(facts, fact.envelope().studentId(), StudentLimits.DEFAULT.mostFacts());
    } else if (fact instanceof IdentityLink link && !link.envelope().retracted()) {
      add(links, link.canonicalId(), StudentLimits.DEFAULT.mostIds());
    }
  }

  private void add(int[] counts, String id, int limit) {
    int slot = slot(id);
    if (counts[slot] <= limit) {
      counts[slot]++;
      anyCrowded |= counts[slot] > limit;
    }
  }

  /** Whether any id may have more than it can. */
  boolean anyCrowded() {
    return anyCrowded;
  }

  boolean mayHaveTooManyFacts(String studentId) {
    return facts[slot(studentId)] > StudentLimits.DEFAULT.mostFacts();
  }

  boolean mayHaveTooManyLinks(String canonicalId) {
    return links[slot(canonicalId)] > StudentLimits.DEFAULT.mostIds();
  }

  private int slot(String id) {
    int hash = id.hashCode() * 0x9E3779B9;
    return (hash ^ hash >>> 15) & (facts.length - 1);
  }
}
