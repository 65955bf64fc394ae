package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.schemas.TopicCatalogue;

/**
 * A student is erased from a cluster that works: nothing is left anywhere, and nobody else lost.
 */
@Tag("trial")
class ErasureIT {
  private static final String ERASED = "jane-doe-4711";
  private static final String ALIAS = "doe-j-1174";
  private static final String OTHER = "john-roe-4712";

  @TempDir private Path data;

  private void write() throws Exception {
    Files.writeString(
        data.resolve("students.csv"),
        "studentId,recordedAt,source,sex\n"
            + ERASED
            + ",2011-01-01T00:00:00Z,d7,FEMALE\n"
            + OTHER
            + ",2011-01-01T00:00:00Z,d7,MALE\n");
    StringBuilder grades =
        new StringBuilder(
            "studentId,recordedAt,source,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n");
    for (String id : List.of(ERASED, ALIAS, OTHER)) {
      for (int term = 1; term <= 3; term++) {
        grades.append(
            String.format(
                    "%s,2011-02-0%d:00:00Z,d7,alg-1,S%s,2011,08,02052,A%n",
                    id, term, id.length() + term)
                .replaceFirst(":00:00Z", "T00:00:00Z"));
      }
    }
    Files.writeString(data.resolve("grades.csv"), grades.toString());
    Files.writeString(
        data.resolve("identities.csv"),
        "aliasId,recordedAt,source,canonicalId\n"
            + ALIAS
            + ",2011-02-01T00:00:00Z,d7,"
            + ERASED
            + "\n");
  }

  private static SortedMap<String, String> pathways(Trial trial) {
    SortedMap<String, String> text = new TreeMap<>();
    trial
        .table(TopicCatalogue.PATHWAYS)
        .forEach((id, value) -> text.put(id, java.util.HexFormat.of().formatHex(value)));
    return text;
  }

  /** Begins to erase and is killed after one step, after a few, and so on. */
  private static void killAfterSteps(Trial trial, int kills) throws Exception {
    for (int kill = 1; kill <= kills; kill++) {
      int step = kills < 5 ? 4 * kill : kill;
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:TieredStopAtLevel=1",
              HaltingErasure.class.getName(),
              trial.connection().bootstrapServers(),
              trial.connection().schemaRegistry(),
              Integer.toString(step),
              ALIAS);
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Path said = Files.createTempFile("halting", ".txt");
      Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      int exitCode = process.waitFor();
      assertThat(exitCode)
          .as(Files.readString(said))
          .isIn(HaltingErasure.HALTED, HaltingErasure.ENDED_BEFORE);
      if (exitCode == HaltingErasure.ENDED_BEFORE) {
        return;
      }
    }
  }

  /** Erases from a cluster that works, in spite of kills, and sends the same files again. */
  private String erase(Trial trial, int kills, String... how) throws Exception {
    write();
    String rejected = "--rejected=" + data.resolve("rejected.csv");
    try (Program program = trial.run()) {
      trial.must("publish", rejected, data.toString());
      Awaited.caughtUp(trial.connection(), program);
      assertThat(pathways(trial)).containsOnlyKeys(ERASED, OTHER);
      String before = pathways(trial).get(OTHER);
      Program.Ended there = Program.run(trial.home(), "erase", "--verify", ALIAS);
      // The control: in topics, changelogs, segments and stores.
      assertThat(there.exitCode()).isEqualTo(1);
      assertThat(there.out())
          .contains("looked for 2 ids")
          .contains("topic pathline.grades.v1-")
          .contains("topic pathline.milestones.v1-")
          .contains("student-facts-changelog-")
          .contains("identity-links-changelog-");

      killAfterSteps(trial, kills);
      List<String> words = new ArrayList<>(List.of("erase", ALIAS));
      words.addAll(List.of(how));
      Program.Ended erased = Program.run(trial.home(), words.toArray(String[]::new));
      // The program runs and holds its local stores, which may have written it to files.
      assertThat(erased.out().lines().filter(line -> line.startsWith("left: ")))
          .as(erased.err())
          .allMatch(line -> line.contains(trial.home().streams().toString()));
      assertThat(erased.exitCode())
          .as(erased.out() + erased.err())
          .isEqualTo(erased.out().contains("left: ") ? 1 : 0);
      assertThat(erased.out() + erased.err()).doesNotContain(ERASED);
      Awaited.caughtUp(trial.connection(), program);
      assertThat(pathways(trial)).containsOnlyKeys(OTHER).containsEntry(OTHER, before);

      // The same files again: the publisher refuses, and says no more than where.
      Program.Ended refused = trial.command("publish", rejected, data.toString());
      assertThat(refused.exitCode()).isEqualTo(1);
      String said = refused.out() + refused.err() + Files.readString(data.resolve("rejected.csv"));
      assertThat(said).contains("ERASED").doesNotContain(ERASED, ALIAS);
      Awaited.caughtUp(trial.connection(), program);
      assertThat(pathways(trial)).containsOnlyKeys(OTHER).containsEntry(OTHER, before);
      program.terminate();
      return before;
    }
  }

  @Test
  void whoeverIsErasedIsInNoResultAndSoonNowhere() throws Exception {
    try (Trial trial = Trial.withTopics()) {
      erase(trial, 2, "--now");
      Program.Ended now = Program.run(trial.home(), "erase", "--now", "--wait=120", ALIAS, ERASED);
      assertThat(now.out()).as(now.err()).contains("nothing is left");
      assertThat(now.exitCode()).isZero();
      // What is derived anew is noted, too: it replaces the states of everybody.
      trial.runUntilCaughtUp("rosters", "--anew");
      String audit = trial.must("audit");
      assertThat(audit)
          .contains("ERASED", "ERASURE_VERIFIED", "DERIVED_ANEW", "states of [rosters]")
          .contains(ErasedIds.digest(ERASED).substring(0, 12))
          .doesNotContain(ERASED, OTHER);
    }
  }

  @Test
  @Tag("slow")
  void nothingIsLeftAnywhereOnceKafkaHasCompacted() throws Exception {
    try (Trial trial = Trial.withTopics()) {
      String before = erase(trial, Integer.getInteger("erasure.kills", 20));
      Program.Ended now = Program.run(trial.home(), "erase", "--now", "--wait=280", ERASED, ALIAS);
      assertThat(now.out()).as(now.err()).contains("nothing is left");
      assertThat(now.exitCode()).isZero();
      // What is restored, and what is derived anew from the rewritten topics, is the same.
      trial.runUntilCaughtUp();
      trial.runUntilCaughtUp("--anew");
      assertThat(pathways(trial)).containsOnlyKeys(OTHER).containsEntry(OTHER, before);
      assertThat(Program.run(trial.home(), "erase", "--verify", ERASED, ALIAS).out())
          .contains("nothing is left");
      // Lifted, the student may be sent again.
      trial.must("erase", "--lift", ERASED, ALIAS);
      trial.must("publish", "--rejected=" + data.resolve("rejected.csv"), data.toString());
      trial.runUntilCaughtUp();
      assertThat(pathways(trial)).containsOnlyKeys(ERASED, OTHER);
    }
  }
}
