package org.pathline.domain.sorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;

/** Whatever happens on the way, sums are those of the seats that are taken in the end. */
class SortingPropertiesTest {
  private static List<Seating> seats(Random random, int count) {
    List<Seating> seats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seats.add(
          new Seating(
              Rosters.KEY,
              "s" + random.nextInt(5),
              one(random, CourseLevel.values()),
              random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(100_001)),
              one(random, RaceEthnicity.values()),
              one(random, Indicator.values())));
    }
    return seats;
  }

  private static <T> T one(Random random, T[] things) {
    return things[random.nextInt(things.length)];
  }

  private static RosterSums sums(List<Seating> seats) {
    RosterSums sums = new RosterSums();
    seats.forEach(seat -> sums.add(seat, 1));
    return sums;
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void theOrderOfStudentsChangesNoDigit(@ForAll long seed) {
    Random random = new Random(seed);
    List<Seating> seats = seats(random, 1 + random.nextInt(60));
    Sorting before = Sorting.of(sums(seats));
    Collections.shuffle(seats, random);
    assertThat(Sorting.of(sums(seats))).isEqualTo(before);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void seatsThatAreCorrectedLeaveNoTrace(@ForAll long seed) {
    Random random = new Random(seed);
    List<Seating> right = seats(random, 40);
    List<Seating> wrong = seats(random, 40);
    RosterSums corrected = new RosterSums();
    for (int i = 0; i < right.size(); i++) {
      corrected.add(wrong.get(i), 1);
      RosterSums change = new RosterSums();
      change.add(wrong.get(i), -1);
      change.add(right.get(i), 1);
      corrected.add(change);
    }
    assertThat(corrected).isEqualTo(sums(right));
    assertThat(Sorting.of(corrected)).isEqualTo(Sorting.of(sums(right)));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void takingEveryoneAwayLeavesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<Seating> seats = seats(random, 30);
    RosterSums sums = sums(seats);
    Collections.shuffle(seats, random);
    for (int i = 0; i < seats.size(); i++) {
      assertThat(sums.isEmpty()).as("with %s students left", seats.size() - i).isFalse();
      sums.add(seats.get(i), -1);
    }
    assertThat(sums.isEmpty()).isTrue();
    assertThat(sums).isEqualTo(new RosterSums());
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void indexesLieWhereTheirMeaningAllows(@ForAll long seed) {
    Random random = new Random(seed);
    Sorting sorting = Sorting.of(sums(seats(random, 1 + random.nextInt(80))));
    for (Double index :
        new Double[] {
          sorting.scores().eta2(),
          sorting.scores().eta2Random(),
          sorting.raceEthnicity().theil(),
          sorting.raceEthnicity().theilRandom(),
          sorting.whiteVarianceRatio(),
          sorting.disadvantagedVarianceRatio()
        }) {
      assertThat(index == null || (index >= 0 && index <= 1 + 1e-12)).as("%s", index).isTrue();
    }
    Double omega2 = sorting.scores().omega2();
    assertThat(omega2 == null || omega2 <= sorting.scores().eta2()).isTrue();
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void underRandomSectioningEta2AveragesItsExpectationAndOmega2Zero(@ForAll long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    double eta2 = 0;
    double omega2 = 0;
    int tries = 2_000;
    ScoreSorting sorting = null;
    for (int i = 0; i < tries; i++) {
      RosterSums roster = new RosterSums();
      for (int student = 0; student < 75; student++) {
        roster.add(Rosters.seat("s" + student % 3, Integer.toString(random.nextInt(101))), 1);
      }
      sorting = Sorting.of(roster).scores();
      eta2 += sorting.eta2() / tries;
      omega2 += sorting.omega2() / tries;
    }
    // The standard error of either mean is about 0.0006.
    assertThat(Math.abs(eta2 - sorting.eta2Random())).isLessThan(0.004);
    assertThat(Math.abs(omega2)).isLessThan(0.004);
    assertThat(eta2).as("eta2 is not the one that is corrected").isGreaterThan(0.02);
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void aSeatMoreIsSeen(@ForAll long seed) {
    Random random = new Random(seed);
    List<Seating> seats = seats(random, 20);
    RosterSums sums = sums(seats);
    sums.add(seats.get(random.nextInt(20)), 1);
    assertThat(sums).isNotEqualTo(sums(seats));
  }
}
