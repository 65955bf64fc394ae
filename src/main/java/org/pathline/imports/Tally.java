package org.pathline.imports;

import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the records of one file, for one type of facts. */
public final class Tally {
  /**
   * Records that were not carried over for one reason.
   *
   * @param count how many
   * @param firstLine line of the first
   */
  public record Skipped(long count, long firstLine) {
    private Skipped more() {
      return new Skipped(count + 1, firstLine);
    }
  }

  private final Map<String, Skipped> skipped = new LinkedHashMap<>();
  private long records;
  private long carried;

  void begin() {
    skipped.clear();
    records = 0;
    carried = 0;
  }

  void record() {
    records++;
  }

  void carried() {
    carried++;
  }

  /** Counts a record that is not carried over. */
  public void skip(String reason, long line) {
    Skipped known = skipped.get(reason);
    skipped.put(reason, known == null ? new Skipped(1, line) : known.more());
  }

  /** Records read. */
  public long records() {
    return records;
  }

  /** Rows of facts that were made of them, good or bad. */
  public long rows() {
    return carried;
  }

  /** Records that were not carried over, by reason. */
  public Map<String, Skipped> skipped() {
    return skipped;
  }
}
