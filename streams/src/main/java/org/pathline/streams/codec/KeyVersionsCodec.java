package org.pathline.streams.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;

/**
 * Versions of the few facts of one record key other than a student's, as one value of a store. Not
 * thread-safe.
 *
 * @param <F> type of the facts
 */
public final class KeyVersionsCodec<F extends Fact> {
  private final FactCodec codec = new FactCodec();
  private final FactType type;
  private final Class<F> recordType;

  /** Codec of facts of a type. */
  public KeyVersionsCodec(FactType type, Class<F> recordType) {
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
  public List<F> decode(byte @Nullable [] stored) {
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
