package org.pathline.domain.fact;

import java.util.HexFormat;
import java.util.Locale;
import org.pathline.domain.key.Sha256;

/** Texts from outside as they are quoted to people: whole where short, else their head. */
public final class Shortened {
  private static final int LONGEST = 512;
  private static final int HEAD = 256;
  private static final int BYTES_OF_DIGEST = 8;

  private Shortened() {}

  /** The text, or its head and how long it is; of at most 512 characters. */
  public static String text(String text) {
    return text.length() <= LONGEST ? text : head(text) + length(text) + ")";
  }

  /**
   * The id, or its head, its length and the beginning of its SHA-256; of at most 512 characters. So
   * two long ids that begin alike are told apart.
   */
  public static String id(String id) {
    return id.length() <= LONGEST ? id : head(id) + length(id) + ", SHA-256 " + digest(id) + ")";
  }

  private static String length(String text) {
    return String.format(Locale.ROOT, "… (%,d characters", text.length());
  }

  private static String head(String text) {
    // A pair of surrogates is one character.
    int end = Character.isHighSurrogate(text.charAt(HEAD - 1)) ? HEAD - 1 : HEAD;
    return text.substring(0, end);
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.of(text), 0, BYTES_OF_DIGEST);
  }
}
