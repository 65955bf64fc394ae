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
public final class NothingWord {
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
          "#spill!",
          "#calc!",
          "#field!",
          "#busy!",
          "#getting_data",
          "#error!",
          "dbnull",
          "system.dbnull",
          "1.#ind",
          "1.#qnan",
          "1.#inf",
          "nonetype",
          "na_character");

  /** What people and forms write where an id is yet to come; as a text, it may be meant. */
  private static final Set<String> NO_IDS =
      Set.of(
          "unassigned",
          "unspecified",
          "undetermined",
          "not assigned",
          "no id",
          "noid",
          "pending",
          "tbd",
          "tba",
          "to be determined");

  private NothingWord() {}

  /** Whether a free text is nothing but such a word. */
  static boolean isText(String text) {
    return !text.isEmpty() && mayBe(text) && isWord(text);
  }

  private static boolean isWord(String text) {
    return text.length() <= LONGEST && WORDS.contains(bare(text));
  }

  /** Whether an id is such a word, stands for one, or has nothing that tells it from others. */
  static boolean isId(String id) {
    return !id.isEmpty()
        && mayBe(id)
        && (isWord(id) || hasNoSign(id) || (id.length() <= LONGEST && NO_IDS.contains(bare(id))));
  }

  /** Whether a code is such a word, or has nothing that could tell it from others. */
  public static boolean isCode(String code) {
    return !code.isEmpty() && mayBe(code) && (isWord(code) || hasNoSign(code));
  }

  /** Quickly false for nearly all texts and ids: each of every fact is asked. */
  private static boolean mayBe(String id) {
    char first = id.charAt(0);
    if (id.length() > LONGEST) {
      return !isLetterOrDigit(first);
    }
    if (first >= '0' && first <= '9') {
      return first == '1' && id.indexOf('#') > 0;
    }
    return !isLetterOrDigit(first) || (id.length() > 1 && begins(first, id.charAt(1)));
  }

  /** Whether a word begins with these two letters. */
  private static boolean begins(char first, char second) {
    return switch (first | 0x20) {
      case 'n' -> "uioa/.UIOA".indexOf(second) >= 0;
      case 'u' -> second == 'n' || second == 'N';
      case 'm' -> second == 'i' || second == 'I';
      case 'b' -> second == 'l' || second == 'L';
      case 'e' -> second == 'm' || second == 'M';
      case 'd' -> second == 'b' || second == 'B';
      case 's' -> second == 'y' || second == 'Y';
      case 'p' -> second == 'e' || second == 'E';
      case 't' -> "boBO".indexOf(second) >= 0;
      default -> false;
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
