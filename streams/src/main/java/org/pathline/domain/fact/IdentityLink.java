package org.pathline.domain.fact;

/**
 * Two ids are one student: the alias, which is the envelope's student, goes on as the canonical id.
 */
public record IdentityLink(Envelope envelope, String canonicalId) implements Fact {

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
