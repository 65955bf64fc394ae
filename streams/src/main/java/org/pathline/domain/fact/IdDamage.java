package org.pathline.domain.fact;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ids suffer on their way through spreadsheets and word processors: number formats, blanks
 * around them, and characters that cannot be seen or told from others.
 *
 * <p>Each of these makes another student, school or section of one that is known under the same id.
 */
final class IdDamage {
  /** The last character of ASCII that is printed. */
  private static final int LAST_OF_ASCII = 0x7e;

  /** Characters that are drawn as nothing though they are no blanks and no format characters. */
  private static final String INVISIBLE =
      "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0";

  /** What word processors make of the apostrophe, the quote and the minus. */
  private static final String LOOK_ALIKE_SIGNS =
      "\u00b4\u02b9\u02bb\u02bc\u02bd\u02d7\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2033"
          + "\u2043\u2044\u2212\u2215\u2236\u223c\u2796\u3003\ua789";

  /** Letters of other scripts that are drawn like Latin ones. */
  private static final String LOOK_ALIKE_LETTERS =
      // Cyrillic
      "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
          + "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u051b\u051d\u050c"
          + "\u050d\u04ae\u04af\u04bb\u04c0\u04cf\u0417\u0432\u043c\u043d\u0442\u043a\u0437"
          // Greek
          + "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
          + "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2\u03f3"
          // Armenian
          + "\u0555\u054d\u0585\u057d\u0570\u0578\u0581\u0566\u0561\u0575";

  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?[0-9]+[.,][0-9]+[eE][+-]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+");

  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?[0-9]+[.,]0*|[+-]?[0-9]{1,3}([,.][0-9]{3}){2,}|[0-9]{1,3}(,[0-9]{3})+[.]0*"
              + "|[+-]?[0-9]{1,3}(,[0-9]{3})+");

  private IdDamage() {}

  /** What is wrong with an id, in words; null where nothing is. */
  static @Nullable String of(String id) {
    return isPlain(id) ? null : ofUnusual(id);
  }

  /** The same for a code that has a form of its own, which may look like a number. */
  static @Nullable String ofCode(String code) {
    String damage = hasBlankAround(code) ? blank() : null;
    return damage != null || isAscii(code) ? damage : beyondAscii(code);
  }

  /** The same for a code that is read with blanks around it. */
  static @Nullable String ofPaddedCode(String code) {
    return isAscii(code) ? null : beyondAscii(code);
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
    return outside >= 0 && (id.isEmpty() || !isQuote(id.charAt(0)));
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
    if (!isAscii(id)) {
      return beyondAscii(id);
    }
    if (isQuote(id.charAt(0))) {
      return "begins with what a spreadsheet puts before a text (' or \" or =)";
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

  private static @Nullable String beyondAscii(String id) {
    for (int i = 0; i < id.length(); ) {
      int character = id.codePointAt(i);
      String what = unseen(character);
      if (what != null) {
        return String.format(
            Locale.ROOT, "has U+%04X, %s, as character %d", character, what, i + 1);
      }
      i += Character.charCount(character);
    }
    if (!Normalizer.isNormalized(id, Normalizer.Form.NFKC)) {
      return "has characters that look like others; write them in their plain form (Unicode NFKC)";
    }
    return scripts(id);
  }

  private static @Nullable String unseen(int character) {
    if (character <= LAST_OF_ASCII) {
      return null;
    }
    if (INVISIBLE.indexOf(character) >= 0) {
      return "which cannot be seen";
    }
    if (LOOK_ALIKE_SIGNS.indexOf(character) >= 0) {
      return "which looks like another character";
    }
    return switch (Character.getType(character)) {
      case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE -> "which cannot be seen";
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          "a blank that is none of ASCII";
      case Character.DASH_PUNCTUATION -> "a dash that is no hyphen";
      case Character.NON_SPACING_MARK -> isVariation(character) ? "which cannot be seen" : null;
      default -> null;
    };
  }

  private static boolean isVariation(int character) {
    return (character >= 0xfe00 && character <= 0xfe0f)
        || (character >= 0xe0100 && character <= 0xe01ef);
  }

  /** Letters of more than one script, or of another script that all look like Latin ones. */
  private static @Nullable String scripts(String id) {
    UnicodeScript first = null;
    boolean alike = true;
    for (int i = 0; i < id.length(); ) {
      int character = id.codePointAt(i);
      if (Character.isLetter(character)) {
        UnicodeScript script = script(character);
        if (first != null && script != first && script != UnicodeScript.COMMON) {
          return String.format(
              Locale.ROOT,
              "has U+%04X, a letter of another script than those before, as character %d",
              character,
              i + 1);
        }
        first = script == UnicodeScript.COMMON ? first : script;
        alike &= LOOK_ALIKE_LETTERS.indexOf(character) >= 0;
      }
      i += Character.charCount(character);
    }
    return first != null && alike
        ? "has letters that look like Latin ones and are not (" + name(first) + ")"
        : null;
  }

  /** Script of a letter; those that are written together count as one. */
  private static UnicodeScript script(int character) {
    UnicodeScript script = UnicodeScript.of(character);
    return switch (script) {
      case HIRAGANA, KATAKANA, BOPOMOFO, HANGUL -> UnicodeScript.HAN;
      case INHERITED -> UnicodeScript.COMMON;
      default -> script;
    };
  }

  private static String name(UnicodeScript script) {
    String name = script.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
