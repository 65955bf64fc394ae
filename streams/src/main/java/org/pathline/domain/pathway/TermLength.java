package org.pathline.domain.pathway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of a school year a term is, as the text of the term says: {@code Y1}, {@code S2}, {@code
 * Semester 1}, {@code T3}, {@code Q4}, {@code Final}, …
 *
 * <p>From the coarsest to the finest. Source systems keep the marks of finer terms beside those of
 * the coarser ones that they lead to. Of several lengths in one text the finest is meant: {@code Q1
 * Final} is the mark of a quarter, {@code Year 1 Semester 2} that of a semester.
 */
public enum TermLength {
  YEAR,
  SEMESTER,
  TRIMESTER,
  QUARTER,
  /** Exams, progress reports, and texts that say nothing of a length. */
  OTHER;

  /** Length of a term by its text; case and punctuation say nothing of it. */
  public static TermLength of(String term) {
    if (term.length() == 2 && term.charAt(1) >= '0' && term.charAt(1) <= '9') {
      return ofLetter(term.charAt(0));
    }
    return new Words(term.replace(".", "").toUpperCase(Locale.ROOT)).length();
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

  /** What the words and the single letters of a text say. */
  private static final class Words {
    private final String text;
    private boolean isExam;
    private boolean hasYear;
    private boolean hasTerm;
    private boolean hasMarking;
    private @Nullable TermLength ofWords;

    private int letters;
    private boolean hasOtherLetter;
    private @Nullable TermLength ofNumbered;
    private @Nullable TermLength ofLetters;

    /** Reads a text in capitals. */
    Words(String text) {
      this.text = text;
      for (int from = 0; from < text.length(); ) {
        int to = from;
        while (to < text.length() && Character.isLetter(text.charAt(to))) {
          to++;
        }
        if (to == from + 1) {
          letter(from);
        } else if (to > from) {
          word(text.substring(from, to));
        }
        from = Math.max(to, from + 1);
      }
    }

    /** A letter by itself; F with a year behind it is the fall of that year. */
    private void letter(int at) {
      char letter = text.charAt(at);
      boolean fall = letter == 'F' && isDigit(at + 1) && isDigit(at + 2);
      TermLength length = fall ? SEMESTER : ofLetter(letter);
      letters++;
      hasOtherLetter |= length == OTHER;
      if (length != YEAR && (isDigit(at - 1) || isDigit(at + 1))) {
        ofNumbered = finer(ofNumbered, length);
      }
      ofLetters = finer(ofLetters, length);
    }

    private boolean isDigit(int at) {
      return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private void word(String word) {
      isExam |=
          word.contains("EXAM")
              || word.contains("PROGRESS")
              || word.contains("MIDTERM")
              || word.contains("MIDYEAR")
              || word.equals("MID");
      if (word.contains("SEM") || word.contains("HALF") || isSeason(word)) {
        ofWords = finer(ofWords, SEMESTER);
      } else if (word.contains("TRI")) {
        ofWords = finer(ofWords, TRIMESTER);
      } else if (isQuarter(word) || (hasMarking && word.equals("PERIOD"))) {
        ofWords = finer(ofWords, QUARTER);
      }
      hasYear |= isYear(word);
      hasTerm |= word.equals("TERM");
      hasMarking = word.equals("MARKING");
    }

    private static boolean isSeason(String word) {
      return switch (word) {
        case "FALL", "AUTUMN", "WINTER", "SPRING" -> true;
        default -> false;
      };
    }

    private static boolean isQuarter(String word) {
      return switch (word) {
        case "QT", "MP", "MARKINGPERIOD" -> true;
        default -> word.contains("QUARTER") || word.contains("QTR");
      };
    }

    private static boolean isYear(String word) {
      return switch (word) {
        case "FY", "FIN", "FG", "ANN", "EOY" -> true;
        default ->
            word.contains("YEAR")
                || word.contains("FINAL")
                || word.contains("ANNUAL")
                || word.startsWith("YR")
                || word.endsWith("YR");
      };
    }

    private static TermLength finer(@Nullable TermLength one, TermLength two) {
      return one == null || two.compareTo(one) > 0 ? two : one;
    }

    TermLength length() {
      if (isExam) {
        return OTHER;
      }
      if (ofWords != null) {
        // Semester A is one; Semester 1 Q2 is a quarter.
        return ofNumbered == null || ofNumbered == OTHER ? ofWords : finer(ofWords, ofNumbered);
      }
      if (letters > 1 && hasOtherLetter) {
        return OTHER;
      }
      if (ofNumbered != null && ofNumbered != OTHER) {
        return ofNumbered;
      }
      if (hasYear) {
        return YEAR;
      }
      if (hasTerm) {
        return TRIMESTER;
      }
      return ofLetters == null ? OTHER : ofLetters;
    }
  }
}
