package org.pathline.streams.codec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Holding;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.StudentState;

/**
 * A student's state in the store, in a compact binary form with a version byte, packed where that
 * makes it smaller. Not thread-safe.
 *
 * <p>Version 1 knew neither versions that are spread over records nor students that are set aside;
 * version 2 did not know doubts. Both are still read.
 */
public final class StudentStateCodec {
  private static final int VERSION_1 = 1;
  private static final int VERSION_2 = 2;
  private static final int VERSION = 3;

  /** Reasons to set a student aside, by the number that is written, which begins with 1. */
  private static final List<Reason> SET_ASIDE =
      List.of(Reason.TOO_MANY_FACTS, Reason.IDENTITY_HUB, Reason.INTERNAL_ERROR);

  /** How a holding begins: at hand, counted only, or the number of its parts and this. */
  private static final int AT_HAND = 0;

  private static final int COUNTED = 1;

  private static final Milestone[] MILESTONES = Milestone.values();
  private static final FactType[] TYPES = FactType.values();

  private final FactVersionsCodec versionsCodec = new FactVersionsCodec();
  private final FactVersionsCodec receivedCodec = new FactVersionsCodec();
  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /**
   * Bytes of a state that came of one that was decoded last, which is then written faster.
   *
   * @param before the decoded state, or null
   */
  public byte[] encode(@Nullable StudentState before, StudentState state) {
    out.clear();
    out.writeByte(VERSION);
    out.writePresence(state.goesOnAs() != null);
    if (state.goesOnAs() != null) {
      out.writeString(state.goesOnAs());
    }
    out.writeUnsigned(state.setAside() == null ? 0 : SET_ASIDE.indexOf(state.setAside()) + 1);
    out.writeFixedLong(state.published());
    out.writePresence(state.doubts() != 0);
    if (state.doubts() != 0) {
      out.writeFixedLong(state.doubts());
    }
    out.writeUnsigned(state.milestones().size());
    for (Reached reached : state.milestones()) {
      out.writeUnsigned(reached.milestone().ordinal());
      out.writeLong(reached.reachedOn().toEpochDay());
      out.writeUnsigned(reached.factType().ordinal());
      out.writeString(reached.factKey());
    }
    out.writeUnsigned(state.received().size());
    for (Map.Entry<String, Holding> received : state.received().entrySet()) {
      out.writeString(received.getKey());
      if (writeForm(received.getValue())) {
        receivedCodec.encode(received.getValue().versions(), out);
      }
    }
    if (writeForm(state.own())) {
      versionsCodec.encodeAfter(
          before == null ? null : before.own().versions(), state.own().versions(), out);
    }
    return Packing.pack(out);
  }

  /** Writes how a holding is held; says whether its versions follow. */
  private boolean writeForm(Holding holding) {
    if (!holding.isSpread() && !holding.isCounted()) {
      out.writeUnsigned(AT_HAND);
      return true;
    }
    out.writeUnsigned(holding.isCounted() ? COUNTED : COUNTED + holding.parts());
    out.writeUnsigned(holding.standing());
    return false;
  }

  private Holding readHolding(int version, FactVersionsCodec codec, String id) {
    int form = version == VERSION_1 ? AT_HAND : in.readUnsignedInt();
    return switch (form) {
      case AT_HAND -> Holding.of(codec.decode(id, in));
      case COUNTED -> Holding.counted(in.readUnsignedInt());
      default -> Holding.spread(form - COUNTED, in.readUnsignedInt());
    };
  }

  /**
   * State of an id from its bytes; null bytes are the empty state.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public StudentState decode(String studentId, byte @Nullable [] bytes) {
    if (bytes == null) {
      return StudentState.EMPTY;
    }
    byte[] unpacked = Packing.unpack(bytes);
    in.reset(unpacked, 0, unpacked.length);
    int version = in.readByte();
    if (version < VERSION_1 || version > VERSION) {
      throw new IllegalArgumentException(
          "state of a student in unknown form " + version + "; this program knows " + VERSION);
    }
    String goesOnAs = in.readPresence() ? in.readString() : null;
    int reason = version == VERSION_1 ? 0 : in.readUnsignedInt();
    long published = in.readFixedLong();
    long doubts = version > VERSION_2 && in.readPresence() ? in.readFixedLong() : 0;
    int count = in.readUnsignedInt();
    List<Reached> milestones = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      milestones.add(
          new Reached(
              MILESTONES[in.readUnsignedInt()],
              LocalDate.ofEpochDay(in.readLong()),
              TYPES[in.readUnsignedInt()],
              in.readString()));
    }
    int ids = in.readUnsignedInt();
    TreeMap<String, Holding> received = new TreeMap<>();
    for (int i = 0; i < ids; i++) {
      String id = in.readString();
      received.put(id, readHolding(version, receivedCodec, id));
    }
    return new StudentState(
        goesOnAs,
        readHolding(version, versionsCodec, studentId),
        received,
        reason == 0 ? null : SET_ASIDE.get(reason - 1),
        published,
        milestones,
        doubts);
  }

  /** Bytes of one id's versions alone, as they are handed over to another id. */
  public byte[] encodeVersions(FactVersions versions) {
    out.clear();
    receivedCodec.encode(versions, out);
    return out.toByteArray();
  }

  /** Versions from {@link #encodeVersions}; null bytes are none. */
  public FactVersions decodeVersions(String studentId, byte @Nullable [] bytes) {
    if (bytes == null) {
      return FactVersions.EMPTY;
    }
    in.reset(bytes, 0, bytes.length);
    return receivedCodec.decode(studentId, in);
  }
}
