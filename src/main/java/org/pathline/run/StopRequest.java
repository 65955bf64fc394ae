package org.pathline.run;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wish that this process ends (Ctrl-C, {@code kill}), and what is done then: the topologies
 * stop, which takes ten seconds at most.
 */
public final class StopRequest implements AutoCloseable {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final Consumer<String> say;
  private final Thread hook = new Thread(this::stop, "stop-topologies");
  private volatile @Nullable Runner runner;

  /**
   * Begins to listen for the wish.
   *
   * @param say takes what a user should read
   */
  public StopRequest(Consumer<String> say) {
    this.say = say;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The topologies to stop. */
  public void stops(Runner runner) {
    this.runner = runner;
  }

  /** At zero once the process is to end. */
  public CountDownLatch requested() {
    return requested;
  }

  /** Waits for the end of the process: the hook has all that is left to do. */
  public void awaitEnd() throws InterruptedException {
    Thread.currentThread().join();
  }

  private void stop() {
    requested.countDown();
    Runner running = runner;
    if (running == null) {
      say.accept("stopped; nothing had begun");
    } else if (running.stop()) {
      say.accept("stopped; everything that was processed is committed");
    } else {
      say.accept(
          "stopped without a last commit, as Kafka or a thread did not answer in time; nothing is"
              + " lost, what is not committed is read again at the next start");
    }
  }

  /** Listens no longer. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDownAlready) {
      // The hook does the same work.
    }
  }
}
