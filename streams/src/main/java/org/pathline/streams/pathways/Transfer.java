package org.pathline.streams.pathways;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.pathline.domain.fact.FactType;

/**
 * What goes from one partition to another, keyed by the id it is for.
 *
 * <p>Written and read by the same release within one internal topic; the first byte tells the form.
 */
sealed interface Transfer {
  /** A fact that was published to a partition where its student does not live. */
  record Misplaced(FactType type, byte[] body) implements Transfer {}

  /** All versions that another id of the same student received; none where it takes them back. */
  record HandedOver(String fromId, byte[] versions) implements Transfer {}

  int MISPLACED = 1;
  int HANDED_OVER = 2;

  default byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (this instanceof Misplaced misplaced) {
        out.writeByte(MISPLACED);
        out.writeByte(misplaced.type.ordinal());
        out.write(misplaced.body);
      } else if (this instanceof HandedOver handedOver) {
        out.writeByte(HANDED_OVER);
        out.writeUTF(handedOver.fromId);
        out.write(handedOver.versions);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Transfer ofBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int form = in.readByte();
      return switch (form) {
        case MISPLACED -> new Misplaced(FactType.values()[in.readByte()], in.readAllBytes());
        case HANDED_OVER -> new HandedOver(in.readUTF(), in.readAllBytes());
        default -> throw new IllegalArgumentException("transfer in unknown form " + form);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
