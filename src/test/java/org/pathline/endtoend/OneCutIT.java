package org.pathline.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While facts, corrections, transfers and merges flow, whatever is read of the cells of a district
 * is what a computation from the beginning gives for the pathways before the offsets that the cells
 * name.
 *
 * <p>The same reader of cells that lie spread, as they did once, does find torn districts: that
 * shows that it can. What a release before has left on the topic is withdrawn.
 */
@Tag("trial")
class OneCutIT {
  private static final long SEED = Long.getLong("seed", 17);

  /** Reads that see a change, at least. */
  private static final int CHANGES = Integer.getInteger("cut.changes", 10);

  @TempDir private Path directory;

  @Test
  void everyReadOfADistrictIsOneCut() throws Exception {
    try (CutTrial facts = new CutTrial(SEED, 300, 60, 1)) {
      SpreadControl.requireTornReads(facts, CHANGES, directory);
      facts.requireOneCut(CHANGES, 0, directory);
    }
  }
}
