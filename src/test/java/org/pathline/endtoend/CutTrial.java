package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final long EVERY_MILLIS = 40;

  /** After so many reads all cells are compared, whether they were touched or not. */
  private static final int SOUND_EVERY = 50;

  private static final int TOLD_EVERY = 1_000;

  /** What happens at once to students who change all the time. */
  private static final int MOVES = 15;

  /** Facts of histories that are sent at once, at least, and how often at most. */
  private static final int FACTS = 40;

  private static final int TIMES = 5_000;

  /** Students whose histories flow at the same time. */
  private static final int TOGETHER = 100;

  private final Trial trial = Trial.shared();
  private final String threads;
  private final Program pathways;
  private final FactWriter writer = new FactWriter(trial.connection());
  private final PublishedPathways published = new PublishedPathways(trial.connection());
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private final Moves moves;
  private final List<Fact> histories;

  /**
   * A trial with its own cluster; the topology of pathways runs.
   *
   * @param movers students who change all the time
   * @param students students with whole histories
   * @param threads of each topology
   */
  CutTrial(long seed, int movers, int students, int threads) {
    this.threads = "--threads=" + threads;
    pathways = trial.run("pathways", this.threads);
    moves = new Moves(seed, movers);
    histories = new ArrayList<>(Histories.of(seed, students).delivery());
    // Some students after the other, so that facts arrive as fast as they are folded.
    histories.sort(Comparator.comparingInt(CutTrial::group));
    left.set(histories.size());
    System.out.printf("seed %d, histories of %d facts%n", seed, histories.size());
    writer.sendAll(moves.begin());
  }

  private static int group(Fact fact) {
    // Some ids are broken, and have no number.
    String number = "0" + fact.envelope().studentId().replaceAll("\\D", "");
    return Integer.parseInt(number) / TOGETHER;
  }

  Trial trial() {
    return trial;
  }

  /**
   * Follows the cells while facts flow, and asks in all other ways; nothing may be torn.
   *
   * @param changes reads that see some, at least
   * @param facts that were sent in the end, at least
   */
  void requireOneCut(int changes, long facts, Path directory) throws Exception {
    try (Program outcomes = trial.run("outcomes", threads);
        Readers readers = new Readers(trial, published, directory)) {
      outcomes.awaitSaid("3 outcome cells stand from an earlier run");
      caughtUp(outcomes);
      CompletableFuture<Torn> following =
          CompletableFuture.supplyAsync(
              () ->
                  follow(
                      changes,
                      () -> left.get() == 0 && sent.get() >= facts && readers.rounds() >= ROUNDS));
      while (!following.isDone()) {
        readers.readAll();
      }
      Torn together = following.join();
      System.out.println("cells of a district in one partition: " + together);
      System.out.printf("other readers: %s; %,d facts were sent%n", readers, sent.get());
      caughtUp(outcomes);
      assertThat(together.torn()).isZero();
      readers.assertNothingTorn();
      assertEverythingIsCounted();
    }
  }

  /** How many reads there were, and how many of them were no cut. */
  static final class Torn {
    private final CutComparison comparison;
    private int reads;
    private int ofChanges;
    private int torn;

    private Torn(CutComparison comparison) {
      this.comparison = comparison;
    }

    private void count(Map<String, Set<String>> changed) {
      reads++;
      ofChanges += changed.isEmpty() ? 0 : 1;
      torn += comparison.isCut(changed) ? 0 : 1;
    }

    /** Reads that were no cut. */
    int torn() {
      return torn;
    }

    @Override
    public String toString() {
      return String.format(
          "%,d reads, %,d of them saw changes, %,d torn; %s", reads, ofChanges, torn, comparison);
    }
  }

  /** Sends facts at a steady pace. */
  private ScheduledExecutorService flow() {
    int atOnce = Math.max(FACTS, histories.size() / TIMES);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleAtFixedRate(
        () -> {
          List<Fact> some = histories.subList(0, Math.min(histories.size(), atOnce));
          List<Fact> next = new ArrayList<>(some);
          some.clear();
          for (int i = 0; i < MOVES; i++) {
            next.addAll(moves.next());
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
    try (FollowedCells cells = new FollowedCells(trial.connection())) {
      CutComparison comparison = new CutComparison(cells, new BatchAtOffsets(published));
      Torn torn = new Torn(comparison);
      Map<String, Set<String>> first = new HashMap<>();
      Awaited.until(
          "there are cells",
          () -> {
            first.putAll(cells.read());
            return !first.isEmpty();
          });
      torn.count(first);
      ScheduledExecutorService flowing = flow();
      try {
        while (torn.ofChanges < changes || !enough.getAsBoolean()) {
          torn.count(cells.read());
          if (torn.reads % SOUND_EVERY == 0) {
            comparison.requireSound();
          }
          if (torn.reads % TOLD_EVERY == 0) {
            System.out.printf("%s; %,d facts sent, %,d left%n", torn, sent.get(), left.get());
          }
        }
      } finally {
        flowing.shutdown();
      }
      comparison.requireSound();
      return torn;
    }
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
    BatchAtOffsets batch = new BatchAtOffsets(published);
    try (FollowedCells cells = new FollowedCells(trial.connection())) {
      cells.read();
      assertThat(cells.keys()).doesNotHaveDuplicates();
      SortedMap<String, Long> members = new TreeMap<>();
      for (String key : cells.keys()) {
        CellSums sums = cells.cell(CellKey.districtOf(key), key);
        String district = CellKey.parse(key).districtId();
        members.merge(district == null ? "" : district, sums.members(), Long::sum);
      }
      assertThat(members).isEqualTo(batch.students(published.everything())).hasSizeGreaterThan(3);
      System.out.println(
          published.size() + " pathways were published; students by district: " + members);
    }
  }

  @Override
  public void close() {
    published.close();
    writer.close();
    pathways.close();
    trial.close();
  }
}
