package org.pathline.publish;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.Fact;

/**
 * Rows of one delivery that are about the same fact: in the same words, which changes nothing, or
 * in different words, of which one would silently replace the other. Memory does not grow with
 * them.
 *
 * <p>A version that was recorded later is a correction. Only in a list in which each record stands
 * once, as other systems export them, is a second version doubted whenever it was recorded.
 */
public final class StatedTwice implements AutoCloseable {
  /**
   * What was found.
   *
   * @param repeated rows that say what another row of the same fact says
   * @param doubted rows that say something else than the first of the same fact; null for none
   * @param shared rows under the {@code factId} of several others; null for none
   */
  public record Found(long repeated, @Nullable Doubted doubted, @Nullable Doubted shared) {}

  private final ParkedLongs rows = new ParkedLongs();
  private final SharedFactIds shared = new SharedFactIds();
  private final FactHash hash = new FactHash();
  private final RowPlaces places = new RowPlaces();
  private @Nullable Found found;
  private long repeated;
  private long different;

  /** Place of the first row that differs, and that of the row from which it does. */
  private long second = Long.MAX_VALUE;

  private long first;

  /**
   * Takes a row.
   *
   * @param listing whether a later version corrects an earlier one
   */
  void add(Fact fact, Listing listing, String file, long line) {
    hash.of(fact, listing.uniqueIds());
    long version =
        listing.isOfSingleRecords() ? ~(long) listing.number() : fact.envelope().recordedAt();
    add(FactHash.mixed(hash.identity(), version), hash.content(), file, line);
    if (hash.isNamed() && !listing.isOfSingleRecords()) {
      if (fact.envelope().retracted()) {
        shared.addWithdrawal(hash.identity(), file, line);
      } else {
        shared.add(hash.identity(), hash.key(), file, line);
      }
    }
  }

  /**
   * Takes a row of anything.
   *
   * @param identity hash of what it is about
   * @param content hash of what it says of it
   */
  public void add(long identity, long content, String file, long line) {
    rows.add(identity, content, places.of(file, line));
  }

  /** What was found among all rows; to be asked when all are there. */
  public Found found() {
    if (found == null) {
      for (int part = 0; part < ParkedLongs.PARTS; part++) {
        compare(rows.part(part));
      }
      found = new Found(repeated, different == 0 ? null : doubted(), shared.found());
    }
    return found;
  }

  private void compare(long[] triples) {
    int width = ParkedLongs.WIDTH;
    int count = triples.length / width;
    int[] slots = new int[Integer.highestOneBit(Math.max(1, count)) << 2];
    for (int i = 0; i < count; i++) {
      int slot = ParkedLongs.slot(slots, triples, i);
      if (slots[slot] == 0) {
        slots[slot] = i + 1;
        continue;
      }
      int before = (slots[slot] - 1) * width;
      if (triples[before + 1] == triples[i * width + 1]) {
        repeated++;
      } else {
        different++;
        if (triples[i * width + 2] < second) {
          second = triples[i * width + 2];
          first = triples[before + 2];
        }
      }
    }
  }

  private Doubted doubted() {
    return places.doubted(
        different,
        second,
        new Doubt(
            Doubt.Kind.STATED_TWICE,
            "row",
            "is about the same record as "
                + places.text(first)
                + " and says something else; only one of the two can count"));
  }

  @Override
  public void close() {
    rows.close();
    shared.close();
  }
}
