package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;

/**
 * The disk of the state directory is too small, full, or read-only: the process says so and ends,
 * and all is right once the disk is. Needs the right to mount a disk in memory.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiskFaultsIT {
  private static final long SEED = Long.getLong("seed", 20_260_110L);
  private static final int STUDENTS = 60;
  private static final String TOO_SMALL = "400k";
  private static final String ENOUGH = "512m";

  private static Trial trial;
  private static Path disk;
  private static List<Fact> facts;

  @BeforeAll
  static void begin() throws Exception {
    trial = Trial.withTopics();
    disk = Files.createDirectories(trial.home().streams());
    assumeTrue(
        mount("-t", "tmpfs", "-o", "size=" + TOO_SMALL, "tmpfs", disk.toString()),
        "skipped: a disk in memory can only be mounted by root");
    facts = Histories.of(SEED, STUDENTS).delivery();
    try (FactWriter writer = new FactWriter(trial.connection())) {
      writer.sendAll(facts);
    }
  }

  @AfterAll
  static void end() throws Exception {
    if (disk != null) {
      command("umount", disk.toString());
    }
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  @Order(1)
  void aDiskThatBecomesFullEndsTheProcessWhichSaysSo() throws Exception {
    try (Program program = trial.run()) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
      assertThat(ended.err())
          .containsPattern("pathline run: \\w+ cannot write its state in " + disk)
          .contains("No space left on device")
          .contains("make space");
    }
  }

  @Test
  @Order(2)
  void aDiskThatIsFullIsNamedBeforeAnythingBegins() throws Exception {
    try (var rest = Files.newOutputStream(disk.resolve("rest"))) {
      byte[] block = new byte[4096];
      while (true) {
        rest.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    try (Program program = trial.run()) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err())
          .contains("cannot write the state directory " + disk)
          .doesNotContain("running [");
    }
    Files.delete(disk.resolve("rest"));
  }

  @Test
  @Order(3)
  void onceThereIsSpaceEverythingIsRight() throws Exception {
    assertThat(mount("-o", "remount,size=" + ENOUGH, disk.toString())).isTrue();
    trial.runUntilCaughtUp("--effects-every=0");
    Derived published = Derived.published(trial);
    assertThat(published).isEqualTo(Derived.expected(facts, Settings.DEFAULT));
    assertThat(published)
        .isNotEqualTo(Derived.expected(facts.subList(0, facts.size() / 2), Settings.DEFAULT));
  }

  @Test
  @Order(4)
  void aReadOnlyDiskIsNamedBeforeAnythingBegins() throws Exception {
    assertThat(mount("-o", "remount,ro", disk.toString())).isTrue();
    try (Program program = trial.run()) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err())
          .contains("cannot write the state directory " + disk)
          .contains("Read-only file system")
          .doesNotContain("running [");
    }
    assertThat(mount("-o", "remount,rw", disk.toString())).isTrue();
  }

  private static boolean mount(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "mount";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command(all);
  }

  private static boolean command(String... words) throws Exception {
    try {
      Process process = new ProcessBuilder(words).inheritIO().start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
