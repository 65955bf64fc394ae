package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.oracle.Histories;

/** What watching costs while facts flow; long, so only with {@code -Dmonitor.seconds=60}. */
class MonitorCostIT {
  private static final int SECONDS = Integer.getInteger("monitor.seconds", 0);

  /** A JVM that has just begun spends more on compiling its code than on running it. */
  private static final long WARM_UP_SECONDS = 90;

  private static final double MOST_OF_A_CORE = 0.02;

  @Test
  void watchingAHundredPartitionsTakesLessThanTwoPercentOfACore() throws Exception {
    assumeTrue(SECONDS > 0, "measured with -Dmonitor.seconds=60 only");
    SmallFlow flow = SmallFlow.get();
    flow.ensureRunning();
    List<Fact> facts = Histories.of(SmallFlow.SEED + 2, 400).latest();
    try (Program monitor =
        Program.start(flow.trial().home(), "monitor", "--port", "0", "--canary-every", "10")) {
      Duration before = Duration.ZERO;
      long began = System.nanoTime();
      int next = 0;
      for (long second = 0; second < WARM_UP_SECONDS + SECONDS; second++) {
        if (second == WARM_UP_SECONDS) {
          before = cpu(monitor);
          began = System.nanoTime();
        }
        int until = Math.min(facts.size(), next + 100);
        flow.publish(facts.subList(next, until));
        next = until == facts.size() ? 0 : until;
        TimeUnit.SECONDS.sleep(1);
      }
      double share = cpu(monitor).minus(before).toNanos() / (double) (System.nanoTime() - began);
      long partitions = flow.trial().must("lag", "--once", "--format", "csv").lines().count() - 1;
      System.out.printf(
          "watching %d partitions under 100 facts a second took %.2f %% of a core%n",
          partitions, 100 * share);
      assertThat(share).isLessThan(MOST_OF_A_CORE);
    }
  }

  private static Duration cpu(Program program) {
    Optional<Duration> spent = program.cpu();
    assumeTrue(spent.isPresent(), "this system does not tell the time that a process took");
    return spent.get();
  }
}
