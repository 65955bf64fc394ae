package org.pathline.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.pathline.cluster.Connection;
import org.pathline.run.CatchUp;
import org.pathline.run.TopologyName;

/** What trials wait for, as long as they are patient. */
public final class Awaited {
  private static final Duration TICK = Duration.ofMillis(100);

  private Awaited() {}

  /** Waits until a condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    await(what).atMost(Program.PATIENCE).pollInterval(TICK).until(condition);
  }

  /**
   * Waits until a condition holds, while a program runs; what the program says explains why not.
   */
  static void whileRunning(Program program, String what, Callable<Boolean> condition) {
    try {
      await(what)
          .atMost(Program.PATIENCE)
          .pollInterval(TICK)
          .failFast(() -> !program.isAlive() && !condition.call())
          .until(condition);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(what + ":\n" + program.out() + program.err(), e);
    }
  }

  /** Waits until a program has processed everything; asks Kafka only. */
  static void caughtUp(Connection connection, Program program) throws Exception {
    long began = System.nanoTime();
    try (CatchUp catchUp = new CatchUp(connection, List.of(TopologyName.values()))) {
      AtomicReference<Object> last = new AtomicReference<>();
      try {
        whileRunning(
            program,
            "caught up",
            () -> {
              var behind = catchUp.behind();
              last.set(behind);
              return behind.values().stream().allMatch(records -> records == 0);
            });
      } catch (AssertionError e) {
        throw new AssertionError("behind by " + last.get(), e);
      }
    }
    System.out.printf("caught up after %.1f s%n", Trial.seconds(began));
  }
}
