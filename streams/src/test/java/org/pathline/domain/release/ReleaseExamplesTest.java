package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two examples of others: the table of sdcTable's test of its simple heuristic, and the linked
 * tables of a question to the authors of sdcTools (UserSupport, issue 136). Figures only.
 */
class ReleaseExamplesTest {
  private static final List<List<String>> TWO_WAY = List.of(List.of("row", "column"));
  private static final List<List<String>> LINKED =
      List.of(List.of("county", "item"), List.of("group", "item"));

  private static final List<Unit> TABLE =
      units(
          "w", new int[] {30, 47, 64, 89},
          "x", new int[] {90, 124, 5, 31},
          "y", new int[] {92, 100, 59, 85},
          "z", new int[] {800, 991, 651, 685});
  private static final Set<String> PRIMARY =
      Set.of("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd");

  private static List<Unit> units(Object... rows) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < rows.length; i += 2) {
      int[] counts = (int[]) rows[i + 1];
      for (int j = 0; j < counts.length; j++) {
        units.add(Unit.of(List.of((String) rows[i], "abcd".substring(j, j + 1)), counts[j]));
      }
    }
    return units;
  }

  private static List<Unit> linked() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    String items = "ABIJKLMN";
    int[] values = {2, 2, 8, 8, 3, 3, 3, 7};
    for (int i = 0; i < values.length; i++) {
      counts.put(items.substring(i, i + 1), values[i]);
    }
    List<Unit> units = new ArrayList<>();
    counts.forEach(
        (item, count) ->
            units.add(
                Unit.of(
                    List.of(
                        "ABIJ".contains(item) ? "county-1" : "county-2",
                        item,
                        "LM".contains(item) ? "BIG" : "small"),
                    count)));
    return units;
  }

  /** Tables in which the groups with these names of their values are withheld, and no others. */
  static Tables withheld(List<List<String>> dimensions, List<Unit> units, Set<String> names) {
    Tables all = Tables.of(dimensions, List.of(), units);
    return new Tables(
        all.dimensions(),
        all.tables(),
        all.outcomes(),
        all.groups().stream()
            .map(
                group ->
                    names.contains(String.join("", group.values()))
                        ? new Group(group.values(), null, group.figures())
                        : group)
            .toList());
  }

  private static Map<String, Range> attack(Tables tables) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    ReleaseAttack.of(List.of(tables), Integer.MAX_VALUE, done -> {})
        .narrowest()
        .forEach(finding -> ranges.put(finding.count(), finding.range()));
    return ranges;
  }

  private static void isBetween(Range range, double low, double high) {
    assertThat(range.low()).isCloseTo(low, within(1e-6));
    assertThat(range.high()).isCloseTo(high, within(1e-6));
  }

  @Test
  void withNineWithheldOneIsToldExactly() {
    Map<String, Range> ranges = attack(withheld(TWO_WAY, TABLE, PRIMARY));
    assertThat(ranges).hasSize(9);
    isBetween(ranges.get("row=w column=b members"), 47, 47);
    isBetween(ranges.get("row=w column=a members"), 25, 94);
    isBetween(ranges.get("row=x column=c members"), 0, 69);
    isBetween(ranges.get("row=z column=b members"), 906, 1091);
    isBetween(ranges.get("row=z column=d members"), 585, 770);
  }

  @Test
  void withATenthNoneIs() {
    Set<String> ten = new HashSet<>(PRIMARY);
    ten.add("xd");
    Map<String, Range> ranges = attack(withheld(TWO_WAY, TABLE, ten));
    isBetween(ranges.get("row=w column=b members"), 0, 78);
    isBetween(ranges.get("row=z column=b members"), 875, 1138);
    ten.remove("xd");
    ten.add("xb");
    ranges = attack(withheld(TWO_WAY, TABLE, ten));
    isBetween(ranges.get("row=w column=b members"), 0, 141);
    isBetween(ranges.get("row=z column=d members"), 585, 770);
  }

  @Test
  void oneMoreCountIsWithheldAndNoOther() {
    Release release =
        Release.protect(
            List.of(),
            TWO_WAY,
            List.of(),
            TABLE,
            new ReleaseRules(2, 10),
            group -> PRIMARY.contains(String.join("", group.values())),
            (done, of) -> {});
    assertThat(release.complementary()).isEqualTo(1);
    assertThat(release.narrow()).isEmpty();
    assertThat(ReleaseAttack.of(List.of(release.tables()), 1, done -> {}).width())
        .isGreaterThanOrEqualTo(69 - 1e-6);
  }

  @Test
  void linkedTablesTellWhatEachAloneDoesNot() {
    Map<String, Range> ranges = attack(withheldItems(Set.of("A", "B", "K", "L", "M")));
    isBetween(ranges.get("item=K members"), 3, 3);
    isBetween(ranges.get("item=A members"), 0, 4);
    isBetween(ranges.get("item=L members"), 0, 6);
    isBetween(
        attack(withheldItems(Set.of("A", "B", "K", "L", "M", "N"))).get("item=K members"), 0, 10);
  }

  /** An item lies in one county and one group, so that it has three cells of the same count. */
  private static Tables withheldItems(Set<String> items) {
    Tables all = Tables.of(LINKED, List.of(), linked());
    Set<String> names = new HashSet<>();
    all.groups().stream()
        .filter(group -> items.contains(group.values().get(1)))
        .forEach(group -> names.add(String.join("", group.values())));
    return withheld(LINKED, linked(), names);
  }

  @Test
  void theOneItemThatBothTablesNeedIsFound() {
    Release release =
        Release.protect(
            List.of(),
            LINKED,
            List.of(),
            linked(),
            new ReleaseRules(4, 4),
            group -> false,
            (done, of) -> {});
    assertThat(release.sensitive()).isEqualTo(5);
    assertThat(release.complementary()).isEqualTo(1);
    assertThat(
            release.tables().groups().stream()
                .filter(group -> group.members() == null)
                .map(group -> group.values().get(1))
                .distinct())
        .containsExactlyInAnyOrder("A", "B", "K", "L", "M", "N");
  }
}
