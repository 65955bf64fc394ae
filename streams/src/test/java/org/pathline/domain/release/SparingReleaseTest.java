package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much is withheld, measured by what Gaussian elimination withholds of the same tables. */
class SparingReleaseTest {
  private record Sizes(int ours, int yardstick) {
    Sizes plus(Sizes other) {
      return new Sizes(ours + other.ours, yardstick + other.yardstick);
    }

    double ratio() {
      return ours / (double) yardstick;
    }
  }

  private static Sizes sizes(List<Unit> units, List<List<String>> tables) {
    Release release =
        Release.protect(
            List.of(), tables, List.of(), units, ReleaseRules.TEN, group -> false, (a, b) -> {});
    assertThat(release.narrow()).isEmpty();
    Tables all = Tables.of(tables, List.of(), units);
    return new Sizes(
        release.withheld(), EliminationSuppression.withheld(all, units, ReleaseRules.TEN));
  }

  private static Sizes ofWorlds(List<List<String>> tables, int schools, int mean, int... kept) {
    Sizes sum = new Sizes(0, 0);
    for (long seed = 1; seed <= 8; seed++) {
      List<Unit> units = Worlds.schools(new Random(seed), schools, mean, List.of());
      sum = sum.plus(sizes(Worlds.summed(units, kept), tables));
    }
    System.out.printf(
        "%s: %d withheld, %d by elimination, ratio %.2f%n",
        tables, sum.ours(), sum.yardstick(), sum.ratio());
    return sum;
  }

  @Test
  void tablesOfTwoDimensionsLoseLittleMore() {
    assertThat(ofWorlds(List.of(List.of("school", "race")), 6, 250, 0, 1).ratio()).isLessThan(1.3);
    assertThat(ofWorlds(List.of(List.of("race", "income")), 1, 900, 1, 2).ratio()).isLessThan(1.3);
  }

  @Test
  void linkedTablesLoseLittleMore() {
    assertThat(
            ofWorlds(
                    List.of(List.of("school", "income"), List.of("school", "race")),
                    5,
                    250,
                    0,
                    2,
                    1)
                .ratio())
        .isLessThan(1.3);
  }

  @Test
  void tablesOfThreeDimensionsLoseLittleMore() {
    assertThat(ofWorlds(List.of(List.of("school", "race", "income")), 4, 300, 0, 1, 2).ratio())
        .isLessThan(1.3);
  }

  /** Taken apart into several neighbourhoods. */
  @Test
  void largeTablesLoseLittleMore() {
    assertThat(ofWorlds(List.of(List.of("school", "race")), 40, 250, 0, 1).ratio()).isLessThan(1.3);
    assertThat(ofWorlds(List.of(List.of("school", "race", "income")), 14, 300, 0, 1, 2).ratio())
        .isLessThan(1.3);
  }

  /** The control: a yardstick that withheld nothing but what is small would be none. */
  @Test
  void eliminationWithholdsWhatWouldTellAndNoMore() {
    List<Unit> units =
        List.of(
            Unit.of(List.of("a", "x"), 5),
            Unit.of(List.of("a", "y"), 50),
            Unit.of(List.of("b", "x"), 40),
            Unit.of(List.of("b", "y"), 60));
    Tables all = Tables.of(List.of(List.of("row", "column")), List.of(), units);
    assertThat(EliminationSuppression.withheld(all, units, ReleaseRules.TEN)).isEqualTo(4);
    List<Unit> large =
        units.stream().map(unit -> Unit.of(unit.values(), unit.members() + 20)).toList();
    Tables open = Tables.of(List.of(List.of("row", "column")), List.of(), large);
    assertThat(EliminationSuppression.withheld(open, large, ReleaseRules.TEN)).isZero();
  }
}
