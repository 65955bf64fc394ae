package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathline.domain.fact.Fact;
import org.pathline.oracle.Histories;
import org.pathline.schemas.TopicCatalogue;

/**
 * Records that were changed at random arrive on every input topic of a program that runs: each is a
 * fact that counts, one rejection or one dead letter, as its bytes alone say, and nothing stops.
 *
 * <p>{@code -Dmutations=… -Dmutations.minutes=… -Dseed=…}; with {@code -Dfaults.long=true} an hour
 * of them, each round on a new cluster. A round that began is ended.
 */
@Tag("trial")
class MutatedRecordsIT {
  private static final boolean LONG = Boolean.getBoolean("faults.long");
  private static final long SEED = Long.getLong("seed", 20_261_129L);
  private static final int MUTATIONS = Integer.getInteger("mutations", LONG ? 100_000 : 10_000);
  private static final int MINUTES = Integer.getInteger("mutations.minutes", LONG ? 60 : 0);

  /** The heap is 768 MiB; beside it, what a process of four topologies takes. */
  private static final long MOST_RESIDENT = 1_536L << 20;

  static LongStream seeds() {
    long began = System.nanoTime();
    long lasts = TimeUnit.MINUTES.toNanos(MINUTES);
    return LongStream.iterate(SEED, seed -> seed + 1)
        .takeWhile(seed -> seed == SEED || System.nanoTime() - began < lasts);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachIsAFactARejectionOrADeadLetterAndNeighboursAreRight(long seed) throws Exception {
    System.out.printf("seed %d, %d mutations%n", seed, MUTATIONS);
    try (Trial trial = Trial.withTopics();
        Published published = new Published(trial.connection())) {
      String config = trial.config(trial.connection().schemaRegistry(), Trial.SHORTENED);
      try (Program program = trial.run("--threads=1", "--effects-every=0", "--config=" + config)) {
        Map<String, Integer> became = publish(published, seed);
        long began = System.nanoTime();
        Awaited.caughtUp(trial.connection(), program);
        System.out.printf(
            "%s, caught up %.1f s after the last, %,d MB resident at most%n",
            became, Trial.seconds(began), program.largestResident() >> 20);
        assertThat(became).hasSize(3);
        assertThat(became.values()).allMatch(count -> count > MUTATIONS / 30);
        Audit audit = Audit.of(trial, published, Map.of());
        assertThat(audit.found()).as(audit.summary()).isEmpty();
        assertThat(program.err()).doesNotContain(" a thread of ");
        assertThat(program.largestResident()).isLessThan(MOST_RESIDENT);
      }
      aRecordThatWasNotToldAndFactsLeftOutAreFound(trial, published);
    }
  }

  private static Map<String, Integer> publish(Published published, long seed) {
    List<Fact> neighbours = Histories.of(seed, 40).delivery();
    Mutation mutation = new Mutation(published.writer(), new Random(seed));
    Map<String, Integer> became = new TreeMap<>();
    int sent = 0;
    for (int i = 1; i <= MUTATIONS; i++) {
      became.merge(published.whatever(mutation.next()), 1, Integer::sum);
      int next = (int) ((long) i * neighbours.size() / MUTATIONS);
      published.facts(neighbours.subList(sent, next));
      sent = next;
    }
    published.flush();
    return became;
  }

  private static void aRecordThatWasNotToldAndFactsLeftOutAreFound(
      Trial trial, Published published) {
    // Nobody runs who could tell it.
    published.undecodable(TopicCatalogue.GRADES, null, null, "NULL_VALUE");
    assertThat(Audit.of(trial, published, Map.of()).lost()).isEqualTo(1);
    List<Fact> good = published.good();
    Audit fewer = Audit.of(trial, published, good.subList(1, good.size() / 2), Map.of());
    assertThat(fewer.wrong()).isPositive();
  }
}
