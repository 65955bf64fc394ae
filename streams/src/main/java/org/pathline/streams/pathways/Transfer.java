package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.pathline.domain.fact.FactType;

/**
 * What goes from one partition to another, keyed by the id it is for.
 *
 * <p>The first byte tells the form. Forms of the release before are read, since an internal topic
 * may still hold them when a new release starts.
 */
sealed interface Transfer {
  /** A fact that was published to a partition where its student does not live. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on at once, never compared.
  record Misplaced(FactType type, byte[] body) implements Transfer {}

  /** All versions that another id of the same student received; none where it takes them back. */
  @SuppressWarnings("ArrayRecordComponent")
  record HandedOver(String fromId, byte[] versions) implements Transfer {}

  /**
   * One part of the versions that another id received.
   *
   * @param parts how many there are in all
   * @param standing how many facts stand in all
   */
  @SuppressWarnings("ArrayRecordComponent")
  record HandedOverPart(String fromId, int part, int parts, int standing, byte[] versions)
      implements Transfer {}

  /** That another id received more facts than a person can have. */
  record Counted(String fromId, int standing) implements Transfer {}

  /** Id under which this one goes on; itself where it stands for itself, empty within a hub. */
  record Resolved(String goesOnAs) implements Transfer {}

  byte MISPLACED = 1;
  byte HANDED_OVER_WITH_SHORT_ID = 2;
  byte HANDED_OVER = 3;
  byte HANDED_OVER_PART = 4;
  byte COUNTED = 5;
  byte RESOLVED = 6;

  /** Resolutions of the release before were the bare id, which holds no control character. */
  byte FIRST_CHARACTER_OF_AN_ID = ' ';

  default byte[] toBytes() {
    if (this instanceof Misplaced misplaced) {
      return ByteBuffer.allocate(2 + misplaced.body.length)
          .put(MISPLACED)
          .put((byte) misplaced.type.ordinal())
          .put(misplaced.body)
          .array();
    }
    if (this instanceof HandedOver handedOver) {
      byte[] id = handedOver.fromId.getBytes(UTF_8);
      return begin(HANDED_OVER, id, handedOver.versions.length).put(handedOver.versions).array();
    }
    if (this instanceof HandedOverPart part) {
      byte[] id = part.fromId.getBytes(UTF_8);
      return begin(HANDED_OVER_PART, id, 3 * Integer.BYTES + part.versions.length)
          .putInt(part.part)
          .putInt(part.parts)
          .putInt(part.standing)
          .put(part.versions)
          .array();
    }
    if (this instanceof Counted counted) {
      byte[] id = counted.fromId.getBytes(UTF_8);
      return begin(COUNTED, id, Integer.BYTES).putInt(counted.standing).array();
    }
    byte[] id = ((Resolved) this).goesOnAs.getBytes(UTF_8);
    return begin(RESOLVED, id, 0).array();
  }

  private static ByteBuffer begin(byte form, byte[] id, int rest) {
    return ByteBuffer.allocate(1 + Integer.BYTES + id.length + rest)
        .put(form)
        .putInt(id.length)
        .put(id);
  }

  /**
   * Transfer from its bytes.
   *
   * @throws IllegalArgumentException when they are in a form that this release does not know
   */
  static Transfer ofBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte form = in.get();
    if (form < 0 || form >= FIRST_CHARACTER_OF_AN_ID) {
      return new Resolved(new String(bytes, UTF_8));
    }
    return switch (form) {
      case MISPLACED -> new Misplaced(FactType.values()[in.get()], rest(in));
      case HANDED_OVER_WITH_SHORT_ID -> new HandedOver(text(in, in.getShort() & 0xffff), rest(in));
      case HANDED_OVER -> new HandedOver(text(in, in.getInt()), rest(in));
      case HANDED_OVER_PART ->
          new HandedOverPart(
              text(in, in.getInt()), in.getInt(), in.getInt(), in.getInt(), rest(in));
      case COUNTED -> new Counted(text(in, in.getInt()), in.getInt());
      case RESOLVED -> new Resolved(text(in, in.getInt()));
      default -> throw new IllegalArgumentException("transfer in unknown form " + form);
    };
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }
}
