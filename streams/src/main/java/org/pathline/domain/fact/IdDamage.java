package org.pathline.domain.fact;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ids suffer on their way through spreadsheets, word processors and web pages: formats of
 * numbers and dates, blanks around them, and characters that cannot be seen or told from others.
 *
 * <p>Each of these makes another student, school or section of one that is known under the same id.
 */
final class IdDamage {
  /** The last character of ASCII that is printed. */
  static final int LAST_OF_ASCII = 0x7e;

  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?[0-9]+[.,][0-9]*[eE][+-]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+");

  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?[0-9]+[.,]0*|[+-]?[0-9]{1,3}([,.][0-9]{3}){2,}|[0-9]{1,3}(,[0-9]{3})+[.]0*"
              + "|[+-]?[0-9]{1,3}(,[0-9]{3})+|[+-]?[0-9]{1,3}([ '][0-9]{3})+([.,]0*)?|[+][0-9]+");

  /**
   * Names of characters, as web pages write those that are not of ASCII or have a meaning there.
   */
  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});");

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LETTERS_OF_A_MONTH = 3;
  private static final String LAST_DAY = "31";
  private static final String FIRST_LIKELY_YEAR = "90";

  private IdDamage() {}

  /** What is wrong with an id, in words; null where nothing is. */
  static @Nullable String of(String id) {
    return isPlain(id) ? null : ofUnusual(id);
  }

  /** The same for a code that has a form of its own, which may look like a number. */
  static @Nullable String ofCode(String code) {
    String damage = hasBlankAround(code) ? blank() : null;
    return damage != null || isAscii(code) ? damage : LookAlikes.of(code);
  }

  /** The same for a code that is read with blanks around it. */
  static @Nullable String ofPaddedCode(String code) {
    return isAscii(code) ? null : LookAlikes.of(code);
  }

  /**
   * Whether nothing in an id needs a second look, which is quickly true for nearly all: it has
   * letters, digits and hyphens, and of what else can be printed nothing below the dot or beyond
   * ASCII.
   */
  static boolean isPlain(String id) {
    int outside = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      // Negative for a dot, or a character below the hyphen or beyond ASCII, without branches.
      outside |= (c - '-') | (LAST_OF_ASCII - c) | ((c ^ '.') - 1);
    }
    return outside >= 0 && (id.isEmpty() || !isQuote(id.charAt(0))) && !isDate(id);
  }

  /**
   * Whether an id is what spreadsheets make of {@code 1-2}, {@code 1-2-15} and {@code 1-45}: 2-Jan,
   * 2-Jan-15 and Jan-45. A month of a year near today, such as Mar-15, may be meant.
   */
  private static boolean isDate(String id) {
    int length = id.length();
    if (length < "2-Jan".length() || length > "12-Jan-2015".length()) {
      return false;
    }
    if (id.charAt(LETTERS_OF_A_MONTH) == '-') {
      int year = LETTERS_OF_A_MONTH + 1;
      return length == year + 2
          && isMonth(id, 0)
          && areDigits(id, year)
          && id.substring(year).compareTo(LAST_DAY) > 0
          && id.substring(year).compareTo(FIRST_LIKELY_YEAR) < 0;
    }
    int dash = id.charAt(1) == '-' ? 1 : 2;
    int end = dash + 1 + LETTERS_OF_A_MONTH;
    if (id.charAt(dash) != '-'
        || length < end
        || !isDigit(id, 0)
        || !isDigit(id, dash - 1)
        || !isMonth(id, dash + 1)) {
      return false;
    }
    int year = length - end - 1;
    return year < 0
        || (id.charAt(end) == '-' && (year == 2 || year == 4) && areDigits(id, end + 1));
  }

  private static boolean isMonth(String id, int at) {
    for (int month = 0; month < MONTHS.length(); month += LETTERS_OF_A_MONTH) {
      if (id.regionMatches(at, MONTHS, month, LETTERS_OF_A_MONTH)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(String id, int at) {
    return id.charAt(at) >= '0' && id.charAt(at) <= '9';
  }

  private static boolean areDigits(String id, int from) {
    for (int i = from; i < id.length(); i++) {
      if (!isDigit(id, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) > LAST_OF_ASCII) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String ofUnusual(String id) {
    if (hasBlankAround(id)) {
      return blank();
    }
    String damage = isAscii(id) ? null : LookAlikes.of(id);
    if (damage != null) {
      return damage;
    }
    if (isQuote(id.charAt(0)) || id.charAt(id.length() - 1) == '"') {
      return "has around it what a spreadsheet puts around a text (' or \" or =)";
    }
    if (isDate(id)) {
      return "'" + id + "' is a date that a spreadsheet made of an id; export it as text";
    }
    if (id.indexOf('&') >= 0 && ENTITY.matcher(id).find()) {
      return "has a character written as web pages write it (&…;); export it as it is";
    }
    if (!isNumeric(id.charAt(0)) || !isNumeric(id.charAt(id.length() - 1))) {
      return null;
    }
    if (SCIENTIFIC.matcher(id).matches()) {
      return "'" + id + "' is a number in scientific notation; a spreadsheet lost the id's digits";
    }
    return DECIMAL.matcher(id).matches()
        ? "'" + id + "' is written as numbers are, not as an id is; export it as text"
        : null;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '=';
  }

  private static boolean isNumeric(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == ',';
  }

  private static boolean hasBlankAround(String id) {
    return !id.isEmpty() && (id.charAt(0) == ' ' || id.charAt(id.length() - 1) == ' ');
  }

  private static String blank() {
    return "has blanks around it";
  }
}
