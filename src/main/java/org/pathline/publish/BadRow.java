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

  /**
   * A row that is not written as rows are, so that no rule could be asked.
   *
   * @param field the column that is wrong, or {@code row} where it is the row as a whole
   * @param reason what is wrong, in words for a registrar
   */
  public BadRow(String field, @Nullable String reason) {
    this(null, field, reason);
  }

  /**
   * A row that breaks a rule.
   *
   * @param rule for which a topology would reject the fact as well; null for none
   * @param field the column that is wrong, or {@code row} where it is the row as a whole
   * @param reason what is wrong, in words for a registrar
   */
  public BadRow(@Nullable Reason rule, String field, @Nullable String reason) {
    super(reason, null, false, false);
    this.rule = rule;
    this.field = field;
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
