package org.pathline.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link OneCutIT} shows, among a million facts. */
@Tag("slow")
class OneCutOfAMillionIT {
  private static final long SEED = Long.getLong("seed", 18);
  private static final int STUDENTS = Integer.getInteger("cut.students", 16_000);

  @TempDir private Path directory;

  @Test
  void everyReadOfADistrictIsOneCut() throws Exception {
    try (CutTrial facts = new CutTrial(SEED, 3_000, STUDENTS);
        Program outcomes = facts.trial().run("outcomes")) {
      facts.requireOneCut(outcomes, 2_000, directory);
    }
  }
}
