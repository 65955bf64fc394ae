package org.pathline.letters;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.pathline.topics.RecordPlace;

/**
 * A set of places of records: one bit for each offset between those that are in it, so that
 * millions of places beside each other take hundreds of kilobytes.
 */
final class Offsets {
  private static final int BITS = 16;
  private static final long MASK = (1L << BITS) - 1;

  private record Stretch(String topic, int partition, long number) {}

  private final Map<Stretch, BitSet> stretches = new HashMap<>();

  /** Adds a place; returns whether it was not there. */
  boolean add(RecordPlace place) {
    BitSet bits = stretches.computeIfAbsent(stretch(place), absent -> new BitSet());
    int bit = bit(place);
    if (bits.get(bit)) {
      return false;
    }
    bits.set(bit);
    return true;
  }

  boolean contains(RecordPlace place) {
    BitSet bits = stretches.get(stretch(place));
    return bits != null && bits.get(bit(place));
  }

  private static Stretch stretch(RecordPlace place) {
    return new Stretch(place.topic(), place.partition(), place.offset() >>> BITS);
  }

  private static int bit(RecordPlace place) {
    return (int) (place.offset() & MASK);
  }
}
