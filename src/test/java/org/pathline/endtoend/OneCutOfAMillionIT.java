package org.pathline.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link OneCutIT} shows, among a million facts and in thousands of reads that saw changes.
 */
@Tag("slow")
class OneCutOfAMillionIT {
  private static final long SEED = Long.getLong("seed", 18);
  private static final int STUDENTS = Integer.getInteger("cut.students", 13_500);
  private static final long FACTS = Long.getLong("cut.facts", 1_000_000);
  private static final int CHANGES = Integer.getInteger("cut.changes", 2_000);

  /** More threads commit more often, each for itself, so that more reads see something new. */
  private static final int THREADS = 3;

  @TempDir private Path directory;

  @Test
  void everyReadOfADistrictIsOneCut() throws Exception {
    try (CutTrial facts = new CutTrial(SEED, 3_000, STUDENTS, THREADS)) {
      SpreadControl.requireTornReads(facts, CHANGES / 40, directory);
      facts.requireOneCut(CHANGES, FACTS, directory);
    }
  }
}
