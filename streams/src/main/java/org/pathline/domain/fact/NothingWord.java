package org.pathline.domain.fact;

import java.util.Locale;
import java.util.Set;

/**
 * Words that programs write where they have no value: they are never a value, least of all an id.
 *
 * <p>From the null markers of databases, spreadsheets, pandas, R and statistics programs, in any
 * case, with any signs in and around them ({@code NOT_APPLICABLE}, {@code <N/A>}). So are errors of
 * spreadsheets in any language ({@code #REF!}, {@code #WERT!}). An id or code without a letter or a
 * digit, such as {@code -} or {@code ?}, is none either.
 */
public final class NothingWord {
  private static final int LONGEST = 20;

  /** A half of less is no word that a program repeats: Nana is a name. */
  private static final int SHORTEST_HALF = 3;

  /** Letters and digits of the words, without the signs that some programs put in. */
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "nul",
          "nil",
          "none",
          "nan",
          "na",
          "nat",
          "undefined",
          "undef",
          "missing",
          "blank",
          "empty",
          "nodata",
          "novalue",
          "notavailable",
          "notapplicable",
          "notreported",
          "notprovided",
          "notrecorded",
          "notset",
          "unset",
          "nullptr",
          "sysmis",
          "dbnull",
          "dbnullvalue",
          "systemdbnull",
          "systemdbnullvalue",
          "nonetype",
          "nacharacter",
          "nainteger",
          "nareal",
          // What JavaScript makes of something that is no text.
          "objectobject",
          // Of pandas and of C.
          "1ind",
          "1qnan",
          "1inf");

  /** Words that are none without their signs, in lower case; errors of spreadsheets among them. */
  private static final Set<String> WITH_SIGNS =
      Set.of(
          "n/d",
          "n.d.",
          "n.d",
          "#n/a n/a",
          "#n/d",
          "#n/b",
          "#nv",
          "#i/t",
          "#yok",
          "#n/disp",
          "#error",
          "#blocked",
          "#connect",
          "#getting_data");

  /** What stands where an id is yet to come or may not be told; as a text, it may be meant. */
  private static final Set<String> NO_IDS =
      Set.of(
          "unassigned",
          "unspecified",
          "undetermined",
          "notassigned",
          "noid",
          "pending",
          "tbd",
          "tba",
          "tobedetermined",
          "redacted",
          "suppressed",
          "withheld",
          // A cell of another column, or a text that a spreadsheet took for a truth value.
          "true",
          "false");

  private NothingWord() {}

  /** Whether a free text is nothing but such a word. */
  static boolean isText(String text) {
    return !text.isEmpty() && mayBe(text) && isWord(text);
  }

  private static boolean isWord(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    String bare = bare(text);
    if (WITH_SIGNS.contains(bare) || isError(bare)) {
      return true;
    }
    String plain = plain(bare);
    return WORDS.contains(plain)
        || isTwice(plain)
        || (plain.equals("n") && bare.indexOf('\\') >= 0);
  }

  /** Whether a text is written as spreadsheets write errors in any language: {@code #REF!}. */
  private static boolean isError(String bare) {
    int last = bare.length() - 1;
    if (last < 2 || bare.charAt(0) != '#' || bare.indexOf(' ') >= 0) {
      return false;
    }
    boolean ends = bare.charAt(last) == '!' || bare.charAt(last) == '?';
    return ends && (bare.charAt(1) < '0' || bare.charAt(1) > '9') && !hasNoSign(bare);
  }

  /** Whether a text is a word that two columns had, which were put together. */
  private static boolean isTwice(String plain) {
    int half = plain.length() / 2;
    return half >= SHORTEST_HALF
        && half * 2 == plain.length()
        && plain.startsWith(plain.substring(half))
        && WORDS.contains(plain.substring(half));
  }

  /** Whether an id is such a word, stands for one, or has nothing that tells it from others. */
  static boolean isId(String id) {
    return !id.isEmpty()
        && mayBe(id)
        && (isWord(id)
            || hasNoSign(id)
            || (id.length() <= LONGEST && NO_IDS.contains(plain(bare(id)))));
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
      case 'n' -> !isLetterOrDigit(second) || "uioaUIOA".indexOf(second) >= 0;
      case 'u' -> second == 'n' || second == 'N';
      case 'm' -> second == 'i' || second == 'I';
      case 'b' -> second == 'l' || second == 'L';
      case 'd' -> second == 'b' || second == 'B';
      case 'e' -> second == 'm' || second == 'M';
      case 'f' -> second == 'a' || second == 'A';
      case 'o' -> second == 'b' || second == 'B';
      case 'p', 'r' -> second == 'e' || second == 'E';
      case 's' -> "yuYU".indexOf(second) >= 0;
      case 't' -> "borBOR".indexOf(second) >= 0;
      case 'w' -> second == 'i' || second == 'I';
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

  /** The text without any sign of ASCII. */
  private static String plain(String bare) {
    StringBuilder plain = new StringBuilder(bare.length());
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (isLetterOrDigit(c) || c > 0x7f) {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
