package org.pathline.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The distinct strings and numbers of one student, each kept once in order of first use; a string
 * shares its beginning with the one before it. Not thread-safe.
 */
final class Dictionary {
  private static final int LONG = 15;

  private final Map<String, Integer> indexOfString = new HashMap<>();
  private final Map<Long, Integer> indexOfNumber = new HashMap<>();
  private String[] strings = new String[64];
  private long[] numbers = new long[32];
  private boolean indexed = true;
  private int stringCount;
  private int numberCount;
  private byte[] previous = new byte[64];
  private byte[] encoded = new byte[64];

  void clear() {
    indexOfString.clear();
    indexOfNumber.clear();
    indexed = true;
    stringCount = 0;
    numberCount = 0;
  }

  /** Index of a string, which is added when it is new. */
  int add(String string) {
    index();
    Integer index = indexOfString.get(string);
    if (index != null) {
      return index;
    }
    if (stringCount == strings.length) {
      strings = Arrays.copyOf(strings, stringCount * 2);
    }
    strings[stringCount] = string;
    indexOfString.put(string, stringCount);
    return stringCount++;
  }

  /** Index of a string that is likely the one at another index. */
  int add(String string, long likely) {
    return likely < stringCount && strings[(int) likely].equals(string)
        ? (int) likely
        : add(string);
  }

  /** Index of a number that is likely the one at another index. */
  int add(long number, long likely) {
    return likely < numberCount && numbers[(int) likely] == number ? (int) likely : add(number);
  }

  /** Index of a number, which is added when it is new. */
  int add(long number) {
    index();
    Integer index = indexOfNumber.get(number);
    if (index != null) {
      return index;
    }
    if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, numberCount * 2);
    }
    numbers[numberCount] = number;
    indexOfNumber.put(number, numberCount);
    return numberCount++;
  }

  /** Most states that are read are looked up seldom or never, so the index is made on demand. */
  private void index() {
    if (indexed) {
      return;
    }
    indexOfString.clear();
    indexOfNumber.clear();
    for (int i = 0; i < stringCount; i++) {
      indexOfString.put(strings[i], i);
    }
    for (int i = 0; i < numberCount; i++) {
      indexOfNumber.put(numbers[i], i);
    }
    indexed = true;
  }

  String string(int index) {
    if (index >= stringCount) {
      throw new IllegalArgumentException("no string " + index + " of " + stringCount);
    }
    return strings[index];
  }

  long number(int index) {
    if (index >= numberCount) {
      throw new IllegalArgumentException("no number " + index + " of " + numberCount);
    }
    return numbers[index];
  }

  void write(AvroOutput out) {
    out.writeUnsigned(stringCount);
    int lengthBefore = 0;
    for (int i = 0; i < stringCount; i++) {
      int length = encode(strings[i]);
      int mismatch = Arrays.mismatch(previous, 0, lengthBefore, encoded, 0, length);
      int shared = mismatch < 0 ? length : mismatch;
      int rest = length - shared;
      // Mostly both lengths fit into one byte; 15 in the first half says that they follow.
      if (shared < LONG && rest <= LONG) {
        out.writeByte(shared << 4 | rest);
      } else {
        out.writeByte(LONG << 4);
        out.writeUnsigned(shared);
        out.writeUnsigned(rest);
      }
      out.writeRaw(encoded, shared, rest);
      byte[] spare = previous;
      previous = encoded;
      encoded = spare;
      lengthBefore = length;
    }
    out.writeUnsigned(numberCount);
    long last = 0;
    for (int i = 0; i < numberCount; i++) {
      out.writeLong(numbers[i] - last);
      last = numbers[i];
    }
  }

  /** Fills the buffer with the bytes of a string and returns how many there are. */
  private int encode(String string) {
    int length = string.length();
    if (length > encoded.length) {
      encoded = new byte[2 * length];
    }
    for (int i = 0; i < length; i++) {
      char c = string.charAt(i);
      if (c >= 0x80) {
        encoded = string.getBytes(StandardCharsets.UTF_8);
        return encoded.length;
      }
      encoded[i] = (byte) c;
    }
    return length;
  }

  /** Reads what {@link #write} wrote; what is added later comes after it. */
  void read(AvroInput in) {
    indexed = false;
    stringCount = in.readUnsignedInt();
    if (stringCount > strings.length) {
      strings = new String[stringCount];
    }
    for (int i = 0; i < stringCount; i++) {
      int lengths = in.readByte();
      boolean follow = lengths >>> 4 == LONG;
      int shared = follow ? in.readUnsignedInt() : lengths >>> 4;
      int rest = follow ? in.readUnsignedInt() : lengths & LONG;
      if (shared + rest > previous.length) {
        previous = Arrays.copyOf(previous, 2 * (shared + rest));
      }
      in.readRaw(previous, shared, rest);
      strings[i] = in.pool().get(previous, 0, shared + rest);
    }
    numberCount = in.readUnsignedInt();
    if (numberCount > numbers.length) {
      numbers = new long[numberCount];
    }
    long last = 0;
    for (int i = 0; i < numberCount; i++) {
      last += in.readLong();
      numbers[i] = last;
    }
  }
}
