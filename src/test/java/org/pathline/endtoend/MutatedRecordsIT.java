package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.domain.fact.Fact;
import org.pathline.oracle.Histories;
import org.pathline.schemas.TopicCatalogue;

/**
 * Records that were changed at random arrive on every input topic of a program that runs: each is a
 * fact that counts, one rejection or one dead letter, as its bytes alone say, and nothing stops.
 *
 * <p>{@code -Dmutations=… -Dseed=…}; in the long run about an hour of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MutatedRecordsIT {
  private static final boolean LONG = Boolean.getBoolean("faults.long");
  private static final long SEED = Long.getLong("seed", 20_261_129L);
  private static final int MUTATIONS = Integer.getInteger("mutations", LONG ? 2_000_000 : 20_000);

  /** So many are looked at together, in a long run, lest all letters be kept to its end. */
  private static final int LOOK_EACH = 100_000;

  /** The heap is 768 MiB; beside it, what a process of four topologies takes. */
  private static final long MOST_RESIDENT = 1_536L << 20;

  private static final List<Fact> NEIGHBOURS = Histories.of(SEED, 40).delivery();
  private static Trial trial;
  private static Published published;
  private static Program program;

  @BeforeAll
  static void begin() throws Exception {
    System.out.printf("seed %d, %d mutations%n", SEED, MUTATIONS);
    trial = Trial.withTopics();
    published = new Published(trial.connection());
    String config = trial.config(trial.connection().schemaRegistry(), Trial.SHORTENED);
    program = trial.run("--threads=1", "--effects-every=0", "--config=" + config);
  }

  @AfterAll
  static void end() {
    if (program != null) {
      program.close();
    }
    if (published != null) {
      published.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  @Order(1)
  void eachIsAFactARejectionOrADeadLetterAndNeighboursAreRight() throws Exception {
    Mutation mutation = new Mutation(published.writer(), new Random(SEED));
    Map<String, Integer> became = new TreeMap<>();
    int neighbours = 0;
    for (int i = 1; i <= MUTATIONS; i++) {
      became.merge(published.whatever(mutation.next()), 1, Integer::sum);
      if ((long) i * NEIGHBOURS.size() / MUTATIONS > neighbours) {
        published.facts(NEIGHBOURS.subList(neighbours, neighbours + 1));
        neighbours++;
      }
      if (i % LOOK_EACH == 0) {
        published.flush();
        Settled.await(trial, program);
        System.out.printf("%,d: %,d MB resident%n", i, program.largestResident() >> 20);
      }
    }
    published.facts(NEIGHBOURS.subList(neighbours, NEIGHBOURS.size()));
    published.flush();
    long began = System.nanoTime();
    Settled.await(trial, program);
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

  @Test
  @Order(2)
  void oneThatWasNotToldWouldBeSeen() {
    program.close();
    // Nobody is there to tell it.
    published.undecodable(TopicCatalogue.GRADES, null, null, "NULL_VALUE");
    List<Fact> good = published.good();
    assertThat(Audit.of(trial, published, Map.of()).lost()).isEqualTo(1);
    assertThat(Audit.of(trial, published, good.subList(1, good.size() / 2), Map.of()).wrong())
        .isPositive();
  }
}
