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
  private int stringCount;
  private int numberCount;
  private byte[] previous = new byte[64];

  void clear() {
    indexOfString.clear();
    indexOfNumber.clear();
    stringCount = 0;
    numberCount = 0;
  }

  /** Index of a string, which is added when it is new. */
  int add(String string) {
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

  /** Index of a number, which is added when it is new. */
  int add(long number) {
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
    byte[] before = {};
    for (int i = 0; i < stringCount; i++) {
      byte[] encoded = strings[i].getBytes(StandardCharsets.UTF_8);
      int mismatch = Arrays.mismatch(before, encoded);
      int shared = mismatch < 0 ? encoded.length : mismatch;
      int rest = encoded.length - shared;
      // Mostly both lengths fit into one byte; 15 in the first half says that they follow.
      if (shared < LONG && rest <= LONG) {
        out.writeByte(shared << 4 | rest);
      } else {
        out.writeByte(LONG << 4);
        out.writeUnsigned(shared);
        out.writeUnsigned(rest);
      }
      out.writeRaw(encoded, shared, rest);
      before = encoded;
    }
    out.writeUnsigned(numberCount);
    long last = 0;
    for (int i = 0; i < numberCount; i++) {
      out.writeLong(numbers[i] - last);
      last = numbers[i];
    }
  }

  /** Reads what {@link #write} wrote; lookups by value do not work afterwards. */
  void read(AvroInput in) {
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
      strings[i] = new String(previous, 0, shared + rest, StandardCharsets.UTF_8);
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
