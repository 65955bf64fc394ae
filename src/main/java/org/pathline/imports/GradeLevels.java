package org.pathline.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.GradeLevel;

/**
 * Grade levels as exports write them, to those of the facts: {@code 1}, {@code 01}, {@code 1st},
 * {@code Grade 1}, {@code First grade}, {@code KG}, {@code Kindergarten}, {@code UG}, …
 *
 * <p>Codes are those of CEDS C002175, which OneRoster uses, words those of Ed-Fi's
 * GradeLevelDescriptor. Not understood are levels that no school counts: infants (IT), after grade
 * 12 (PS, Postsecondary, Adult Education), Other.
 */
public final class GradeLevels {
  /** Levels by their words, of which a line names those of one level. */
  private static final Map<String, String> WORDS = new HashMap<>();

  static {
    """
    KG k kg kn kf kindergarten
    PK pk pr tk prek p3 p4 prekindergarten preschool preschoolprekindergarten
    PK preschool/prekindergarten transitionalkindergarten
    UG ug ungraded 13 grade13
    01 first
    02 second
    03 third
    04 fourth
    05 fifth
    06 sixth
    07 seventh
    08 eighth
    09 ninth
    10 tenth
    11 eleventh
    12 twelfth
    """
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> Stream.of(words).skip(1).forEach(word -> WORDS.put(word, words[0])));
  }

  private static final List<String> CODED =
      List.of(
          "", "PK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12",
          "UG");

  private static final Understood KNOWN = new Understood(1_000, GradeLevels::understood);

  /** Code of PK is 1, and PK itself -1. */
  private static final int GRADE_PK = 2;

  private GradeLevels() {}

  /** A level in one byte; 0 for none. */
  public static byte code(@Nullable String level) {
    if (level == null) {
      return 0;
    }
    int number = GradeLevel.number(level);
    return (byte)
        (number == GradeLevel.NONE ? Math.max(0, CODED.indexOf(level)) : number + GRADE_PK);
  }

  /** The level of a byte; null for none. */
  public static @Nullable String of(byte code) {
    return code == 0 ? null : CODED.get(code);
  }

  /** Level of the facts; null where the text is none that a school counts. */
  public static @Nullable String of(String text) {
    // What most exports hold.
    if (text.length() == 2
        && (text.charAt(0) == '0' ? isDigit(text, 1, '1', '9') : isDigit(text, 0, '1', '1'))
        && isDigit(text, 1, '0', text.charAt(0) == '1' ? '2' : '9')) {
      return text;
    }
    return KNOWN.of(text);
  }

  private static @Nullable String understood(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    String word = WORDS.get(plain);
    if (word != null) {
      return word;
    }
    String bare = plain.replaceFirst("^(grade|gr|g)0*(?=.)", "").replaceFirst("grade$", "");
    word = WORDS.get(bare);
    if (word != null) {
      return word;
    }
    String digits = bare.replaceFirst("(st|nd|rd|th)$", "").replaceFirst("^0+(?=.)", "");
    return digits.matches("[1-9]|1[0-2]") ? (digits.length() == 1 ? "0" : "") + digits : null;
  }

  private static boolean isDigit(String text, int at, char from, char to) {
    return text.charAt(at) >= from && text.charAt(at) <= to;
  }
}
