package org.pathline.streams.codec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer that writes Avro's binary encoding. Not thread-safe. */
public final class AvroOutput {
  private byte[] bytes = new byte[1024];
  private int position;

  public void clear() {
    position = 0;
  }

  int size() {
    return position;
  }

  /** The buffer itself, of which {@link #size} bytes are written. */
  byte[] bytes() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, position);
  }

  private void reserve(int count) {
    if (position + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + count));
    }
  }

  void writeByte(int value) {
    reserve(1);
    bytes[position++] = (byte) value;
  }

  void writeRaw(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, position, length);
    position += length;
  }

  void writeAll(AvroOutput other) {
    writeRaw(other.bytes, 0, other.position);
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  public void writeLong(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** A number without sign in groups of seven bits, least significant first. */
  void writeUnsigned(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  public void writeDouble(double value) {
    writeFixedLong(Double.doubleToRawLongBits(value));
  }

  void writeFixedLong(long bits) {
    reserve(8);
    for (int i = 0; i < 8; i++) {
      bytes[position++] = (byte) (bits >>> (8 * i));
    }
  }

  /** Four bytes, least significant first. */
  void writeFixedInt(int bits) {
    reserve(Integer.BYTES);
    position += Integer.BYTES;
    setFixedInt(position - Integer.BYTES, bits);
  }

  /** Writes over eight bytes that were written before. */
  void setFixedLong(int at, long bits) {
    setFixedInt(at, (int) bits);
    setFixedInt(at + Integer.BYTES, (int) (bits >>> Integer.SIZE));
  }

  /** Writes over four bytes that were written before. */
  void setFixedInt(int at, int bits) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (bits >>> (8 * i));
    }
  }

  /** The registry's header: a zero byte and the schema id, most significant byte first. */
  public void writeHeader(int schemaId) {
    writeByte(0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      writeByte(schemaId >>> shift);
    }
  }

  /** A whole number of any size. */
  void writeBig(BigInteger number) {
    byte[] encoded = number.toByteArray();
    writeUnsigned(encoded.length);
    writeRaw(encoded, 0, encoded.length);
  }

  /** The counts that are not zero, each behind its position from 1 on, and a zero. */
  void writeCounts(long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        writeUnsigned(i + 1);
        writeLong(counts[i]);
      }
    }
    writeUnsigned(0);
  }

  public void writePresence(boolean present) {
    writeByte(present ? 2 : 0);
  }

  public void writeString(String value) {
    int length = value.length();
    // At most three bytes a char, and a length that one reserve covers for short ASCII strings.
    reserve(length + 5);
    int mark = position;
    if (length < 64) {
      bytes[position++] = (byte) (length << 1);
      int i = 0;
      while (i < length && value.charAt(i) < 0x80) {
        bytes[position++] = (byte) value.charAt(i++);
      }
      if (i == length) {
        return;
      }
      position = mark;
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    writeLong(encoded.length);
    writeRaw(encoded, 0, encoded.length);
  }
}
