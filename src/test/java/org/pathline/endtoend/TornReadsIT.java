package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.OutcomeRow;
import org.pathline.ask.SettingsChoice;
import org.pathline.cluster.Home;
import org.pathline.domain.pathway.Outcome;
import org.pathline.snapshot.CellChange;
import org.pathline.snapshot.Snapshot;
import org.pathline.snapshot.SnapshotStanding;
import org.pathline.topics.CellTopic;

/**
 * While corrections move students from cell to cell, every answer of the server counts each of them
 * once. A snapshot from before answers as it did, and differs from one after by the cells that
 * changed. So does every read of the cells as they lie in their topic, since all of these
 * corrections stay within a district; {@link OneCutIT} shows that reads of spread cells would not.
 */
@Tag("trial")
class TornReadsIT {
  private static final Served SERVED = Served.get();
  private static final int ROUNDS = Integer.getInteger("torn.rounds", 3);
  private static final long SEED = Long.getLong("seed", 11);

  @TempDir private Path directory;

  @Test
  void noAnswerCountsAStudentTwiceOrNever() throws Exception {
    long students = students();
    Home home = new Home(directory.resolve("home"));
    Snapshot before = Snapshot.save(home, SERVED.connection(), "before");
    List<OutcomeRow> answer = rows(before);
    CompletableFuture<Void> corrections = CompletableFuture.runAsync(this::correct);
    int served = 0;
    int servedTorn = 0;
    int read = 0;
    int readTorn = 0;
    while (!corrections.isDone()) {
      for (int i = 0; i < 20; i++) {
        served++;
        servedTorn += students() == students ? 0 : 1;
      }
      read++;
      long members =
          CellTopic.read(SERVED.connection()).stream()
              .mapToLong(cell -> cell.sums().members())
              .sum();
      readTorn += members == students ? 0 : 1;
    }
    corrections.join();
    System.out.printf(
        "seed %d: of %d answers of the server %d were torn; of %d reads of the topic of cells %d%n",
        SEED, served, servedTorn, read, readTorn);
    assertThat(rows(Snapshot.of(home, "before"))).isEqualTo(answer);
    Snapshot after = Snapshot.save(home, SERVED.connection(), "after");
    assertThat(rows(after)).isNotEqualTo(answer);
    List<CellChange> changes =
        CellChange.between(
            new SnapshotStanding(before, SERVED.connection()).cells(),
            new SnapshotStanding(after, SERVED.connection()).cells());
    assertThat(changes).isNotEmpty();
    assertThat(
            changes.stream()
                .mapToLong(change -> change.after().members() - change.before().members())
                .sum())
        .isZero();
    assertThat(served).isGreaterThan(100);
    assertThat(servedTorn).isZero();
    assertThat(read).isPositive();
    assertThat(readTorn).isZero();
  }

  /** What a snapshot answers. */
  private static List<OutcomeRow> rows(Snapshot snapshot) {
    return new SnapshotStanding(snapshot, SERVED.connection())
        .outcomes(
            new OutcomeQuestion(
                Outcome.all(), List.of(Dimension.ECONOMICALLY_DISADVANTAGED), Map.of()),
            SettingsChoice.ANY)
        .rows();
  }

  /** Members of all groups, and those without an anchor. */
  private static long students() throws Exception {
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                SERVED.askWithToken(
                    "/api/outcomes?outcome=stemEntry2&by=economicallyDisadvantaged"));
    long members = answer.get("unanchored").asLong();
    for (JsonNode row : answer.get("rows")) {
      members += row.get("members").asLong();
    }
    return members;
  }

  /** Publishes other attributes of every student, again and again. */
  private void correct() {
    try {
      List<String> lines = Files.readAllLines(SERVED.files().resolve("students.csv"));
      List<String> header = List.of(lines.get(0).split(","));
      int recordedAt = header.indexOf("recordedAt");
      int disadvantaged = header.indexOf("economicallyDisadvantaged");
      Random random = new Random(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        List<String> corrected = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines.subList(1, lines.size())) {
          String[] cells = line.split(",", -1);
          cells[recordedAt] = "2025-01-01T00:00:" + String.format("%02d", round) + "Z";
          cells[disadvantaged] = random.nextBoolean() ? "YES" : "NO";
          corrected.add(String.join(",", cells));
        }
        Path published = Files.createDirectories(directory.resolve("round" + round));
        Files.write(published.resolve("students.csv"), corrected);
        SERVED.publish(published);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
