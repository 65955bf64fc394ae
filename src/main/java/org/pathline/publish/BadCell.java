package org.pathline.publish;

/** A cell that does not hold what its column is for; the message says what was expected. */
public final class BadCell extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A cell that is wrong.
   *
   * @param reason what was expected there
   */
  public BadCell(String reason) {
    super(reason, null, false, false);
  }
}
