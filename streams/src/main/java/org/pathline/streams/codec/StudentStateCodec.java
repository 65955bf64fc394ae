package org.pathline.streams.codec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.StudentState;

/**
 * A student's state in the store, in a compact binary form with a version byte. Not thread-safe.
 */
public final class StudentStateCodec {
  private static final int VERSION = 1;
  private static final Milestone[] MILESTONES = Milestone.values();
  private static final FactType[] TYPES = FactType.values();

  private final FactVersionsCodec versionsCodec = new FactVersionsCodec();
  private final FactVersionsCodec receivedCodec = new FactVersionsCodec();
  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /** Bytes of a state. */
  public byte[] encode(StudentState state) {
    return encode(null, state);
  }

  /**
   * Bytes of a state that came of one that was decoded last, which is then written faster.
   *
   * @param before the decoded state, or null
   */
  public byte[] encode(StudentState before, StudentState state) {
    out.clear();
    out.writeByte(VERSION);
    out.writePresence(state.goesOnAs() != null);
    if (state.goesOnAs() != null) {
      out.writeString(state.goesOnAs());
    }
    out.writeFixedLong(state.published());
    out.writeUnsigned(state.milestones().size());
    for (Reached reached : state.milestones()) {
      out.writeUnsigned(reached.milestone().ordinal());
      out.writeLong(reached.reachedOn().toEpochDay());
      out.writeUnsigned(reached.factType().ordinal());
      out.writeString(reached.factKey());
    }
    out.writeUnsigned(state.received().size());
    for (Map.Entry<String, FactVersions> received : state.received().entrySet()) {
      out.writeString(received.getKey());
      receivedCodec.encode(received.getValue(), out);
    }
    versionsCodec.encodeAfter(before == null ? null : before.own(), state.own(), out);
    return out.toByteArray();
  }

  /**
   * State of an id from its bytes; null bytes are the empty state.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public StudentState decode(String studentId, byte[] bytes) {
    if (bytes == null) {
      return StudentState.EMPTY;
    }
    in.reset(bytes, 0, bytes.length);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "state of a student in unknown form " + version + "; this program knows " + VERSION);
    }
    String goesOnAs = in.readPresence() ? in.readString() : null;
    long published = in.readFixedLong();
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
    TreeMap<String, FactVersions> received = new TreeMap<>();
    for (int i = 0; i < ids; i++) {
      String id = in.readString();
      received.put(id, receivedCodec.decode(id, in));
    }
    return new StudentState(
        goesOnAs, versionsCodec.decode(studentId, in), received, published, milestones);
  }

  /** Bytes of one id's versions alone, as they are handed over to another id. */
  public byte[] encodeVersions(FactVersions versions) {
    out.clear();
    receivedCodec.encode(versions, out);
    return out.toByteArray();
  }

  /** Versions from {@link #encodeVersions}. */
  public FactVersions decodeVersions(String studentId, byte[] bytes, int offset) {
    in.reset(bytes, offset, bytes.length);
    return receivedCodec.decode(studentId, in);
  }
}
