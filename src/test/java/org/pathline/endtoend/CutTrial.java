package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.oracle.Histories;
import org.pathline.run.CatchUp;
import org.pathline.run.TopologyName;

/**
 * Facts, corrections, transfers and merges that flow through the topologies, while somebody reads
 * the cells over and over, and compares each read with a computation from the beginning.
 */
final class CutTrial implements AutoCloseable {
  /** Times that each other way is asked, at least. */
  private static final int ROUNDS = 4;

  private static final int FACTS_AT_ONCE = 30;
  private static final long EVERY_MILLIS = 40;

  private final Trial trial = Trial.withTopics();
  private final Program pathways = trial.run("pathways");
  private final FactWriter writer = new FactWriter(trial.connection());
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private final Moves moves;
  private final List<Fact> histories;

  /**
   * A trial with its own cluster; the topology of outcomes is yet to be started.
   *
   * @param movers students who change all the time
   * @param students students with whole histories
   */
  CutTrial(long seed, int movers, int students) {
    moves = new Moves(seed, movers);
    histories = new ArrayList<>(Histories.of(seed, students).delivery());
    left.set(histories.size());
    System.out.printf("seed %d, histories of %d facts%n", seed, histories.size());
    writer.sendAll(moves.begin());
  }

  Trial trial() {
    return trial;
  }

  /** Follows the cells while facts flow, and asks in all other ways; nothing may be torn. */
  void requireOneCut(Program outcomes, int changes, Path directory) throws Exception {
    try (Readers readers = new Readers(trial, directory)) {
      caughtUp(outcomes);
      CompletableFuture<Torn> following =
          CompletableFuture.supplyAsync(
              () -> follow(changes, () -> left.get() == 0 && readers.rounds() >= ROUNDS));
      while (!following.isDone()) {
        readers.readAll();
      }
      Torn together = following.join();
      System.out.println("cells of a district in one partition: " + together);
      System.out.println("other readers: " + readers + "; " + sent + " facts were sent");
      caughtUp(outcomes);
      assertThat(together.torn).isZero();
      readers.assertNothingTorn();
      assertEverythingIsCounted();
    }
  }

  /** How many reads there were, and how many of them were no cut. */
  static final class Torn {
    int reads;
    private int ofChanges;
    int torn;

    @Override
    public String toString() {
      return reads + " reads, " + ofChanges + " of them saw changes, " + torn + " torn";
    }
  }

  /** Sends facts at a steady pace. */
  private ScheduledExecutorService flow() {
    int atOnce = Math.max(FACTS_AT_ONCE, histories.size() / 800);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleAtFixedRate(
        () -> {
          List<Fact> next = new ArrayList<>();
          while (next.size() < atOnce) {
            next.addAll(moves.next());
            List<Fact> some = histories.subList(0, Math.min(histories.size(), atOnce / 2));
            next.addAll(some);
            some.clear();
          }
          writer.sendAll(next);
          sent.addAndGet(next.size());
          left.set(histories.size());
        },
        0,
        EVERY_MILLIS,
        TimeUnit.MILLISECONDS);
    return clock;
  }

  /**
   * Reads and compares while facts flow, from the first cells on, until enough reads have seen a
   * change and whatever else is to be is so.
   */
  Torn follow(int changes, BooleanSupplier enough) {
    Torn torn = new Torn();
    try (FollowedCells cells = new FollowedCells(trial.connection());
        BatchAtOffsets batch = new BatchAtOffsets(trial.connection())) {
      Awaited.until("there are cells", () -> !cells.read().isEmpty());
      Set<String> suspects = new HashSet<>();
      ScheduledExecutorService flowing = flow();
      while (torn.ofChanges < changes || !enough.getAsBoolean()) {
        Set<String> changed = cells.read();
        torn.ofChanges += changed.isEmpty() ? 0 : 1;
        suspects.addAll(changed);
        suspects.removeIf(
            district ->
                batch.cells(district, cells.positions(district)).equals(cells.cells(district)));
        torn.reads++;
        torn.torn += suspects.isEmpty() ? 0 : 1;
      }
      flowing.shutdown();
    }
    return torn;
  }

  private void caughtUp(Program outcomes) throws Exception {
    try (CatchUp catchUp =
        new CatchUp(trial.connection(), List.of(TopologyName.pathways, TopologyName.outcomes))) {
      Awaited.whileRunning(
          outcomes,
          "caught up",
          () -> catchUp.behind().values().stream().allMatch(behind -> behind == 0));
    }
  }

  /** In the end all students are in cells, each once, and no cell lies in two partitions. */
  private void assertEverythingIsCounted() {
    try (FollowedCells cells = new FollowedCells(trial.connection());
        BatchAtOffsets batch = new BatchAtOffsets(trial.connection())) {
      cells.read();
      assertThat(cells.keys()).doesNotHaveDuplicates();
      SortedMap<String, Long> members = new TreeMap<>();
      for (String key : cells.keys()) {
        CellSums sums = cells.cells(CellKey.districtOf(key)).get(key);
        String district = CellKey.parse(key).districtId();
        members.merge(district == null ? "" : district, sums.members(), Long::sum);
      }
      assertThat(members).isEqualTo(batch.students(batch.everything())).hasSizeGreaterThan(3);
      System.out.println(
          batch.size() + " pathways were published; students by district: " + members);
    }
  }

  @Override
  public void close() {
    writer.close();
    pathways.close();
    trial.close();
  }
}
