package org.pathline.oracle;

import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Payload;

/** Other versions of a fact: the same payload in another envelope. */
public final class Versioned {
  private Versioned() {}

  /** The fact recorded at another time. */
  public static Fact at(Fact fact, long recordedAt) {
    Envelope e = fact.envelope();
    return in(fact, new Envelope(e.studentId(), recordedAt, e.source(), e.retracted(), e.factId()));
  }

  /** The fact under another id. */
  static Fact of(Fact fact, String studentId) {
    Envelope e = fact.envelope();
    return in(fact, new Envelope(studentId, e.recordedAt(), e.source(), e.retracted(), e.factId()));
  }

  /** The fact withdrawn at some time, its payload repeated. */
  public static Fact withdrawn(Fact fact, long recordedAt) {
    Envelope e = fact.envelope();
    return in(fact, new Envelope(e.studentId(), recordedAt, e.source(), true, e.factId()));
  }

  /** The fact's payload in another envelope. */
  public static Fact in(Fact fact, Envelope e) {
    return Payload.in(fact, e);
  }
}
