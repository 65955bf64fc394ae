package org.pathline.domain.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Characters beyond ASCII that cannot be seen, or cannot be told from others. */
final class LookAlikes {
  /** Characters that are drawn as nothing though they are no blanks and no format characters. */
  private static final String INVISIBLE =
      "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0";

  /**
   * What word processors make of the apostrophe, the quote and the minus; lines of boxes and rules;
   * Latin letters that are drawn like others.
   */
  private static final String LOOK_ALIKE_SIGNS =
      "\u00b4\u02b9\u02bb\u02bc\u02bd\u02d7\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2033"
          + "\u2043\u2044\u2212\u2215\u2217\u2223\u2236\u223c\u23af\u23bc\u23e4\u2500\u2501\u2502\u2503"
          + "\u2795\u2796\u2d4f\u3003\ua789\u0251\u0261\u01c0\u01c3";

  /** Mark of a long vowel in Japanese, which is drawn as a line and of no script of its own. */
  private static final int LONG_VOWEL = 0x30fc;

  /** Letters of other scripts that are drawn like Latin ones or signs; those of Lisu all are. */
  private static final String LOOK_ALIKE_LETTERS =
      // Cyrillic
      "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
          + "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u051b\u051d\u050c"
          + "\u050d\u04ae\u04af\u04bb\u04c0\u04cf\u0417\u0432\u043c\u043d\u0442\u043a\u0437"
          + "\u042c\u044c\u0431\u051a\u051c\u0474\u0475"
          // Greek
          + "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
          + "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2\u03f3\u03f9\u037f\u03b3\u03b7\u03c9"
          // Armenian
          + "\u0555\u054d\u0585\u057d\u0570\u0578\u0581\u0566\u0561\u0575"
          // Cherokee
          + "\u13aa\u13f4\u13df\u13a0\u13ac\u13c0\u13bb\u13ab\u13e6\u13de\u13b7\u13e2\u13d2\u13da\u13a2"
          + "\u13d9\u13b3\u13c3"
          // Coptic
          + "\u2c9e\u2c9f\u2ca2\u2ca3\u2ca4\u2ca5\u2cac\u2cad\u2c98\u2c9a\u2c8e\u2c92\u2c94"
          // Lines of Japanese and Korean that look like a hyphen
          + "\u30fc\u3161";

  /** Bytes with which UTF-8 begins a character of several, as windows-1252 reads them. */
  private static final char FIRST_OF_SEVERAL = 0xc2;

  private static final char LAST_OF_SEVERAL = 0xf4;
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private LookAlikes() {}

  /**
   * What is wrong with the characters of an id or code that is not of ASCII alone; null for
   * nothing.
   */
  static @Nullable String of(String id) {
    for (int i = 0; i < id.length(); ) {
      int character = id.codePointAt(i);
      String what = unseen(character);
      if (what != null) {
        return String.format(
            Locale.ROOT, "has U+%04X, %s, as character %d", character, what, i + 1);
      }
      i += Character.charCount(character);
    }
    if (mayBeMisread(id) && isMisread(id)) {
      return "is UTF-8 that was read as windows-1252; export it anew";
    }
    if (!Normalizer.isNormalized(id, Normalizer.Form.NFKC)) {
      return "has characters that look like others; write them in their plain form (Unicode NFKC)";
    }
    return scripts(id);
  }

  /** Whether what windows-1252 shows for the first byte of a character stands before another. */
  private static boolean mayBeMisread(String id) {
    for (int i = 1; i < id.length(); i++) {
      char first = id.charAt(i - 1);
      if (first >= FIRST_OF_SEVERAL
          && first <= LAST_OF_SEVERAL
          && id.charAt(i) > IdDamage.LAST_OF_ASCII) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the bytes that windows-1252 has for the characters are UTF-8: no language does that.
   */
  private static boolean isMisread(String id) {
    try {
      ByteBuffer bytes = WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(id));
      UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static @Nullable String unseen(int character) {
    if (character <= IdDamage.LAST_OF_ASCII) {
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
      case Character.DECIMAL_DIGIT_NUMBER -> "a digit that is none of 0 to 9";
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
        alike &= LOOK_ALIKE_LETTERS.indexOf(character) >= 0 || script == UnicodeScript.LISU;
      }
      i += Character.charCount(character);
    }
    return first != null && alike
        ? "has letters that look like those of ASCII and are none (" + name(first) + ")"
        : null;
  }

  /** Script of a letter; those that are written together count as one. */
  private static UnicodeScript script(int character) {
    UnicodeScript script = UnicodeScript.of(character);
    return switch (script) {
      case HIRAGANA, KATAKANA, BOPOMOFO, HANGUL -> UnicodeScript.HAN;
      case COMMON -> character == LONG_VOWEL ? UnicodeScript.HAN : script;
      case INHERITED -> UnicodeScript.COMMON;
      default -> script;
    };
  }

  private static String name(UnicodeScript script) {
    String name = script.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
