package org.pathline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads in a thread of its own while what was read before is worked on. Used by one thread.
 *
 * @param <T> what is read
 */
public final class ReadAhead<T> implements AutoCloseable {
  /** Handed over together: enough to be worth the hand-over, and little memory. */
  private static final int BATCH = 256;

  private static final int BATCHES = 4;
  private static final long LOOKS_AGAIN_MILLIS = 100;

  /** Where to read from. */
  @FunctionalInterface
  public interface Source<T> {
    /**
     * The next; null at the end.
     *
     * @throws UnreadableFile when nothing further can be read
     */
    @Nullable T next() throws UnreadableFile;
  }

  /**
   * What was read in a row.
   *
   * @param last whether nothing comes after it
   * @param failure why nothing comes after it; null where the source ends
   */
  private record Batch<T>(List<T> read, boolean last, @Nullable Exception failure) {}

  private final Source<T> source;
  private final int size;
  private final BlockingQueue<Batch<T>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private volatile boolean closed;
  private Batch<T> batch = new Batch<>(List.of(), false, null);
  private int next;

  /**
   * Prepares to read; the thread begins when the first is asked for.
   *
   * @param name of the thread
   */
  public ReadAhead(String name, Source<T> source) {
    this(name, source, BATCH);
  }

  /**
   * Prepares to read; the thread begins when the first is asked for.
   *
   * @param name of the thread
   * @param size how many are handed over together; some batches of so many wait
   */
  public ReadAhead(String name, Source<T> source, int size) {
    this.source = source;
    this.size = size;
    thread = new Thread(this::readAll, name);
    thread.setDaemon(true);
  }

  private void readAll() {
    List<T> read = new ArrayList<>(size);
    Exception failure = null;
    try {
      for (T each = source.next(); each != null && !closed; each = source.next()) {
        read.add(each);
        if (read.size() == size) {
          handOver(new Batch<>(read, false, null));
          read = new ArrayList<>(size);
        }
      }
    } catch (UnreadableFile | RuntimeException e) {
      failure = e;
    }
    handOver(new Batch<>(read, true, failure));
  }

  private void handOver(Batch<T> read) {
    try {
      while (!closed && !batches.offer(read, LOOKS_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        // Those before are still being worked on.
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  /**
   * The next; null at the end.
   *
   * @throws UnreadableFile when nothing further can be read
   */
  public @Nullable T next() throws UnreadableFile {
    while (next == batch.read().size()) {
      if (!batch.last()) {
        batch = take();
        next = 0;
      } else if (batch.failure() instanceof UnreadableFile unreadable) {
        throw unreadable;
      } else if (batch.failure() instanceof RuntimeException failure) {
        throw failure;
      } else {
        return null;
      }
    }
    return batch.read().get(next++);
  }

  private Batch<T> take() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    try {
      return batches.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a file was read", e);
    }
  }

  /** Ends the thread; what it reads from may then be closed. */
  @Override
  public void close() {
    closed = true;
    batches.clear();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
