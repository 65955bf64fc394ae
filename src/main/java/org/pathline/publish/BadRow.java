package org.pathline.publish;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;

/**
 * One row of an import file cannot become a fact; the rows after it can still be read.
 *
 * <p>Without a stack trace, since a file may hold millions of such rows.
 */
public final class BadRow extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable Reason rule;
  private final String field;
  private final @Nullable String expected;

  /**
   * A row that is not written as rows are, so that no rule could be asked.
   *
   * @param field the column that is wrong, or {@code row} where it is the row as a whole
   * @param reason what is wrong, in words for a registrar
   */
  public BadRow(String field, @Nullable String reason) {
    this(null, field, reason, null);
  }

  /**
   * A row with a cell that cannot be read.
   *
   * @param field the column that is wrong
   */
  BadRow(String field, BadCell bad) {
    this(null, field, bad.getMessage(), bad.expected());
  }

  /**
   * A row that breaks a rule.
   *
   * @param rule for which a topology would reject the fact as well; null for none
   * @param field the column that is wrong, or {@code row} where it is the row as a whole
   * @param reason what is wrong, in words for a registrar
   */
  public BadRow(@Nullable Reason rule, String field, @Nullable String reason) {
    this(rule, field, reason, null);
  }

  private BadRow(
      @Nullable Reason rule, String field, @Nullable String reason, @Nullable String expected) {
    super(reason, null, false, false);
    this.rule = rule;
    this.field = field;
    this.expected = expected;
  }

  /** A row that is not written as rows are, told in words that hold nothing of it. */
  static BadRow inPlainWords(String field, String reason) {
    return new BadRow(null, field, reason, reason);
  }

  /** The same complaint in words that hold nothing of the row. */
  BadRow discreet() {
    String words =
        rule == Reason.MISSING_FIELD
            ? "is required and empty"
            : rule != null
                ? "breaks the rule"
                : expected != null ? expected : "is not written as rows are";
    return new BadRow(rule, field, words, expected);
  }

  /** Name of the rule that is broken; empty where the row is not written as rows are. */
  String rule() {
    return rule == null ? "" : rule.name();
  }

  /** The column that is wrong, or {@code row}. */
  public String field() {
    return field;
  }
}
