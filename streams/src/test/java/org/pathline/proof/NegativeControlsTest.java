package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Mistake;
import org.pathline.oracle.NaiveResult;

/** The comparisons can fail: every mistake that is planted in the oracle is found. */
class NegativeControlsTest {
  private static final long SEED = 20_260_202L;
  private static final Settings SETTINGS = Settings.DEFAULT;
  private static final List<Fact> FACTS =
      Histories.of(SEED, 300, RealLists.vocabulary(SETTINGS)).delivery();
  private static final World WORLD = World.of(SETTINGS, FACTS);

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void aPlantedMistakeShowsInStudentsAndInCells(Mistake mistake) {
    System.out.println("seed " + SEED);
    NaiveResult wrong = RealLists.oracle(SETTINGS, mistake).compute(FACTS);
    assertThat(Differences.ofStudents(WORLD.pathways().values(), wrong, FACTS)).isNotEmpty();
    assertThat(Differences.ofCells(WORLD.cells(), wrong.cells())).isNotEmpty();
    assertThat(Differences.ofCells(World.summed(WORLD.pathways().values()), wrong.cells()))
        .isNotEmpty();
  }

  @Test
  void theSameWorldAgreesWithAnOracleThatMakesNone() {
    NaiveResult right = RealLists.oracle(SETTINGS).compute(FACTS);
    assertThat(Differences.ofStudents(WORLD.pathways().values(), right, FACTS)).isEmpty();
    assertThat(Differences.ofCells(WORLD.cells(), right.cells())).isEmpty();
  }
}
