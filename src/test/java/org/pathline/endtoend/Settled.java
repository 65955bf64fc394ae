package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.pathline.run.CatchUp;
import org.pathline.run.TopologyName;

/** Waits until all topologies have processed and committed everything, as only Kafka can tell. */
final class Settled {
  private Settled() {}

  /** Returns when nothing is on its way, while a program runs. */
  static void await(Trial trial, Program program) throws Exception {
    long began = System.nanoTime();
    try (CatchUp catchUp = new CatchUp(trial.connection(), List.of(TopologyName.values()))) {
      while (catchUp.behind().values().stream().anyMatch(behind -> behind > 0)) {
        assertThat(program.isAlive()).as(program.err()).isTrue();
        assertThat(System.nanoTime() - began)
            .as(program.err())
            .isLessThan(Program.PATIENCE.toNanos());
        Thread.sleep(200);
      }
    }
  }
}
