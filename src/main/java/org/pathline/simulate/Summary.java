package org.pathline.simulate;

import java.util.EnumMap;
import java.util.Map;
import org.pathline.domain.fact.FactType;

/**
 * What a simulation wrote.
 *
 * @param rows rows of each file, headers not counted
 * @param corrections facts of which an earlier, wrong version was also written
 * @param duplicates rows written twice
 * @param retractions facts that were written and withdrawn
 * @param earlyRetractions those of them whose withdrawal stands before the fact
 * @param late rows written later in the file than their neighbours
 * @param tally the true counts
 */
public record Summary(
    Map<FactType, Long> rows,
    long corrections,
    long duplicates,
    long retractions,
    long earlyRetractions,
    long late,
    Tally tally) {

  /** Rows of all files. */
  public long allRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Students that the state ends with, after ids were joined. */
  public long students() {
    return tally.students;
  }

  /** Adds up what units did while they are written. */
  static final class Adder {
    private final Tally tally = new Tally();
    private long corrections;
    private long duplicates;
    private long retractions;
    private long earlyRetractions;
    private long late;

    void add(UnitOutput unit) {
      tally.add(unit.tally);
      corrections += unit.corrections;
      duplicates += unit.duplicates;
      retractions += unit.retractions;
      earlyRetractions += unit.earlyRetractions;
      late += unit.late;
    }

    Summary sum(Map<FactType, Long> rows) {
      return new Summary(
          new EnumMap<>(rows), corrections, duplicates, retractions, earlyRetractions, late, tally);
    }
  }
}
