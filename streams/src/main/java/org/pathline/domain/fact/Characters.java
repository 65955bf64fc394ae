package org.pathline.domain.fact;

/**
 * Which characters texts may hold.
 *
 * <p>Refused are control characters, halves of surrogate pairs, and code points that Unicode says
 * are no characters. So is U+FFFD, which stands for bytes that some program could not read: an id
 * with it may be one of several. Free texts may have tabs and line breaks.
 */
public final class Characters {
  /** What programs put in the place of bytes that they could not read. */
  private static final int REPLACEMENT = 0xFFFD;

  private static final char DELETE = 0x7f;

  private Characters() {}

  /** Index of the first character that no id or code may hold; -1 where there is none. */
  static int firstBadOfId(String id) {
    return firstBad(id, false);
  }

  /** Index of the first character that no free text may hold; -1 where there is none. */
  static int firstBadOfText(String text) {
    return firstBad(text, true);
  }

  private static int firstBad(String text, boolean free) {
    return isPrintableAscii(text) ? -1 : firstBadBeyondAscii(text, free);
  }

  /** Without a branch for each character: every text of every fact is looked at. */
  private static boolean isPrintableAscii(String text) {
    int outside = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Negative, as one of the two is for a character on either side.
      outside |= (c - ' ') | (DELETE - 1 - c);
    }
    return outside >= 0;
  }

  private static int firstBadBeyondAscii(String text, boolean free) {
    for (int i = 0; i < text.length(); i++) {
      int character = text.codePointAt(i);
      if (!isOfId(character) && !(free && isOnlyOfText(character))) {
        return i;
      }
      i += Character.charCount(character) - 1;
    }
    return -1;
  }

  /** Whether ids, codes and texts may hold a code point. */
  public static boolean isOfId(int character) {
    return character >= ' '
        && (character < DELETE || character > 0x9f)
        && !isSurrogate(character)
        && !isNoCharacter(character)
        && character != REPLACEMENT;
  }

  private static boolean isOnlyOfText(int character) {
    return character == '\t' || character == '\n' || character == '\r';
  }

  private static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** The 66 noncharacters: the last two code points of each plane, and U+FDD0 to U+FDEF. */
  private static boolean isNoCharacter(int character) {
    return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
  }

  /** What a refused code point is, in words. */
  static String kind(int character) {
    if (character == REPLACEMENT) {
      return "which stands for bytes that could not be read";
    }
    if (isSurrogate(character)) {
      return "half of a surrogate pair";
    }
    return isNoCharacter(character) ? "which is no character" : "a control character";
  }
}
