package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pathline.domain.pathway.Outcome;

/** Random releases, alone and after each other, under attack. */
class ReleaseAttackTest {
  private static final List<List<Outcome>> OUTCOMES =
      List.of(
          List.of(Outcome.ALGEBRA_BY_8),
          List.of(Outcome.STEM_ENTRY_2),
          List.of(Outcome.ALGEBRA_BY_8, Outcome.STEM_ENTRY_2),
          List.of(),
          List.of(Outcome.STEM_ENTRY_2, Outcome.GRADE_POINTS));

  /** A world of some shape, and the tables that are asked of it. */
  private record World(List<Unit> units, List<List<String>> tables, List<Outcome> outcomes) {
    static World of(Random random) {
      List<Outcome> outcomes = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
      int schools = 2 + random.nextInt(3);
      int mean = 60 + random.nextInt(200);
      List<Unit> units = Worlds.schools(random, schools, mean, outcomes);
      return switch (random.nextInt(5)) {
        case 0 ->
            new World(Worlds.summed(units, 0, 1), List.of(List.of("school", "race")), outcomes);
        case 1 ->
            new World(
                Worlds.summed(units, 0, 2, 1),
                List.of(List.of("school", "income"), List.of("race")),
                outcomes);
        case 2 ->
            new World(
                Worlds.summed(units, 0, 1, 2),
                List.of(List.of("school", "race"), List.of("school", "income")),
                outcomes);
        case 3 -> new World(units, List.of(List.of("school", "race", "income")), outcomes);
        default ->
            new World(Worlds.summed(units, 1, 2), List.of(List.of("race", "income")), outcomes);
      };
    }

    World later(Random random) {
      return new World(Worlds.later(random, units, outcomes), tables, outcomes);
    }

    Release release(List<Tables> earlier) {
      return Release.protect(
          earlier, tables, outcomes, units, ReleaseRules.TEN, group -> false, (done, of) -> {});
    }
  }

  /** How many are attacked: a few, or as many as {@code -Drelease.attacks} says. */
  private static int howMany(int few) {
    return Integer.getInteger("release.attacks", few);
  }

  /** What attacks found, by the tables that were released; long runs print it. */
  private static final class Tally {
    private final String what;
    private final int of;
    private final Map<String, List<Double>> widths = new TreeMap<>();
    private int done;

    Tally(String what, int of) {
      this.what = what;
      this.of = of;
    }

    void add(World world, double width) {
      widths.computeIfAbsent(world.tables().toString(), none -> new ArrayList<>()).add(width);
      done++;
      if (of > 20 && (done % 10 == 0 || done == of)) {
        System.out.printf(
            "%s: %d of %d attacked, narrowest width %.6f, %d narrower than 10%n",
            what, done, of, least(all()), narrow());
      }
      if (of > 20 && done == of) {
        widths.forEach(
            (tables, each) ->
                System.out.printf("  %4d of %s: %.6f%n", each.size(), tables, least(each)));
      }
    }

    int narrow() {
      return (int) all().stream().filter(width -> width < 10 - 1e-4).count();
    }

    private List<Double> all() {
      return widths.values().stream().flatMap(List::stream).toList();
    }

    private static double least(List<Double> widths) {
      return widths.stream().mapToDouble(each -> each).min().orElseThrow();
    }
  }

  private static double width(Tables... releases) {
    return ReleaseAttack.of(List.of(releases), 1, done -> {}).width();
  }

  private static void attackOne(long seed, Tally tally) {
    Random random = new Random(seed);
    World world = World.of(random);
    Release release = world.release(List.of());
    assertThat(release.narrow()).as("seed %d", seed).isEmpty();
    double width = width(release.tables());
    tally.add(world, width);
    assertThat(width).as("seed %d", seed).isGreaterThan(10 - 1e-4);
    noSmallCountIsShown(release.tables(), seed);
  }

  private static void attackTwo(long seed, Tally tally) {
    Random random = new Random(seed);
    World world = World.of(random);
    Tables first = world.release(List.of()).tables();
    Release second = world.later(random).release(List.of(first));
    assertThat(second.narrow()).as("seed %d", seed).isEmpty();
    double width = Math.min(width(first, second.tables()), width(second.tables()));
    tally.add(world, width);
    assertThat(width).as("seed %d", seed).isGreaterThan(10 - 1e-4);
    noSmallCountIsShown(second.tables(), seed);
  }

  private static void noSmallCountIsShown(Tables tables, long seed) {
    for (Group group : tables.groups()) {
      isNotSmall(group.members(), seed);
      for (Figures figures : group.figures()) {
        isNotSmall(figures.observed(), seed);
        if (figures.observed() != null && figures.observed() > 0 && figures.attained() != null) {
          assertThat(figures.attained()).as("seed %d", seed).isGreaterThan(9);
          assertThat(figures.observed() - figures.attained()).as("seed %d", seed).isGreaterThan(9);
        }
      }
    }
  }

