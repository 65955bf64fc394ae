package org.pathline.streams.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;

/**
 * Versions of the few facts of one record key, the greatest of each identity, as one value of a
 * store. Not thread-safe.
 *
 * @param <F> type of the facts
 */
public final class KeyVersions<F extends Fact> {
  private final FactCodec codec = new FactCodec();
  private final FactType type;
  private final Class<F> recordType;

  /** Versions of facts of a type. */
  public KeyVersions(FactType type, Class<F> recordType) {
    this.type = type;
    this.recordType = recordType;
  }

  /** Fact from its encoding. */
  public F fact(byte[] bytes) {
    return fact(bytes, 0, bytes.length);
  }

  private F fact(byte[] bytes, int offset, int length) {
    return recordType.cast(codec.decode(type, bytes, offset, length));
  }

  /** Keeps the greatest version per identity; says whether anything changed. */
  public boolean fold(List<F> versions, F arrival) {
    for (int i = 0; i < versions.size(); i++) {
      if (FactOrder.BY_IDENTITY.compare(versions.get(i), arrival) == 0) {
        if (!FactOrder.supersedes(arrival, versions.get(i), codec)) {
          return false;
        }
        versions.set(i, arrival);
        return true;
      }
    }
    versions.add(arrival);
    return true;
  }

  /** The greatest of the facts that stand, which speaks for the key; null where none stands. */
  public F greatest(List<F> versions) {
    F greatest = null;
    for (F version : versions) {
      if (!version.envelope().retracted()
          && (greatest == null || FactOrder.supersedes(version, greatest, codec))) {
        greatest = version;
      }
    }
    return greatest;
  }

  /** Value of the store. */
  public byte[] encode(List<F> versions) {
    List<byte[]> encoded = new ArrayList<>();
    int size = 0;
    for (F version : versions) {
      byte[] bytes = codec.encode(version);
      encoded.add(bytes);
      size += Integer.BYTES + bytes.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    encoded.forEach(bytes -> buffer.putInt(bytes.length).put(bytes));
    return buffer.array();
  }

  /** Versions from a value of the store; null is none. The list may be changed. */
  public List<F> decode(byte[] stored) {
    List<F> versions = new ArrayList<>();
    if (stored == null) {
      return versions;
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    while (buffer.hasRemaining()) {
      int length = buffer.getInt();
      versions.add(fact(stored, buffer.position(), length));
      buffer.position(buffer.position() + length);
    }
    return versions;
  }
}
