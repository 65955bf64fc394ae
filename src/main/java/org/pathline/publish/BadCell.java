package org.pathline.publish;

import java.util.Locale;

/** A cell that does not hold what its column is for; the message says what was expected. */
public final class BadCell extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LAST_OF_ASCII = 0x7e;

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
    super(quoted + " " + expected + unlikeAscii(quoted), null, false, false);
    this.expected = expected;
  }

  /** Names the first sign beyond ASCII, which may be a blank or a dash that looks like another. */
  private static String unlikeAscii(String quoted) {
    for (int i = 0; i < quoted.length(); i++) {
      int character = quoted.codePointAt(i);
      if (character > LAST_OF_ASCII && !Character.isLetter(character)) {
        // The quote before the text is none of its characters.
        return String.format(Locale.ROOT, "; it has U+%04X as character %d", character, i);
      }
    }
    return "";
  }

  /** What was expected, without anything of the file. */
  String expected() {
    return expected;
  }
}
