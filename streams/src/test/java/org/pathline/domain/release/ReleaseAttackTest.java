package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.pathway.Outcome;

/** Random releases, alone and after each other, under attack. */
class ReleaseAttackTest {
  private static final List<List<Outcome>> OUTCOMES =
      List.of(
          List.of(Outcome.ALGEBRA_BY_8),
          List.of(Outcome.STEM_ENTRY_2),
          List.of(Outcome.ALGEBRA_BY_8, Outcome.STEM_ENTRY_2),
          List.of());

  /** A world of some shape, and the tables that are asked of it. */
  private record World(List<Unit> units, List<List<String>> tables, List<Outcome> outcomes) {
    static World of(Random random) {
      List<Outcome> outcomes = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
      int schools = 2 + random.nextInt(3);
      List<Unit> units = Worlds.schools(random, schools, 60 + random.nextInt(200), outcomes);
      return switch (random.nextInt(3)) {
        case 0 ->
            new World(Worlds.summed(units, 0, 1), List.of(List.of("school", "race")), outcomes);
        case 1 ->
            new World(
                Worlds.summed(units, 0, 2, 1),
                List.of(List.of("school", "income"), List.of("race")),
                outcomes);
        default ->
            new World(Worlds.summed(units, 1, 2), List.of(List.of("race", "income")), outcomes);
      };
    }

    World later(Random random) {
      return new World(Worlds.later(random, units), tables, outcomes);
    }

    Release release(List<Tables> earlier) {
      return Release.protect(
          earlier, tables, outcomes, units, ReleaseRules.TEN, group -> false, (done, of) -> {});
    }
  }

  private static double width(Tables... releases) {
    return ReleaseAttack.of(List.of(releases), 1, done -> {}).width();
  }

  private static void attackOne(long seed) {
    Random random = new Random(seed);
    World world = World.of(random);
    Release release = world.release(List.of());
    assertThat(release.narrow()).as("seed %d", seed).isEmpty();
    assertThat(width(release.tables())).as("seed %d", seed).isGreaterThan(10 - 1e-4);
    noSmallCountIsShown(release.tables(), seed);
  }

  private static void attackTwo(long seed) {
    Random random = new Random(seed);
    World world = World.of(random);
    Tables first = world.release(List.of()).tables();
    Release second = world.later(random).release(List.of(first));
    assertThat(second.narrow()).as("seed %d", seed).isEmpty();
    assertThat(width(first, second.tables())).as("seed %d", seed).isGreaterThan(10 - 1e-4);
    assertThat(width(second.tables())).as("seed %d", seed).isGreaterThan(10 - 1e-4);
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
    for (long seed = 1; seed <= 6; seed++) {
      attackOne(seed);
    }
  }

  @Test
  void norInPairsOfSuccessiveReleases() {
    for (long seed = 101; seed <= 103; seed++) {
      attackTwo(seed);
    }
  }

  /** Two hundred of each; takes minutes. */
  @Tag("slow")
  @Test
  void norInTwoHundredOfThem() {
    for (long seed = 1001; seed <= 1200; seed++) {
      attackOne(seed);
      attackTwo(seed);
    }
  }

  @Test
  void whatOnlySmallCountsAreWithheldFromIsTold() {
    int told = 0;
    for (long seed = 1; seed <= 12; seed++) {
      World world = World.of(new Random(seed));
      told += width(onlySmallWithheld(world)) < 10 ? 1 : 0;
    }
    assertThat(told).isGreaterThan(9);
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

  private static Long small(Long count) {
    return count > 0 && count < 10 ? null : count;
  }

  @Test
  void aReleaseThatForgetsTheOneBeforeTellsWithIt() {
    int told = 0;
    for (long seed = 101; seed <= 104; seed++) {
      Random random = new Random(seed);
      World world = World.of(random);
      Tables first = world.release(List.of()).tables();
      told += width(first, world.later(random).release(List.of()).tables()) < 10 - 1e-4 ? 1 : 0;
    }
    assertThat(told).isPositive();
  }

  @Test
  void theSameStudentsGiveTheSameRelease() {
    World world = World.of(new Random(5));
    assertThat(world.release(List.of())).isEqualTo(world.release(List.of()));
  }
}
