package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.ReleaseAttack.Finding;

/** The attack on tables that are too large to be looked at as a whole. */
class LargeAttackTest {
  private static final List<List<String>> TABLE = List.of(List.of("school", "race", "income"));
  private static final List<Outcome> OUTCOMES = List.of(Outcome.STEM_ENTRY_2);

  /** Here everything is looked at in neighbourhoods. */
  private static final int SMALL = 20;

  private static List<Double> widths(Tables tables, int large) {
    return ReleaseAttack.of(List.of(tables), 20, large, done -> {}).narrowest().stream()
        .map(Finding::range)
        .map(range -> Math.rint(1e5 * range.width()) / 1e5)
        .toList();
  }

  private static List<Unit> units(long seed) {
    return Worlds.schools(new Random(seed), 8, 150, OUTCOMES);
  }

  private static Tables release(List<Unit> units) {
    return Release.protect(
            List.of(), TABLE, OUTCOMES, units, ReleaseRules.TEN, group -> false, (done, of) -> {})
        .tables();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void inNeighbourhoodsItFindsTheSameNarrowestRangesAsInTheWhole(long seed) {
    Tables tables = release(units(seed));
    assertThat(widths(tables, SMALL)).isEqualTo(widths(tables, Integer.MAX_VALUE)).hasSize(20);
  }

  @Test
  void oneCountThatIsShownTooMuchIsFound() {
    List<Unit> units = units(4);
    Tables tables = release(units);
    Tables open = Tables.of(TABLE, OUTCOMES, units);
    for (int i = tables.groups().size() - 1; i >= 0; i--) {
      Group group = tables.groups().get(i);
      Group truth = open.groups().get(i);
      assertThat(truth.values()).isEqualTo(group.values());
      if (group.members() == null && truth.members() >= 10) {
        List<Group> groups = new ArrayList<>(tables.groups());
        groups.set(i, new Group(group.values(), truth.members(), group.figures()));
        Tables shown = new Tables(tables.dimensions(), TABLE, OUTCOMES, groups);
        List<Double> widths = widths(shown, SMALL);
        if (widths.get(0) < 10 - 1e-5) {
          assertThat(widths).isEqualTo(widths(shown, Integer.MAX_VALUE));
          return;
        }
      }
    }
    throw new AssertionError("no count protects others");
  }
}
