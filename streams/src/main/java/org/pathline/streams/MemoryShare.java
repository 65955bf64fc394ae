package org.pathline.streams;

/**
 * What one stream thread may take of the heap for what it reads and writes, as all threads of all
 * topologies of a process share one heap.
 *
 * <p>With a large heap these are the sizes that {@code pathline bench} found best. With a small one
 * they shrink, so that buffers of all threads together stay below half of it: an eighth for the
 * producers, two for fetches (of the main and the restoring consumer), and what waits to be
 * processed. Facts that wait for a commit have a share of their own.
 *
 * @param bytes the heap by the number of stream threads
 */
public record MemoryShare(long bytes) {
  private static final int MIB = 1 << 20;

  /** Share of each thread of a process with this JVM's heap. */
  public static MemoryShare of(int threads) {
    return new MemoryShare(Runtime.getRuntime().maxMemory() / Math.max(1, threads));
  }

  /** Bytes of records that a producer holds before it makes its thread wait. */
  public long producerBuffer() {
    return within(4L * MIB, bytes / 8, 64L * MIB);
  }

  /** Bytes of one fetch over all partitions. */
  public int fetch() {
    return (int) within(4L * MIB, bytes / 8, 50L * MIB);
  }

  /** Bytes of one fetch from one partition. */
  public int fetchOfPartition() {
    return (int) within(MIB, bytes / 64, 4L * MIB);
  }

  /** Records, each of them a poll's joined facts, that wait per partition to be processed. */
  public int waitingRecords() {
    return (int) within(2, bytes / (32L * MIB), 10);
  }

  private static long within(long least, long wanted, long most) {
    return Math.max(least, Math.min(wanted, most));
  }
}
