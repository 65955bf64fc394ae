package org.pathline.domain.reference;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.pathline.domain.key.Sha256;

/** What tells one edition of the reference lists from another. */
public final class ReferenceDigest {
  private static final int DIGITS = 12;

  private ReferenceDigest() {}

  /** Beginning of the SHA-256 of all lists that a derivation with a STEM list reads, as digits. */
  public static String of(String stemList) {
    MessageDigest digest = Sha256.begun();
    digest.update(ReferenceTable.bytes(Ladder.FILE));
    digest.update(ReferenceTable.bytes(StemList.file(stemList)));
    digest.update(ReferenceTable.bytes(StemOccupations.FILE));
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
