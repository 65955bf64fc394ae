package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;

/**
 * A process whose clock is set forth and back while facts arrive: all are processed, and soon.
 *
 * <p>The process gets its time of day from libfaketime, which reads how far it is off from a file;
 * the clock that counts from the start of the machine stays as it is, as on a real machine. Without
 * that library, or elsewhere than on Linux, the test is skipped.
 */
@Tag("slow")
class ClockJumpsIT {
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final int STUDENTS = 120;

  /** In the order in which the clock shows them. */
  private static final List<String> OFFSETS =
      List.of("+0", "+1h", "+0", "-1h", "+0", "+400d", "-400d", "-30s", "+30s", "+0");

  /** The session timeout of the trial and a rebalance, on a machine that does other things, too. */
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void whateverTheClockShowsAllFactsCountAndSoon() throws Exception {
    Path library = library();
    List<Fact> messages = Histories.of(SEED, STUDENTS).delivery();
    try (Trial trial = Trial.withTopics();
        FactWriter writer = new FactWriter(trial.connection())) {
      Path offset = trial.home().directory().resolve("clock");
      show(offset, OFFSETS.get(0));
      String config = trial.config(trial.connection().schemaRegistry(), Trial.SHORTENED);
      Map<String, String> environment =
          Map.of(
              "LD_PRELOAD", library.toString(),
              "FAKETIME_TIMESTAMP_FILE", offset.toString(),
              "FAKETIME_CACHE_DURATION", "1",
              "FAKETIME_DONT_FAKE_MONOTONIC", "1",
              // Without it, waits of the virtual machine end at once.
              "FAKETIME_FORCE_MONOTONIC_FIX", "0");
      try (Program program =
          Program.start(
              trial.home(),
              "768m",
              environment,
              "run",
              "--threads=1",
              "--effects-every=0",
              "--config=" + config)) {
        program.awaitSaid("running [");
        int sent = 0;
        for (int i = 0; i < OFFSETS.size(); i++) {
          show(offset, OFFSETS.get(i));
          int next = (i + 1) * messages.size() / OFFSETS.size();
          writer.sendAll(messages.subList(sent, next));
          sent = next;
          long began = System.nanoTime();
          Awaited.caughtUp(trial.connection(), program);
          System.out.printf(
              "clock %s: caught up after %.1f s%n", OFFSETS.get(i), Trial.seconds(began));
        }
        assertThat(program.err())
            .contains("was set back by")
            .doesNotContain("failed and is replaced");
        assertThat(program.terminate().exitCode()).isEqualTo(143);
      }
      assertThat(Derived.published(trial)).isEqualTo(Derived.expected(messages, Settings.DEFAULT));
    }
  }

  /** Sets the clock of the process, at once for all of its threads. */
  private static void show(Path file, String offset) throws IOException {
    Path next = file.resolveSibling("clock.next");
    Files.writeString(next, offset + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path library() throws IOException {
    try (Stream<Path> libraries =
        Files.find(
            Path.of("/usr/lib"),
            3,
            (path, attributes) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
      Path found = libraries.findFirst().orElse(null);
      assumeTrue(found != null, "libfaketime (Debian: faketime) is not installed");
      return found;
    }
  }
}
