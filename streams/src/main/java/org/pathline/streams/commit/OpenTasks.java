package org.pathline.streams.commit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tasks of this process that have work left which no input tells of. Thread-safe.
 *
 * <p>A task that changes threads still has it while no thread owns the task; one that does not come
 * back within a minute is the business of another process.
 */
public final class OpenTasks {
  /** Longer than a task that one thread gives up is without an owner. */
  private static final long HANDED_ON_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long HERE = Long.MIN_VALUE;

  /** Tasks that are not done, with the moment at which they were given up. */
  private final Map<String, Long> tasks = new ConcurrentHashMap<>();

  /** The task has work left. */
  public void begun(String task) {
    tasks.put(task, HERE);
  }

  /** The task has none left; whether it had any. */
  public boolean ended(String task) {
    return tasks.remove(task) != null;
  }

  /** The task goes to another thread, or to another process, before it is done. */
  public void handedOn(String task) {
    tasks.computeIfPresent(task, (name, since) -> System.nanoTime());
  }

  /** Whether no task has work left. */
  public boolean isEmpty() {
    long now = System.nanoTime();
    tasks.values().removeIf(since -> since != HERE && now - since > HANDED_ON_NANOS);
    return tasks.isEmpty();
  }
}