  private static void isNotSmall(Long count, long seed) {
    if (count != null && count != 0) {
      assertThat(count).as("seed %d", seed).isGreaterThan(9);
    }
  }

  @Test
  void nothingNarrowerIsFoundInRandomReleases() {
    int releases = howMany(6);
    Tally tally = new Tally("releases", releases);
    for (long seed = 1; seed <= releases; seed++) {
      attackOne(seed, tally);
    }
  }

  /** In this one a count that has to stay withheld is narrow itself, so that more is withheld. */
  @Test
  void norWhereWhatProtectsHasToBeProtected() {
    attackOne(164, new Tally("releases", 1));
  }

  @Test
  void norInPairsOfSuccessiveReleases() {
    int pairs = howMany(3);
    Tally tally = new Tally("pairs of successive releases", pairs);
    for (long seed = 1001; seed <= 1000 + pairs; seed++) {
      attackTwo(seed, tally);
    }
  }

  @Test
  void whatOnlySmallCountsAreWithheldFromIsTold() {
    int releases = howMany(12);
    Tally tally = new Tally("control: only small counts withheld", releases);
    for (long seed = 1; seed <= releases; seed++) {
      World world = World.of(new Random(seed));
      tally.add(world, width(onlySmallWithheld(world)));
    }
    assertThat(tally.narrow()).isGreaterThan(releases * 3 / 4);
  }

  /** Primary suppression alone. */
  private static Tables onlySmallWithheld(World world) {
    Tables all = Tables.of(world.tables(), world.outcomes(), world.units());
    List<Group> groups = new ArrayList<>();
    for (Group group : all.groups()) {
      groups.add(
          new Group(
              group.values(),
              small(group.members()),
              group.figures().stream()
                  .map(
                      each ->
                          new Figures(small(each.observed()), small(each.attained()), null, null))
                  .toList()));
    }
    return new Tables(all.dimensions(), all.tables(), all.outcomes(), groups);
  }

  /** Why a server tells nothing without a token but releases. */
  @Test
  void answersOfWhichEachHidesItsSmallGroupsTellThemTogether() {
    int worlds = howMany(12);
    Tally tally = new Tally("control: each answer hides small groups by itself", worlds);
    for (long seed = 1; seed <= worlds; seed++) {
      List<Unit> units = Worlds.schools(new Random(seed), 4, 160, List.of());
      World world =
          new World(Worlds.summed(units, 0, 1), List.of(List.of("school", "race")), List.of());
      tally.add(world, width(eachAnswerByItself(world)));
    }
    assertThat(tally.narrow()).isGreaterThan(worlds * 3 / 4);
  }

  /**
   * The rows of each question (all, by school, by race, and each school by race), where rows below
   * ten are hidden, and the next larger ones until ten students are hidden or none.
   */
  private static Tables eachAnswerByItself(World world) {
    Tables all = Tables.of(world.tables(), world.outcomes(), world.units());
    Map<String, List<Group>> answers = new TreeMap<>();
    for (Group group : all.groups()) {
      boolean ofSchool = !group.values().get(0).equals(Group.ALL);
      boolean ofRace = !group.values().get(1).equals(Group.ALL);
      String question = ofSchool && ofRace ? group.values().get(0) : ofSchool + " " + ofRace;
      answers.computeIfAbsent(question, none -> new ArrayList<>()).add(group);
    }
    List<Group> told = new ArrayList<>();
    for (List<Group> rows : answers.values()) {
      rows.sort(Comparator.comparing(Group::members));
      long hidden = 0;
      for (Group row : rows) {
        boolean hides = row.members() < 10 || hidden > 0 && hidden < 10;
        hidden += hides ? row.members() : 0;
        told.add(new Group(row.values(), hides ? null : row.members(), row.figures()));
      }
    }
    told.sort(Comparator.comparing(Group::values, Tables.ORDER));
    return new Tables(all.dimensions(), all.tables(), all.outcomes(), told);
  }

  private static Long small(Long count) {
    return count == null || (count > 0 && count < 10) ? null : count;
  }

  @Test
  void aReleaseThatForgetsTheOneBeforeTellsWithIt() {
    int pairs = howMany(4);
    Tally tally = new Tally("control: the second forgets the first", pairs);
    for (long seed = 1001; seed <= 1000 + pairs; seed++) {
      Random random = new Random(seed);
      World world = World.of(random);
      Tables first = world.release(List.of()).tables();
      World later = world.later(random);
      tally.add(later, width(first, later.release(List.of()).tables()));
    }
    assertThat(tally.narrow()).isPositive();
  }

  @Test
  void theSameStudentsGiveTheSameRelease() {
    World world = World.of(new Random(5));
    assertThat(world.release(List.of())).isEqualTo(world.release(List.of()));
  }
}
