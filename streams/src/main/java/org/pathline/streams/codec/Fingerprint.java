package org.pathline.streams.codec;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** What is kept of something published, to tell whether it has changed. */
public final class Fingerprint {
  /** Of nothing: no bytes have this fingerprint. */
  public static final long NONE = 0;

  private Fingerprint() {}

  /** Two checks of 32 bits, both of which the processor computes in hardware; never 0. */
  public static long of(byte[] bytes) {
    CRC32C one = new CRC32C();
    one.update(bytes, 0, bytes.length);
    CRC32 two = new CRC32();
    two.update(bytes, 0, bytes.length);
    long fingerprint = one.getValue() << 32 | two.getValue();
    return fingerprint == NONE ? 1 : fingerprint;
  }
}
