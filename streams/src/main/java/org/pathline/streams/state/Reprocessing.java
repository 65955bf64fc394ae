package org.pathline.streams.state;

import java.util.concurrent.atomic.AtomicLong;
import org.pathline.streams.commit.OpenTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the tasks of this process are in deriving anew under other settings. Thread-safe. */
public final class Reprocessing {
  private static final Logger LOG = LoggerFactory.getLogger(Reprocessing.class);

  private final OpenTasks tasks = new OpenTasks();
  private final OpenTasks sweeps = new OpenTasks();
  private final AtomicLong students = new AtomicLong();

  /** The task has begun to derive what its state holds anew. */
  public void begun(String task, Object builtWith, Object settings) {
    tasks.begun(task);
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
    if (tasks.ended(task)) {
      LOG.warn("task {}: derived anew", task);
    }
  }

  /** The task has yet to look for what it keeps of students who are erased now. */
  public void sweeping(String task) {
    sweeps.begun(task);
  }

  /** The task goes elsewhere before it has looked for everything. */
  public void sweepHandedOn(String task) {
    sweeps.handedOn(task);
  }

  /** The task keeps nothing of students who are erased. */
  public void swept(String task) {
    if (sweeps.ended(task)) {
      LOG.info("task {}: swept", task);
    }
  }

  /** The task goes to another thread, or to another process, before it is done. */
  public void handedOn(String task) {
    tasks.handedOn(task);
  }

  /** Whether no task is deriving anew. */
  public boolean isComplete() {
    return tasks.isEmpty() && sweeps.isEmpty();
  }

  /** Students that were derived anew since the process began. */
  public long students() {
    return students.get();
  }
}
