package org.pathline.publish;

/** A cell that does not hold what its column is for; the message says what was expected. */
public final class BadCell extends Exception {
  private static final long serialVersionUID = 1;

  private final String expected;

  /**
   * A cell that is wrong.
   *
   * @param reason what was expected there
   */
  public BadCell(String reason) {
    super(reason, null, false, false);
    // What the reason quotes of the cell is not known here.
    expected = "does not hold what the column is for";
  }

  /**
   * A cell whose text is quoted before what is wrong with it.
   *
   * @param quoted the text in quotes
   * @param expected what was expected, without anything of the file
   */
  BadCell(String quoted, String expected) {
    super(quoted + " " + expected, null, false, false);
    this.expected = expected;
  }

  /** What was expected, without anything of the file. */
  String expected() {
    return expected;
  }
}
