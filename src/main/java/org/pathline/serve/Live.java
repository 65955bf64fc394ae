package org.pathline.serve;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.tables.Database;
import org.pathline.topics.Cut;

/**
 * What stands at the latest cut. One thread changes it, cut by cut; a reader sees one cut from the
 * beginning of its answer to the end.
 */
public final class Live implements AutoCloseable {
  private final Database database;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable State state;

  /**
   * What readers are told of the cut.
   *
   * @param number of cuts since the start, from 1 on
   * @param at when it was taken in
   */
  public record State(Cut cut, long number, Instant at, LiveStanding standing) {}

  Live(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /** The latest cut; null before the first. */
  public @Nullable State state() {
    return state;
  }

  /** Changes everything to the next cut. */
  void change(Supplier<State> change) {
    lock.writeLock().lock();
    try {
      state = change.get();
    } finally {
      lock.writeLock().unlock();
    }
    listeners.forEach(Runnable::run);
  }

  /** Runs while nothing changes. */
  public <T> T read(Supplier<T> reading) {
    lock.readLock().lock();
    try {
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Is told of each cut. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      database.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
