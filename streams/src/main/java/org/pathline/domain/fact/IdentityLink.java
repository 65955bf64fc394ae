package org.pathline.domain.fact;

import java.util.function.Predicate;

/**
 * Two ids are one student: the alias, which is the envelope's student, goes on as the canonical id.
 */
public record IdentityLink(Envelope envelope, String canonicalId) implements Fact {

  /** Whether one of its ids is of some kind; a retraction may leave the second one empty. */
  public boolean touches(Predicate<String> ids) {
    return ids.test(envelope.studentId()) || (!canonicalId.isEmpty() && ids.test(canonicalId));
  }

  @Override
  public FactType type() {
    return FactType.IDENTITIES;
  }

  @Override
  public String naturalKey() {
    return envelope.studentId();
  }

  @Override
  public int compareNaturalKey(Fact other) {
    return 0;
  }
}
