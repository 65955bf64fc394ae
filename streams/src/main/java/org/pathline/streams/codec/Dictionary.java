package org.pathline.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct strings and numbers of one student, each kept once in order of first use; a string
 * shares its beginning with the one before it. Not thread-safe.
 */
final class Dictionary {
  private static final int LONG = 15;
  private static final int SPREAD = 0x9E3779B9;
  private static final int HALF = 16;
  private static final byte[] NOTHING = {};

  /** Index plus one by hash, with open places between; 0 where there is none. */
  private int[] placesOfStrings = new int[256];

  private int[] placesOfNumbers = new int[128];
  private String[] strings = new String[64];
  private long[] numbers = new long[32];
  private boolean indexed = true;
  private int stringCount;
  private int numberCount;
  private byte[] previous = new byte[64];
  private byte[] encoded = new byte[64];

  /** What was read is written again as it is: nothing in it changes, and what is new comes last. */
  private byte[] readFrom = NOTHING;

  private int readStrings;
  private int stringsFrom;
  private int stringsTo;
  private byte[] lastRead = {};

  void clear() {
    Arrays.fill(placesOfStrings, 0);
    Arrays.fill(placesOfNumbers, 0);
    indexed = true;
    stringCount = 0;
    numberCount = 0;
    readStrings = 0;
    readFrom = NOTHING;
  }

  /** Index of a string, which is added when it is new. */
  int add(String string) {
    index();
    int place = placeOf(string);
    if (placesOfStrings[place] == 0) {
      if (stringCount == strings.length) {
        strings = Arrays.copyOf(strings, stringCount * 2);
      }
      strings[stringCount] = string;
      stringCount++;
      placesOfStrings[place] = stringCount;
      if (2 * stringCount > placesOfStrings.length) {
        placesOfStrings = new int[2 * placesOfStrings.length];
        indexStrings();
      }
      return stringCount - 1;
    }
    return placesOfStrings[place] - 1;
  }

  /** Place of the index of a string, or the open place where it belongs. */
  private int placeOf(String string) {
    int last = placesOfStrings.length - 1;
    int hash = string.hashCode() * SPREAD;
    for (int place = hash >>> HALF & last; ; place = place + 1 & last) {
      int index = placesOfStrings[place];
      if (index == 0 || strings[index - 1].equals(string)) {
        return place;
      }
    }
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
    int place = placeOf(number);
    if (placesOfNumbers[place] == 0) {
      if (numberCount == numbers.length) {
        numbers = Arrays.copyOf(numbers, numberCount * 2);
      }
      numbers[numberCount] = number;
      numberCount++;
      placesOfNumbers[place] = numberCount;
      if (2 * numberCount > placesOfNumbers.length) {
        placesOfNumbers = new int[2 * placesOfNumbers.length];
        indexNumbers();
      }
      return numberCount - 1;
    }
    return placesOfNumbers[place] - 1;
  }

  private int placeOf(long number) {
    int last = placesOfNumbers.length - 1;
    int hash = Long.hashCode(number) * SPREAD;
    for (int place = hash >>> HALF & last; ; place = place + 1 & last) {
      int index = placesOfNumbers[place];
      if (index == 0 || numbers[index - 1] == number) {
        return place;
      }
    }
  }

  /** Most states that are read are looked up seldom or never, so the index is made on demand. */
  private void index() {
    if (indexed) {
      return;
    }
    while (2 * stringCount > placesOfStrings.length) {
      placesOfStrings = new int[2 * placesOfStrings.length];
    }
    while (2 * numberCount > placesOfNumbers.length) {
      placesOfNumbers = new int[2 * placesOfNumbers.length];
    }
    Arrays.fill(placesOfStrings, 0);
    Arrays.fill(placesOfNumbers, 0);
    indexStrings();
    indexNumbers();
    indexed = true;
  }

  private void indexStrings() {
    for (int i = 0; i < stringCount; i++) {
      placesOfStrings[placeOf(strings[i])] = i + 1;
    }
  }

  private void indexNumbers() {
    for (int i = 0; i < numberCount; i++) {
      placesOfNumbers[placeOf(numbers[i])] = i + 1;
    }
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
    if (readStrings > 0) {
      out.writeRaw(readFrom, stringsFrom, stringsTo - stringsFrom);
      lengthBefore = lastRead.length;
      if (lengthBefore > previous.length) {
        previous = new byte[2 * lengthBefore];
      }
      System.arraycopy(lastRead, 0, previous, 0, lengthBefore);
    }
    for (int i = readStrings; i < stringCount; i++) {
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
    readFrom = in.bytes();
    readStrings = stringCount;
    stringsFrom = in.position();
    int length = 0;
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
      length = shared + rest;
      strings[i] = in.pool().get(previous, 0, length).string;
    }
    stringsTo = in.position();
    lastRead = Arrays.copyOf(previous, length);
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
