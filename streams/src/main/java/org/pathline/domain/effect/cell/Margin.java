package org.pathline.domain.effect.cell;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * Groups of students that one pass adds up: all that the same characteristics tell apart.
 *
 * @param third whether prior achievement does
 * @param race whether race or ethnicity does
 * @param disadvantaged whether economic disadvantage does
 */
record Margin(boolean third, boolean race, boolean disadvantaged) {
  private static final PriorAchievement[] THIRDS = PriorAchievement.values();
  private static final RaceEthnicity[] RACES = RaceEthnicity.values();
  private static final Indicator[] INDICATORS = Indicator.values();

  /** How many groups all three characteristics tell apart. */
  static final int GROUPS = THIRDS.length * RACES.length * INDICATORS.length;

  private static final Margin OF_ALL = new Margin(true, true, true);

  static Margin of(Students students) {
    return new Margin(
        students.priorAchievement() != null,
        students.raceEthnicity() != null,
        students.economicallyDisadvantaged() != null);
  }

  /** The group of a cell, from 0. */
  static int group(CellKey key) {
    return OF_ALL.place(
        key.priorAchievement(), key.raceEthnicity(), key.economicallyDisadvantaged());
  }

  /** Which groups of cells belong to some students. */
  static boolean[] included(Students students) {
    Margin margin = of(students);
    int[] places = margin.places();
    int place = margin.place(students);
    boolean[] included = new boolean[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      included[group] = places[group] == place;
    }
    return included;
  }

  /** Place of some students among those that this margin tells apart. */
  int place(Students students) {
    return place(
        students.priorAchievement(),
        students.raceEthnicity(),
        students.economicallyDisadvantaged());
  }

  private int place(
      @Nullable PriorAchievement ofThird,
      @Nullable RaceEthnicity ofRace,
      @Nullable Indicator ofDisadvantaged) {
    int place = third ? Objects.requireNonNull(ofThird).ordinal() : 0;
    if (race) {
      place = place * RACES.length + Objects.requireNonNull(ofRace).ordinal();
    }
    if (disadvantaged) {
      place = place * INDICATORS.length + Objects.requireNonNull(ofDisadvantaged).ordinal();
    }
    return place;
  }

  /** Place of each group of cells. */
  int[] places() {
    int[] places = new int[GROUPS];
    int at = 0;
    for (PriorAchievement ofThird : THIRDS) {
      for (RaceEthnicity ofRace : RACES) {
        for (Indicator ofDisadvantaged : INDICATORS) {
          places[at++] = place(ofThird, ofRace, ofDisadvantaged);
        }
      }
    }
    return places;
  }
}
