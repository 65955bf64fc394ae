package org.pathline.domain.fact;

/**
 * A rule that a fact breaks.
 *
 * @param reason the rule
 * @param field field of the fact that breaks it
 * @param detail what is wrong, in words for a registrar
 */
public record Violation(Reason reason, String field, String detail) {

  /** The closed set of rules; names are published with each rejection. */
  public enum Reason {
    MISSING_FIELD,
    KEY_MISMATCH,
    IMPLAUSIBLE_DATE,
    INVALID_SCHOOL_YEAR,
    INVALID_GRADE_LEVEL,
    INVALID_COURSE_CODE,
    INVALID_MARK,
    GRADE_POINTS_OUT_OF_RANGE,
    NEGATIVE_CREDITS,
    PERCENTILE_OUT_OF_RANGE,
    EXIT_BEFORE_ENTRY,
    TERM_ENDS_BEFORE_IT_BEGINS,
    INVALID_CIP_CODE,
    TOO_MANY_CIP_CODES,
    INVALID_QUARTER,
    INVALID_OCCUPATION_CODE,
    INVALID_INDUSTRY_CODE,
    NEGATIVE_WAGES,
    GRADE_RANGE_REVERSED,
    ENDS_BEFORE_IT_TAKES_EFFECT,
    LINK_TO_ITSELF,
    RESERVED_ID,
    IDENTITY_CYCLE,
    /** The student is erased, and nothing of the fact is told. */
    ERASED,
    /** A text has more characters than any such text needs. */
    TOO_LONG,
    /** A list has more elements than any such list needs. */
    TOO_MANY_VALUES,
    /** A text holds control characters or is not valid Unicode. */
    INVALID_TEXT,
    /** A text, an id or a code is a word that programs write where they have no value. */
    WORD_FOR_NOTHING,
    /** An id has the format of a number, blanks around it, or characters that look like others. */
    DAMAGED_ID,
    /** The school year that a seat names has none of the days that it names. */
    SCHOOL_YEAR_CONTRADICTED,
    /** A stay goes on into another school year, so that its entry date is an earlier stay's. */
    STAY_OVER_SCHOOL_YEARS,
    /** Points or credits say that a course was passed and the mark that it was not, or reversed. */
    MARK_CONTRADICTED,
    /** A number is none, infinite, or greater than any such number. */
    IMPLAUSIBLE_NUMBER,
    /** A student has more facts than a person can have, and is set aside. */
    TOO_MANY_FACTS,
    /** More ids are linked to one than a person can have, and that student is set aside. */
    IDENTITY_HUB,
    /** A roster has more sections than a grade of a school can have, and is set aside. */
    TOO_MANY_SECTIONS,
    /** A pathway was derived under settings that this release does not know; it is set aside. */
    UNKNOWN_SETTINGS,
    /** A rule of the program failed on this one, which is set aside until a version that can. */
    INTERNAL_ERROR
  }
}
