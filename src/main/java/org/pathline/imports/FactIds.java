package org.pathline.imports;

import java.util.HexFormat;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.key.Sha256;

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
    return "h" + HexFormat.of().formatHex(Sha256.of(text), 0, HASH_BYTES);
  }
}
