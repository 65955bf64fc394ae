package org.pathline.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings by their bytes, so that one that comes again and again is made, and hashed, only once.
 *
 * <p>A fixed number of places; a string that falls on another's place takes it. Not thread-safe.
 */
final class StringPool {
  private static final int PLACES = 1 << 12;
  private static final int LONGEST = 48;

  private final String[] strings = new String[PLACES];
  private final byte[][] encodings = new byte[PLACES][];

  String get(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = (hash ^ (hash >>> 12)) & (PLACES - 1);
    byte[] present = encodings[place];
    if (present != null && Arrays.equals(present, 0, present.length, bytes, from, to)) {
      return strings[place];
    }
    String string = new String(bytes, from, length, StandardCharsets.UTF_8);
    encodings[place] = Arrays.copyOfRange(bytes, from, to);
    strings[place] = string;
    return string;
  }
}
