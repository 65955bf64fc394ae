package org.pathline.domain.pathway;

import java.util.Locale;

/**
 * How much of a school year a term is, as the text of the term says: {@code Y1}, {@code S2}, {@code
 * Semester 1}, {@code T3}, {@code Q4}, {@code Final}, …
 *
 * <p>From the coarsest to the finest. Source systems keep the marks of finer terms beside those of
 * the coarser ones that they lead to.
 */
public enum TermLength {
  YEAR,
  SEMESTER,
  TRIMESTER,
  QUARTER,
  /** Exams, progress reports, and texts that say nothing of a length. */
  OTHER;

  /** Length of a term by its text; digits, case and punctuation say nothing of it. */
  public static TermLength of(String term) {
    if (term.length() == 2 && term.charAt(1) >= '0' && term.charAt(1) <= '9') {
      return ofLetter(term.charAt(0));
    }
    return ofWords(letters(term));
  }

  private static TermLength ofLetter(char letter) {
    return switch (letter) {
      case 'Y', 'y', 'F', 'f' -> YEAR;
      case 'S', 's' -> SEMESTER;
      case 'T', 't' -> TRIMESTER;
      case 'Q', 'q' -> QUARTER;
      default -> OTHER;
    };
  }

  private static TermLength ofWords(String letters) {
    switch (letters) {
      case "YR", "FY", "FIN", "FG", "ANN":
        return YEAR;
      case "FALL", "AUTUMN", "WINTER", "SPRING":
        return SEMESTER;
      case "TERM":
        return TRIMESTER;
      case "QT", "MP", "MARKINGPERIOD":
        return QUARTER;
      default:
        break;
    }
    if (letters.length() == 1) {
      return ofLetter(letters.charAt(0));
    }
    if (letters.contains("EXAM") || letters.contains("PROGRESS") || letters.contains("MIDTERM")) {
      return OTHER;
    }
    if (letters.contains("SEM")) {
      return SEMESTER;
    }
    if (letters.contains("TRI")) {
      return TRIMESTER;
    }
    if (letters.contains("QUARTER") || letters.contains("QTR")) {
      return QUARTER;
    }
    return letters.contains("YEAR") || letters.contains("FINAL") || letters.contains("ANNUAL")
        ? YEAR
        : OTHER;
  }

  private static String letters(String term) {
    StringBuilder letters = new StringBuilder(term.length());
    for (int i = 0; i < term.length(); i++) {
      if (Character.isLetter(term.charAt(i))) {
        letters.append(term.charAt(i));
      }
    }
    return letters.toString().toUpperCase(Locale.ROOT);
  }
}
