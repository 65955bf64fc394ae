package org.pathline.streams.pathways;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the tasks of this process are in deriving anew under other settings. Thread-safe. */
public final class Rederivation {
  private static final Logger LOG = LoggerFactory.getLogger(Rederivation.class);

  /** Longer than a task that one thread gives up is without an owner. */
  private static final long HANDED_ON_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long HERE = Long.MIN_VALUE;

  /** Tasks that are not done, with the moment at which they were given up. */
  private final Map<String, Long> tasks = new ConcurrentHashMap<>();

  private final AtomicLong students = new AtomicLong();

  /** The task has begun to derive what its state holds anew. */
  public void begun(String task, String builtWith, String settings) {
    tasks.put(task, HERE);
    LOG.warn(
        "task {}: the state was built with {}; deriving anew with {} from what is kept",
        task,
        builtWith,
        settings);
  }

  /** So many students more are derived anew. */
  public void advanced(int count) {
    students.addAndGet(count);
  }

  /** The task's state is that of the settings. */
  public void ended(String task) {
    if (tasks.remove(task) != null) {
      LOG.warn("task {}: derived anew", task);
    }
  }

  /** The task goes to another thread, or to another process, before it is done. */
  public void handedOn(String task) {
    tasks.computeIfPresent(task, (name, since) -> System.nanoTime());
  }

  /**
   * Whether no task is deriving anew.
   *
   * <p>A task that changes threads is still not done while no thread has it; one that does not come
   * back within a minute is the business of another process.
   */
  public boolean isComplete() {
    long now = System.nanoTime();
    tasks.values().removeIf(since -> since != HERE && now - since > HANDED_ON_NANOS);
    return tasks.isEmpty();
  }

  /** Students that were derived anew since the process began. */
  public long students() {
    return students.get();
  }
}
