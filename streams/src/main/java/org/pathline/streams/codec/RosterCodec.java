package org.pathline.streams.codec;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.SectionSums;
import org.pathline.streams.spread.Spread;
import org.pathline.streams.spread.Spread.Extent;

/** Sums of a roster, in the store and on their way to it. Not thread-safe. */
public final class RosterCodec implements Spread.Form<SectionSums> {
  private static final int VERSION = 1;

  /** A roster whose sections lie in records of their own. */
  private static final int SPREAD = 2;

  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /**
   * A roster as it is stored.
   *
   * @param published fingerprint of the row that was published last
   * @param sections how many it has
   * @param sums of its sections; empty where they are spread
   * @param extent how far its sections are spread
   */
  public record Stored(long published, int sections, RosterSums sums, Extent extent) {
    /** Whether the sections lie in records of their own. */
    public boolean isSpread() {
      return extent.parts() > 0;
    }
  }

  /** Bytes of changes of sums, of many sections in several portions. */
  public void portions(RosterSums sums, int mostBytes, Consumer<byte[]> action) {
    SortedMap<String, SectionSums> portion = new TreeMap<>();
    int bytes = 0;
    for (Map.Entry<String, SectionSums> section : sums.sections().entrySet()) {
      int length = length(section.getKey(), section.getValue());
      if (bytes > 0 && bytes + length > mostBytes) {
        action.accept(encode(Fingerprint.NONE, portion));
        portion.clear();
        bytes = 0;
      }
      portion.put(section.getKey(), section.getValue());
      bytes += length;
    }
    action.accept(encode(Fingerprint.NONE, portion));
  }

  /** How many bytes a section takes. */
  public int length(String sectionId, SectionSums sums) {
    out.clear();
    write(sectionId, sums);
    return out.size();
  }

  /** Bytes of a roster as it is stored. */
  public byte[] encode(Stored roster) {
    if (!roster.isSpread()) {
      return encode(roster.published(), roster.sums().sections());
    }
    out.clear();
    out.writeByte(SPREAD);
    out.writeFixedLong(roster.published());
    out.writeUnsigned(roster.sections());
    out.writeUnsigned(roster.extent().parts());
    out.writeUnsigned(roster.extent().bytes());
    return out.toByteArray();
  }

  private byte[] encode(long published, SortedMap<String, SectionSums> sections) {
    out.clear();
    out.writeByte(VERSION);
    out.writeFixedLong(published);
    writeAll(sections);
    return out.toByteArray();
  }

  /**
   * Roster from its bytes; null bytes are an empty one that was never published.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public Stored decode(byte @Nullable [] bytes) {
    RosterSums sums = new RosterSums();
    if (bytes == null) {
      return new Stored(Fingerprint.NONE, 0, sums, Extent.NONE);
    }
    in.reset(bytes, 0, bytes.length);
    if (bytes[0] == SPREAD) {
      in.readByte();
      long published = in.readFixedLong();
      int sections = in.readUnsignedInt();
      return new Stored(
          published, sections, sums, new Extent(in.readUnsignedInt(), in.readUnsigned()));
    }
    in.expectVersion(VERSION, "sums of a roster");
    long published = in.readFixedLong();
    readAll(sums::add);
    return new Stored(published, sums.sections().size(), sums, Extent.NONE);
  }

  @Override
  public byte[] encodePart(SortedMap<String, SectionSums> part) {
    out.clear();
    out.writeByte(VERSION);
    writeAll(part);
    return out.toByteArray();
  }

  @Override
  public SortedMap<String, SectionSums> decodePart(byte[] bytes) {
    SortedMap<String, SectionSums> part = new TreeMap<>();
    in.reset(bytes, 0, bytes.length);
    in.expectVersion(VERSION, "sections of a roster");
    readAll(part::put);
    return part;
  }

  private void writeAll(SortedMap<String, SectionSums> sections) {
    out.writeUnsigned(sections.size());
    sections.forEach(this::write);
  }

  private void write(String sectionId, SectionSums sums) {
    out.writeString(sectionId);
    out.writeCounts(sums.counts());
    out.writeBig(sums.sum());
    out.writeBig(sums.squares());
  }

  @FunctionalInterface
  private interface Section {
    void accept(String sectionId, SectionSums sums);
  }

  private void readAll(Section action) {
    for (int left = in.readUnsignedInt(); left > 0; left--) {
      action.accept(
          in.readString(),
          new SectionSums(in.readCounts(SectionSums.COUNTS), in.readBig(), in.readBig()));
    }
  }
}
