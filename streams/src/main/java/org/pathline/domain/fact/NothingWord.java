package org.pathline.domain.fact;

import java.util.Locale;
import java.util.Set;

/**
 * Words that programs write where they have no value: they are never a value, least of all an id.
 *
 * <p>From the null markers of databases, spreadsheets, pandas, R and statistics programs, in any
 * case and in any brackets or quotes. An id or code without a letter or a digit, such as {@code -}
 * or {@code ?}, is none either.
 */
final class NothingWord {
  private static final int LONGEST = 20;

  private static final Set<String> WORDS =
      Set.of(
          "null",
          "nul",
          "nil",
          "none",
          "nan",
          "na",
          "n/a",
          "n.a.",
          "n.a",
          "n/d",
          "nat",
          "\\n",
          "undefined",
          "undef",
          "missing",
          "blank",
          "empty",
          "no data",
          "no value",
          "not available",
          "not applicable",
          "not reported",
          "not provided",
          "#n/a",
          "#n/a n/a",
          "#na",
          "#null!",
          "#null",
          "#ref!",
          "#value!",
          "#name?",
          "#num!",
          "#div/0!",
          "dbnull",
          "system.dbnull",
          "1.#ind",
          "1.#qnan",
          "1.#inf",
          "nonetype",
          "na_character");

  private NothingWord() {}

  /** Whether a free text is nothing but such a word. */
  static boolean isText(String text) {
    return text.length() <= LONGEST && WORDS.contains(bare(text));
  }

  /** Whether an id or a code is such a word, or has nothing that could tell it from others. */
  static boolean isId(String id) {
    return !id.isEmpty() && mayBe(id) && (isText(id) || hasNoSign(id));
  }

  /** Quickly false for nearly all ids: each of every fact is asked. */
  private static boolean mayBe(String id) {
    if (id.length() > LONGEST) {
      return !isLetterOrDigit(id.charAt(0));
    }
    return switch (id.charAt(0)) {
      case '0', '2', '3', '4', '5', '6', '7', '8', '9' -> false;
      case '1' -> id.indexOf('#') > 0;
      default -> true;
    };
  }

  private static boolean hasNoSign(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (isLetterOrDigit(id.charAt(i)) || id.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The word in lower case, without the sign, brackets and quotes that some programs add. */
  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isAround(text.charAt(from))) {
      from++;
    }
    while (from < to && isAround(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static boolean isAround(char c) {
    return " \t\r\n()[]<>{}'\"`_*-".indexOf(c) >= 0;
  }
}
