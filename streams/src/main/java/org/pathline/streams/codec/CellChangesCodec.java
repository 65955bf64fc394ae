package org.pathline.streams.codec;

import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.ingest.ReadPosition;

/** Changes of cells on their way, in a compact binary form with a version byte. Not thread-safe. */
public final class CellChangesCodec {
  private static final int VERSION = 1;

  private final ContributionCodec sumsCodec = new ContributionCodec();
  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /** Bytes of changes. */
  public byte[] encode(CellChanges changes) {
    out.clear();
    out.writeByte(VERSION);
    out.writeLong(changes.read().partition());
    out.writeLong(changes.read().next());
    out.writeUnsigned(changes.sums().size());
    changes
        .sums()
        .forEach(
            (key, sums) -> {
              out.writeString(key);
              byte[] encoded = sumsCodec.encode(sums);
              out.writeUnsigned(encoded.length);
              out.writeRaw(encoded, 0, encoded.length);
            });
    return out.toByteArray();
  }

  /**
   * Changes from their bytes.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public CellChanges decode(byte[] bytes) {
    in.reset(bytes, 0, bytes.length);
    in.expectVersion(VERSION, "changes of cells");
    ReadPosition read = new ReadPosition((int) in.readLong(), in.readLong());
    SortedMap<String, CellSums> sums = new TreeMap<>();
    for (int left = in.readUnsignedInt(); left > 0; left--) {
      String key = in.readString();
      byte[] encoded = new byte[in.readUnsignedInt()];
      in.readRaw(encoded, 0, encoded.length);
      sums.put(key, sumsCodec.decodeSums(encoded));
    }
    return new CellChanges(read, sums);
  }
}
