package org.pathline.streams.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.Seating;
import org.pathline.domain.sorting.SectionSums;

/**
 * Seats of a student and sums of a roster in the stores, in compact binary forms with a version
 * byte. Not thread-safe.
 */
public final class RosterCodec {
  private static final int VERSION = 1;
  private static final CourseLevel[] LEVELS = CourseLevel.values();
  private static final RaceEthnicity[] RACES = RaceEthnicity.values();
  private static final Indicator[] INDICATORS = Indicator.values();

  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /**
   * A roster as it is stored.
   *
   * @param published fingerprint of the row that was published last
   */
  public record Stored(long published, RosterSums sums) {}

  /** Bytes of a student's seats; equal ones give equal bytes. */
  public byte[] encode(List<Seating> seatings) {
    out.clear();
    out.writeByte(VERSION);
    RosterKey before = null;
    for (Seating seating : seatings) {
      out.writeByte(1);
      out.writePresence(!seating.roster().equals(before));
      if (!seating.roster().equals(before)) {
        before = seating.roster();
        out.writeString(before.text());
      }
      out.writeString(seating.sectionId());
      out.writeUnsigned(seating.level().ordinal());
      out.writePresence(seating.priorPercentile() != null);
      if (seating.priorPercentile() != null) {
        out.writeLong(seating.priorPercentile());
      }
      out.writeUnsigned(seating.raceEthnicity().ordinal());
      out.writeUnsigned(seating.economicallyDisadvantaged().ordinal());
    }
    out.writeByte(0);
    return out.toByteArray();
  }

  /**
   * Seats from {@link #encode(List)}.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public List<Seating> decodeSeatings(byte[] bytes) {
    begin(bytes, "seats");
    List<Seating> seatings = new ArrayList<>();
    RosterKey roster = null;
    while (in.readByte() == 1) {
      roster = in.readPresence() ? RosterKey.parse(in.readString()) : roster;
      seatings.add(
          new Seating(
              roster,
              in.readString(),
              LEVELS[in.readUnsignedInt()],
              in.readPresence() ? Long.valueOf(in.readLong()) : null,
              RACES[in.readUnsignedInt()],
              INDICATORS[in.readUnsignedInt()]));
    }
    return seatings;
  }

  /** Bytes of sums. */
  public byte[] encode(RosterSums sums) {
    return encode(new Stored(Fingerprint.NONE, sums));
  }

  /** Bytes of a roster as it is stored. */
  public byte[] encode(Stored roster) {
    out.clear();
    out.writeByte(VERSION);
    out.writeFixedLong(roster.published());
    out.writeUnsigned(roster.sums().sections().size());
    for (Map.Entry<String, SectionSums> section : roster.sums().sections().entrySet()) {
      out.writeString(section.getKey());
      out.writeCounts(section.getValue().counts());
      out.writeBig(section.getValue().sum());
      out.writeBig(section.getValue().squares());
    }
    return out.toByteArray();
  }

  /**
   * Roster from its bytes; null bytes are an empty one that was never published.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public Stored decode(byte[] bytes) {
    RosterSums sums = new RosterSums();
    if (bytes == null) {
      return new Stored(Fingerprint.NONE, sums);
    }
    begin(bytes, "sums of a roster");
    long published = in.readFixedLong();
    for (int left = in.readUnsignedInt(); left > 0; left--) {
      sums.add(
          in.readString(),
          new SectionSums(in.readCounts(SectionSums.COUNTS), in.readBig(), in.readBig()));
    }
    return new Stored(published, sums);
  }

  private void begin(byte[] bytes, String what) {
    in.reset(bytes, 0, bytes.length);
    in.expectVersion(VERSION, what);
  }
}
