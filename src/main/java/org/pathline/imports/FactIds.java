package org.pathline.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pathline.domain.fact.Bounds;

/** Stable ids of facts from the ids that the source system gives its records. */
public final class FactIds {
  private static final int HASH_BYTES = 16;

  private FactIds() {}

  /** Parts joined by bars; a hash of them where that would be too long for an id. */
  public static String of(String... parts) {
    String id = String.join("|", parts);
    return id.length() <= Bounds.LONGEST_ID ? id : hash(id);
  }

  /** The first 128 bits of the SHA-256 of a text, in hexadecimal digits. */
  public static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "h" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
