package org.pathline.simulate;

import java.util.Map;
import org.pathline.domain.fact.FactType;

/**
 * What a simulation wrote.
 *
 * @param rows rows of each file, headers not counted
 * @param mess how often what was done to them
 * @param tally the true counts
 */
public record Summary(Map<FactType, Long> rows, Map<Mess, Long> mess, Tally tally) {
  /** Rows of all files. */
  public long allRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How often something was done to the rows. */
  public long count(Mess of) {
    return mess.getOrDefault(of, 0L);
  }

  /** Students that the state ends with, after ids were joined. */
  public long students() {
    return tally.students;
  }
}
