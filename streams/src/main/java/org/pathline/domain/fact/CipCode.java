package org.pathline.domain.fact;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codes of the Classification of Instructional Programs in their normal form, {@code 11.0701}.
 *
 * <p>Exports drop what looks insignificant to a spreadsheet. Understood are codes without the dot
 * ({@code 110701}), without the leading zero ({@code 10308} is 01.0308, {@code 1.0308} too),
 * without trailing zeros after the dot ({@code 26.1} is 26.1000), and two- and four-digit headings.
 */
public final class CipCode {
  private static final int FIRST_SERIES = 1;
  private static final int LAST_SERIES = 61;
  private static final int LONGEST_WORD = 64;

  /** Letters of what college data hold in the place of a code for students without a field. */
  private static final Set<String> NO_FIELD = Set.of("undefined", "und");

  /** Letters that such words have in them, whatever stands around: UNDECLARED/UNDECIDED. */
  private static final List<String> PARTS_OF_NO_FIELD =
      List.of(
          "undecl",
          "undecid",
          "undeterm",
          "undesign",
          "unspecif",
          "unclassif",
          "unknown",
          "notdeclared",
          "notdecided",
          "notspecified",
          "exploratory",
          "nomajor",
          "nofield",
          "nondegree");

  private CipCode() {}

  /** Normal form of a code, or null where it is none; series are 01 to 61, as in CIP 2020. */
  public static @Nullable String normalize(String code) {
    if (isNormal(code)) {
      return inSeries(code) ? code : null;
    }
    String text = code.trim();
    int dot = text.indexOf('.');
    String series;
    String rest;
    if (dot >= 0) {
      series = text.substring(0, dot);
      rest = text.substring(dot + 1);
    } else {
      String digits = text.length() % 2 == 0 ? text : "0" + text;
      series = digits.substring(0, Math.min(2, digits.length()));
      rest = digits.substring(series.length());
    }
    if (series.isEmpty() || series.length() > 2 || rest.length() > 4) {
      return null;
    }
    String normal =
        "0".repeat(2 - series.length()) + series + "." + rest + "0".repeat(4 - rest.length());
    return isNormal(normal) && inSeries(normal) ? normal : null;
  }

  /**
   * Whether a code says that there is no field: all zeros, such as 00.0000, all nines, such as
   * 99.9999 and 999999, or a word such as UNDECLARED.
   */
  public static boolean isNoField(String code) {
    if (code.length() > LONGEST_WORD || (isNormal(code) && inSeries(code))) {
      return false;
    }
    return isFiller(code.strip()) || isWord(code);
  }

  private static boolean isWord(String code) {
    StringBuilder letters = new StringBuilder(code.length());
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c >= '0' && c <= '9') {
        return false;
      }
      if (Character.isLetter(c)) {
        letters.append(Character.toLowerCase(c));
      }
    }
    String word = letters.toString();
    return NO_FIELD.contains(word) || PARTS_OF_NO_FIELD.stream().anyMatch(word::contains);
  }

  /** A lone nine is not one: it is series 09 without its zero. */
  private static boolean isFiller(String text) {
    int digits = 0;
    boolean dotted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !dotted) {
        dotted = true;
      } else if (c == text.charAt(0) && (c == '0' || c == '9')) {
        digits++;
      } else {
        return false;
      }
    }
    boolean zeros = digits > 0 && text.charAt(0) == '0';
    return zeros ? digits <= 6 : digits == 2 || digits == 4 || digits == 6;
  }

  /** Whether any of the codes is one of a field. */
  public static boolean anyField(List<String> codes) {
    for (int i = 0; i < codes.size(); i++) {
      if (!isNoField(codes.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNormal(String code) {
    if (code.length() != 7 || code.charAt(2) != '.') {
      return false;
    }
    for (int i = 0; i < 7; i++) {
      if (i != 2 && (code.charAt(i) < '0' || code.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean inSeries(String normal) {
    int series = (normal.charAt(0) - '0') * 10 + (normal.charAt(1) - '0');
    return series >= FIRST_SERIES && series <= LAST_SERIES;
  }
}
