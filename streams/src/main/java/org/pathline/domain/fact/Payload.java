package org.pathline.domain.fact;

/** What a fact says, apart from its envelope. */
public final class Payload {
  private static final int MOST_FIELDS = 10;

  private Payload() {}

  /** The payload of a fact in another envelope. */
  public static Fact in(Fact fact, Envelope envelope) {
    Object[] fields = new Object[MOST_FIELDS];
    FactFields.write(fact, new FieldValues(fields, 0));
    return FactFields.read(fact.type(), envelope, new FieldValues(fields, 0));
  }

  /** Whether two facts of one type say the same, whatever their envelopes. */
  public static boolean isSame(Fact one, Fact two) {
    return one.equals(in(two, one.envelope()));
  }
}
