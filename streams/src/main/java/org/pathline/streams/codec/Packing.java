package org.pathline.streams.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Packs the bytes of a record of a store with LZ4: a marker, the size before in four bytes, and the
 * block. What would not become smaller stays as it is, so nothing that is packed may begin with the
 * marker.
 *
 * <p>LZ4, because a state is packed at each touch: Zstandard makes it smaller by another third and
 * takes three times as long.
 */
final class Packing {
  private static final byte MARKER = 0x7f;
  private static final int SIZE_AT = 1;
  private static final int BLOCK_AT = SIZE_AT + Integer.BYTES;

  /** Below this there is little to gain. */
  private static final int LEAST = 256;

  /** A byte of an LZ4 block stands for at most so many. */
  private static final int MOST_PER_BYTE = 255;

  private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.fastestInstance().safeDecompressor();

  private Packing() {}

  /** The bytes of what was written, packed where that makes them fewer. */
  static byte[] pack(AvroOutput out) {
    int size = out.size();
    if (size < LEAST) {
      return out.toByteArray();
    }
    byte[] packed = new byte[size];
    int length;
    try {
      length = COMPRESSOR.compress(out.bytes(), 0, size, packed, BLOCK_AT, size - BLOCK_AT);
    } catch (LZ4Exception larger) {
      return out.toByteArray();
    }
    packed[0] = MARKER;
    ByteBuffer.wrap(packed).putInt(SIZE_AT, size);
    return Arrays.copyOf(packed, BLOCK_AT + length);
  }

  /** Number of the bytes before they were packed. */
  static int size(byte[] bytes) {
    return isPacked(bytes) ? ByteBuffer.wrap(bytes).getInt(SIZE_AT) : bytes.length;
  }

  /**
   * The bytes before they were packed.
   *
   * @throws IllegalArgumentException when they are damaged
   */
  static byte[] unpack(byte[] bytes) {
    if (!isPacked(bytes)) {
      return bytes;
    }
    int size = size(bytes);
    int length = bytes.length - BLOCK_AT;
    if (size < 0 || size / MOST_PER_BYTE > length) {
      throw new IllegalArgumentException(
          "a packed record of " + bytes.length + " bytes claims " + size + " bytes");
    }
    byte[] unpacked = new byte[size];
    try {
      if (DECOMPRESSOR.decompress(bytes, BLOCK_AT, length, unpacked, 0) == size) {
        return unpacked;
      }
    } catch (LZ4Exception damaged) {
      throw new IllegalArgumentException("a packed record is damaged", damaged);
    }
    throw new IllegalArgumentException("a packed record is shorter than it claims");
  }

  private static boolean isPacked(byte[] bytes) {
    return bytes.length > BLOCK_AT && bytes[0] == MARKER;
  }
}
