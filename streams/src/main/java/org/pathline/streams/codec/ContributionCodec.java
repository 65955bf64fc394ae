package org.pathline.streams.codec;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway.Channel;

/**
 * Contributions and sums in the stores, in compact binary forms with a version byte. Not
 * thread-safe.
 */
public final class ContributionCodec {
  private static final int VERSION = 1;

  /** Since 2 with STEM entrants by channel, which sums of the form before cannot tell. */
  private static final int SUMS_VERSION = 2;

  private static final Channel[] CHANNELS = Channel.values();

  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /** Bytes of a contribution; equal ones give equal bytes. */
  public byte[] encode(Contribution contribution) {
    out.clear();
    out.writeByte(VERSION);
    out.writeString(contribution.cell().text());
    out.writeUnsigned(contribution.outcomes().eligible());
    out.writeUnsigned(contribution.outcomes().observed());
    out.writeUnsigned(contribution.outcomes().attained());
    out.writePresence(contribution.gradePoints() != null);
    if (contribution.gradePoints() != null) {
      out.writeUnsigned(contribution.gradePoints());
    }
    out.writeUnsigned(contribution.firstAcceleration().ordinal());
    out.writeUnsigned(contribution.milestones());
    return out.toByteArray();
  }

  /**
   * Contribution from its bytes.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public Contribution decode(byte[] bytes) {
    begin(bytes, VERSION);
    return new Contribution(
        CellKey.parse(in.readString()),
        new OutcomeFlags(in.readUnsignedInt(), in.readUnsignedInt(), in.readUnsignedInt()),
        in.readPresence() ? Long.valueOf(in.readUnsigned()) : null,
        CHANNELS[in.readUnsignedInt()],
        in.readUnsignedInt());
  }

  /** Bytes of sums: the counts that are not zero, each with its position, then the points. */
  public byte[] encode(CellSums sums) {
    out.clear();
    out.writeByte(SUMS_VERSION);
    out.writeCounts(sums.counts());
    out.writeBig(sums.gradePoints());
    out.writeBig(sums.gradePointSquares());
    return out.toByteArray();
  }

  /** Sums from {@link #encode(CellSums)}; null bytes are sums of nothing. */
  public CellSums decodeSums(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new CellSums();
    }
    begin(bytes, SUMS_VERSION);
    return new CellSums(in.readCounts(CellSums.COUNTS), in.readBig(), in.readBig());
  }

  private void begin(byte[] bytes, int version) {
    in.reset(bytes, 0, bytes.length);
    in.expectVersion(version, "sums");
  }
}
