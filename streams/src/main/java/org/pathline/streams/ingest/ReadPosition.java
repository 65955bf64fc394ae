package org.pathline.streams.ingest;

/**
 * How far a partition of the pathways was read when changes were drawn from it.
 *
 * @param partition of the topic; {@link #UNKNOWN} where none was read since the start
 * @param next offset of the first pathway that is not in the changes
 */
public record ReadPosition(int partition, long next) {
  /** Where nothing was read since the start: what changes is due to a mended rule. */
  public static final ReadPosition UNKNOWN = new ReadPosition(-1, 0);

  /** Whether it says anything. */
  public boolean isKnown() {
    return partition >= 0;
  }
}
