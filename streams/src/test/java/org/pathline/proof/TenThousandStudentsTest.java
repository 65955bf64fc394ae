package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.oracle.NaiveResult;

/** A world of the size of a district, cell by cell, after every change was added and taken away. */
@Tag("trial")
class TenThousandStudentsTest {
  private static final int STUDENTS = 10_000;

  @Test
  void tenThousandMessyStudentsAddUpToTheLastDigit() {
    long seed = Long.getLong("proof.seed", 20_260_303L);
    System.out.println("seed " + seed);
    Settings settings = Settings.DEFAULT;
    List<Fact> facts = Histories.of(seed, STUDENTS, RealLists.vocabulary(settings)).delivery();

    World world = new World(settings);
    Random random = new Random(seed);
    int batches = 0;
    for (int from = 0; from < facts.size(); batches++) {
      int to =
          Math.min(facts.size(), from + 1 + random.nextInt(random.nextBoolean() ? 10 : 25_000));
      world.arrive(facts.subList(from, to));
      from = to;
    }

    NaiveResult expected = RealLists.oracle(settings).compute(facts);

    assertThat(Differences.ofStudents(world.pathways().values(), expected, facts)).isEmpty();
    assertThat(Differences.ofCells(world.cells(), expected.cells())).isEmpty();
    System.out.printf(
        "%d messages in %d batches: %d students in %d cells, %d unanchored%n",
        facts.size(),
        batches,
        world.pathways().size(),
        world.cells().size(),
        expected.unanchored());
  }
}
