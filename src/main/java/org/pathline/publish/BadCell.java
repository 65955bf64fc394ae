package org.pathline.publish;

/** A cell that does not hold what its column is for; the message says what was expected. */
final class BadCell extends Exception {
  private static final long serialVersionUID = 1;

  BadCell(String reason) {
    super(reason, null, false, false);
  }
}
