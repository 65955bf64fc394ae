package org.pathline.domain.fact;

/**
 * Something in a fact that is mostly a mistake and may be right: the fact stands, and is counted.
 *
 * @param kind what is doubted
 * @param field field of the fact that is doubted
 * @param detail what is doubtful, in words for a registrar
 */
public record Doubt(Kind kind, String field, String detail) {

  /** The closed set of doubts; names are published. */
  public enum Kind {
    /** Two ids differ only in leading zeros, case or a mark at their end. */
    SIMILAR_IDS,
    /** A student of whom nothing but later records is known, or a school of which nothing is. */
    UNJOINED_ID,
    /** A stay ends on the day on which it begins. */
    STAY_OF_NO_LENGTH,
    /** Stays put a student into grades that no student has in one or in consecutive years. */
    GRADES_CONTRADICTED,
    /** A course code begins with no area of SCED. */
    UNKNOWN_COURSE_AREA,
    /** A mark of at most 5 out of 100, with neither points nor credit that say that it fails. */
    UNLIKELY_MARK,
    /** Two rows of one delivery state one fact, neither later than the other, and differ. */
    STATED_TWICE,
    /** One factId names three records of a student or more in one delivery. */
    SHARED_FACT_ID,
    /** A code of another system that nothing explains; the fact stands without it. */
    UNKNOWN_CODE;

    /**
     * Whether the facts of one student can show it; the others show only where the facts of many
     * are compared, as in a delivery.
     */
    public boolean isOfStudents() {
      return switch (this) {
        case SIMILAR_IDS, STATED_TWICE, SHARED_FACT_ID, UNKNOWN_CODE -> false;
        default -> true;
      };
    }
  }
}
