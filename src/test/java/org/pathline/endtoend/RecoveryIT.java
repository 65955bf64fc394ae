package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.oracle.Recorded;

/**
 * The program is killed while many students stand and some of them change: how long until a new
 * student is seen, and until all is processed; {@code -Drecovery.students=1000000}, with the waits
 * that the program has.
 */
@Tag("slow")
class RecoveryIT {
  private static final int STUDENTS = Integer.getInteger("recovery.students", 20_000);
  private static final int KILLS = Integer.getInteger("recovery.kills", 3);
  private static final int CHANGES = 2_000;
  private static final Random RANDOM = new Random(20_261_127);

  @Test
  void whoComesAfterAKillIsSeenAndNobodyIsLost() throws Exception {
    try (Trial trial = Trial.withTopics();
        ProbeWatch watch = new ProbeWatch(trial.connection());
        FactWriter writer = new FactWriter(trial.connection())) {
      for (int i = 0; i < STUDENTS; i++) {
        MemoryIT.facts(i).forEach(writer::send);
      }
      writer.flush();
      trial.runUntilCaughtUp("--threads=2");
      System.out.printf(
          "%,d students stand, %,d MB of state%n", STUDENTS, size(trial.home().streams()) >> 20);

      Program program = trial.run("--threads=2");
      try {
        Awaited.caughtUp(trial.connection(), program);
        for (int kill = 1; kill <= KILLS; kill++) {
          for (int i = 0; i < CHANGES; i++) {
            writer.send(searched("student-" + RANDOM.nextInt(STUDENTS), kill));
          }
          writer.flush();
          program.kill();
          final long killed = System.nanoTime();
          program = trial.run("--threads=2");
          String probe = "probe-" + kill;
          writer.send(searched(probe, kill));
          writer.flush();
          watch.await(probe);
          System.out.printf(
              "kill %d: a new student was seen after %.1f s%n",
              kill, (watch.seenAtNanos(probe) - killed) / 1e9);
          Awaited.caughtUp(trial.connection(), program);
          System.out.printf("kill %d: all was well after %.1f s%n", kill, Trial.seconds(killed));
        }
        program.terminate();
      } finally {
        program.close();
      }
      assertThat(MemoryIT.members(trial)).isEqualTo(STUDENTS + KILLS);
    }
  }

  /** A search that found nothing, different for each kill. */
  private static Fact searched(String studentId, int kill) {
    return new PostsecondarySearch(
        new Envelope(studentId, Recorded.at(kill), "nsc", false, null),
        LocalDate.of(2020, 9, kill),
        true);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
