package org.pathline.letters;

/**
 * What became of one dead letter in a replay.
 *
 * @param letter the letter
 * @param result what became of it
 * @param detail why, or where to, in words
 */
public record ReplayOutcome(Letter letter, Result result, String detail) {

  /** The closed set of what can become of a letter. */
  public enum Result {
    /** Its record was sent again. */
    SENT(true),
    /** Its record would be sent again if this were not a trial. */
    WOULD_BE_SENT(true),
    /** A replay of before, or another letter of the same record, has sent it. */
    ALREADY_REPLAYED(true),
    /** It is of a derived topic, which is derived anew and not repaired. */
    DERIVED_ANEW(true),
    /** The record is itself a replay, which failed again. */
    FAILED_AGAIN(false),
    /** The topic of the record does not exist. */
    NO_TOPIC(false),
    /** Neither the topic nor the letter holds the whole record. */
    ORIGINAL_GONE(false),
    /** It would become a dead letter again. */
    WOULD_NOT_DECODE(false),
    /** With the header that marks it, the record is larger than its topic takes. */
    TOO_LARGE(false);

    private final boolean good;

    Result(boolean good) {
      this.good = good;
    }

    /** Whether nothing is left to be done about the letter. */
    public boolean isGood() {
      return good;
    }
  }
}
