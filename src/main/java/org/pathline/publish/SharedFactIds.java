package org.pathline.publish;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;

/**
 * Rows of one delivery whose {@code factId} names several records of one student and topic: a
 * number or a word that stands in every row, so that each replaces the one before without a word.
 * Memory does not grow with them.
 *
 * <p>A correction may change what a record is known by, such as a section or a first day. So two
 * natural keys under one {@code factId} are no doubt, and three are. One that the delivery
 * withdraws may be given to another record.
 */
final class SharedFactIds implements AutoCloseable {
  private static final long NOWHERE = Long.MAX_VALUE;
  private static final int WIDTH = ParkedLongs.WIDTH;

  /** In the place of the natural key of a withdrawal. */
  private static final long WITHDRAWN = 0;

  private final ParkedLongs rows = new ParkedLongs();
  private final RowPlaces places = new RowPlaces();
  private long count;

  /** Place of the first row with a third natural key, and those of the two before it. */
  private long third = NOWHERE;

  private long first;
  private long second;

  /**
   * Takes a row that has a {@code factId}.
   *
   * @param identity hash of student, topic and {@code factId}
   * @param key hash of the natural key
   */
  void add(long identity, long key, String file, long line) {
    rows.add(identity, key, places.of(file, line));
  }

  /** Takes a row that withdraws what a {@code factId} names. */
  void addWithdrawal(long identity, String file, long line) {
    add(identity, WITHDRAWN, file, line);
  }

  /** What was found among all rows; null for nothing. To be asked once, when all are there. */
  @Nullable Doubted found() {
    for (int part = 0; part < ParkedLongs.PARTS; part++) {
      compare(rows.part(part));
    }
    return count == 0
        ? null
        : places.doubted(
            count,
            third,
            new Doubt(
                Doubt.Kind.SHARED_FACT_ID,
                "factId",
                "names other records in "
                    + places.text(first)
                    + " and "
                    + places.text(second)
                    + "; only the latest of them all can count"));
  }

  private void compare(long[] triples) {
    int rowsOfPart = triples.length / WIDTH;
    int size = Integer.highestOneBit(Math.max(1, rowsOfPart)) << 2;
    int[] firsts = new int[size];
    int[] seconds = new int[size];
    boolean[] withdrawn = new boolean[size];
    for (int i = 0; i < rowsOfPart; i++) {
      int slot = ParkedLongs.slot(firsts, triples, i);
      firsts[slot] = firsts[slot] == 0 ? i + 1 : firsts[slot];
      withdrawn[slot] |= triples[i * WIDTH + 1] == WITHDRAWN;
    }
    for (int i = 0; i < rowsOfPart; i++) {
      int slot = ParkedLongs.slot(firsts, triples, i);
      if (!withdrawn[slot] && !isOf(firsts[slot], i, triples)) {
        if (seconds[slot] == 0) {
          seconds[slot] = i + 1;
        } else if (!isOf(seconds[slot], i, triples)) {
          count++;
          note(triples, firsts[slot], seconds[slot], i);
        }
      }
    }
  }

  /** Whether a row has the natural key of the one before another. */
  private static boolean isOf(int after, int row, long[] triples) {
    return triples[(after - 1) * WIDTH + 1] == triples[row * WIDTH + 1];
  }

  private void note(long[] triples, int afterFirst, int afterSecond, int row) {
    if (triples[row * WIDTH + 2] < third) {
      third = triples[row * WIDTH + 2];
      first = triples[(afterFirst - 1) * WIDTH + 2];
      second = triples[(afterSecond - 1) * WIDTH + 2];
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
