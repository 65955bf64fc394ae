package org.pathline.publish;

/**
 * One row of an import file cannot become a fact; the rows after it can still be read.
 *
 * <p>Without a stack trace, since a file may hold millions of such rows.
 */
final class BadRow extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * A bad row.
   *
   * @param field the column that is wrong, or {@code row} where it is the row as a whole
   * @param reason what is wrong, in words for a registrar
   */
  BadRow(String field, String reason) {
    super(reason, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }
}
