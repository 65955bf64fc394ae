package org.pathline.streams.codec;

/** Reads what {@link BurstWriter} wrote. Not thread-safe. */
public final class BurstReader {

  /** Takes the runs of a burst. */
  @FunctionalInterface
  public interface Runs {
    /**
     * The facts of one student that lie together.
     *
     * @param key bytes of the student id
     * @param publishedAt when the earliest of them was published
     * @param firstOffset offset from which the facts count theirs
     * @param bytes array that holds the facts from one place up to another
     */
    void run(byte[] key, long publishedAt, long firstOffset, byte[] bytes, int from, int to);
  }

  /** Takes the facts of a run. */
  @FunctionalInterface
  public interface Facts {
    /**
     * One fact.
     *
     * @param offset of its record
     * @param bytes array that holds the body without the student id from one place on
     * @param length of the body without the student id
     */
    void fact(long offset, byte[] bytes, int from, int length);
  }

  private final AvroInput runs = new AvroInput();
  private final AvroInput facts = new AvroInput();

  /** Hands on the runs of a burst in their order. */
  public void forEachRun(byte[] burst, Runs action) {
    runs.reset(burst, 0, burst.length);
    long firstOffset = runs.readUnsigned();
    while (!runs.isAtEnd()) {
      byte[] key = new byte[runs.readUnsignedInt()];
      runs.readRaw(key, 0, key.length);
      long publishedAt = runs.readFixedLong();
      int length = runs.readFixedInt();
      int from = runs.position();
      runs.skip(length);
      action.run(key, publishedAt, firstOffset, burst, from, from + length);
    }
  }

  /** Hands on the facts of a run in their order. */
  public void forEachFact(long firstOffset, byte[] bytes, int from, int to, Facts action) {
    facts.reset(bytes, from, to);
    while (!facts.isAtEnd()) {
      long offset = firstOffset + facts.readUnsigned();
      int length = facts.readUnsignedInt();
      int body = facts.position();
      facts.skip(length);
      action.fact(offset, bytes, body, length);
    }
  }
}
