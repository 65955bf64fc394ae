package org.pathline.ops;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of a place at one moment.
 *
 * @param atMillis the moment on the broker's clock, in milliseconds since 1970 UTC
 * @param members how many members the consumer group has
 * @param restoring whether the topology is known to restore its state
 * @param committed next offset to process, as committed; null where nothing ever was
 * @param begin first offset that the log still holds
 * @param end offset behind the last record that can be read with {@code read_committed}
 * @param waiting whether a record between position and end is not processed; markers of
 *     transactions and records of aborted ones are none
 * @param waitingSince timestamp of the first such record; null where there is none or it could not
 *     be read
 * @param retentionMillis age at which records are removed; null where none are removed by age
 */
public record LagObservation(
    long atMillis,
    int members,
    boolean restoring,
    @Nullable Long committed,
    long begin,
    long end,
    boolean waiting,
    @Nullable Long waitingSince,
    @Nullable Long retentionMillis) {

  /** Offset of the next record that will be processed. */
  public long position() {
    return committed == null ? begin : Math.max(committed, begin);
  }

  /** Records that were removed before they were processed. */
  public long lost() {
    return committed == null ? 0 : Math.max(0, begin - committed);
  }

  /** Offsets between position and end, and 0 where no record is among them. */
  public long lagRecords() {
    return waiting ? Math.max(0, end - position()) : 0;
  }

  /** Age of the first record that is not processed; 0 where there is none, null if unknown. */
  public @Nullable Double lagSeconds() {
    if (!waiting) {
      return 0.0;
    }
    return waitingSince == null ? null : Math.max(0, atMillis - waitingSince) / 1000.0;
  }

  /**
   * Seconds until retention removes the first record that is not processed, at the earliest: Kafka
   * removes whole segments. Null where nothing waits or nothing is removed; 0 where records were
   * removed already and others follow.
   */
  public @Nullable Double retentionLossSeconds() {
    if (!waiting || retentionMillis == null) {
      return lost() > 0 ? 0.0 : null;
    }
    if (lost() > 0) {
      return 0.0;
    }
    return waitingSince == null
        ? null
        : Math.max(0, waitingSince + retentionMillis - atMillis) / 1000.0;
  }
}
