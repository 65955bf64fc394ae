package org.pathline.streams.pathways;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the tasks of this process are in deriving anew under other settings. Thread-safe. */
public final class Rederivation {
  private static final Logger LOG = LoggerFactory.getLogger(Rederivation.class);

  private final Set<String> tasks = ConcurrentHashMap.newKeySet();
  private final AtomicLong students = new AtomicLong();

  void begun(String task, String builtWith, String settings) {
    tasks.add(task);
    LOG.warn(
        "task {}: the state was built with {}; deriving anew with {} from the facts that stand",
        task,
        builtWith,
        settings);
  }

  void advanced(int count) {
    students.addAndGet(count);
  }

  void ended(String task) {
    if (tasks.remove(task)) {
      LOG.warn("task {}: derived anew, or handed on", task);
    }
  }

  /** Whether no task is deriving anew. */
  public boolean isComplete() {
    return tasks.isEmpty();
  }

  /** Students that were derived anew since the process began. */
  public long students() {
    return students.get();
  }
}
