package org.pathline.streams.registry;

/**
 * Ids of schemas that the registry does not have, for as long as records that name them are on
 * their way through this process.
 *
 * <p>Bounded: at least the latest {@value #MOST} are remembered, in at most 8 MiB. Thread-safe.
 */
final class AbsentIds {
  /** More than a hundred partitions can hold at once, with a poll of 5,000 records each. */
  static final int MOST = 1 << 19;

  private static final int FEWEST_PLACES = 1 << 10;

  /** A set of numbers in one array; zero marks a free place. */
  private static final class Numbers {
    private int[] places = new int[FEWEST_PLACES];
    private int size;
    private boolean zero;

    boolean contains(int number) {
      return number == 0 ? zero : places[placeOf(places, number)] == number;
    }

    void add(int number) {
      if (number == 0) {
        zero = true;
        return;
      }
      int place = placeOf(places, number);
      if (places[place] == number) {
        return;
      }
      places[place] = number;
      if (++size * 2 > places.length) {
        int[] more = new int[places.length * 2];
        for (int each : places) {
          if (each != 0) {
            more[placeOf(more, each)] = each;
          }
        }
        places = more;
      }
    }

    private static int placeOf(int[] places, int number) {
      int mask = places.length - 1;
      int place = (number * 0x9E3779B1 >>> 7) & mask;
      while (places[place] != 0 && places[place] != number) {
        place = (place + 1) & mask;
      }
      return place;
    }
  }

  private Numbers latest = new Numbers();
  private Numbers before = new Numbers();

  synchronized boolean contains(int id) {
    return latest.contains(id) || before.contains(id);
  }

  synchronized void add(int id) {
    if (latest.size >= MOST) {
      before = latest;
      latest = new Numbers();
    }
    latest.add(id);
  }
}
