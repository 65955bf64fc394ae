package org.pathline.domain.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests by SHA-256, which every Java platform has. */
public final class Sha256 {
  private Sha256() {}

  /** A digest to which nothing was added yet. */
  public static MessageDigest begun() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Digest of a text in UTF-8. */
  public static byte[] of(String text) {
    return begun().digest(text.getBytes(UTF_8));
  }

  /** Digest of a text in UTF-8, in 64 hexadecimal digits. */
  public static String digits(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  /** Digest of bytes, in 64 hexadecimal digits. */
  public static String digits(byte[] bytes) {
    return HexFormat.of().formatHex(begun().digest(bytes));
  }
}
