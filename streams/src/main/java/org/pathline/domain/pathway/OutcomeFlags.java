package org.pathline.domain.pathway;

/**
 * What is known of each outcome of one student, one bit per {@link Outcome} by ordinal.
 *
 * @param eligible the outcome is about this student
 * @param observed it is known whether the student attained it
 * @param attained the student did
 */
public record OutcomeFlags(int eligible, int observed, int attained) {
  /** Flags of a student who belongs to no cohort. */
  public static final OutcomeFlags NONE = new OutcomeFlags(0, 0, 0);

  /** Whether the outcome is about this student. */
  public boolean isEligible(Outcome outcome) {
    return (eligible >> outcome.ordinal() & 1) == 1;
  }

  /** Whether the outcome is known. */
  public boolean isObserved(Outcome outcome) {
    return (observed >> outcome.ordinal() & 1) == 1;
  }

  /** Whether the outcome was attained. */
  public boolean isAttained(Outcome outcome) {
    return (attained >> outcome.ordinal() & 1) == 1;
  }

  /** Collects flags outcome by outcome. */
  public static final class Builder {
    private int eligible;
    private int observed;
    private int attained;

    /** Records an outcome that is about this student. */
    public Builder add(Outcome outcome, boolean isObserved, boolean isAttained) {
      int bit = 1 << outcome.ordinal();
      eligible |= bit;
      if (isObserved) {
        observed |= bit;
      }
      if (isObserved && isAttained) {
        attained |= bit;
      }
      return this;
    }

    /** The flags so far. */
    public OutcomeFlags build() {
      return new OutcomeFlags(eligible, observed, attained);
    }
  }
}
