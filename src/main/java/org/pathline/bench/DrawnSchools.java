package org.pathline.bench;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/**
 * The cells of many schools, drawn as if the students behind them had gone to college: twelve
 * cohorts of some 60 students, ten schools a district, of which five stop sorting in one of three
 * years.
 *
 * @param count how many schools
 */
record DrawnSchools(int count) {
  static final int COHORTS = 12;
  private static final long SEED = 1;
  private static final int FIRST_COHORT = 2003;
  private static final int OF_A_DISTRICT = 10;
  private static final int ADOPTION_YEARS = 3;
  private static final int BEFORE_ADOPTION = 4;

  /** Of each group and cohort. */
  private static final int MOST_MEMBERS = 4;

  private static final long RECORDED_AT = 1_600_000_000_000L;

  private static final List<PriorAchievement> THIRDS =
      List.of(PriorAchievement.LOW, PriorAchievement.MIDDLE, PriorAchievement.HIGH);

  /** Draws all cells, the same ones each time. */
  void draw(Consumer<Cell> into) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int school = 0; school < count; school++) {
      for (int year = FIRST_COHORT; year < FIRST_COHORT + COHORTS; year++) {
        double share = 0.35 + 0.02 * (random.nextDouble() - 0.5);
        share -= adopts(school) && year >= adopted(school) ? 0.02 : 0;
        for (RaceEthnicity race : RaceEthnicity.values()) {
          for (Indicator disadvantaged : List.of(Indicator.NO, Indicator.YES)) {
            for (PriorAchievement third : THIRDS) {
              int members = random.nextInt(MOST_MEMBERS);
              if (members > 0) {
                double ofGroup =
                    share
                        + 0.15 * (third.ordinal() - 1)
                        - (disadvantaged == Indicator.YES ? 0.08 : 0);
                into.accept(
                    new Cell(
                        key(school, year, race, disadvantaged, third),
                        sums(members, ofGroup, random)));
              }
            }
          }
        }
      }
    }
  }

  private static CellKey key(
      int school, int year, RaceEthnicity race, Indicator disadvantaged, PriorAchievement third) {
    return new CellKey(
        Settings.DEFAULT,
        district(school),
        "S" + school,
        year,
        Subject.MATHEMATICS,
        race,
        disadvantaged,
        third);
  }

  private static CellSums sums(int members, double share, SplittableRandom random) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = members;
    for (Outcome outcome : Outcome.all()) {
      int at = CellSums.at(outcome);
      counts[at] = members;
      counts[at + 1] = members;
      for (int member = 0; member < members; member++) {
        counts[at + 2] += random.nextDouble() < share ? 1 : 0;
      }
    }
    BigInteger points = BigInteger.valueOf(GradePoints.whole(2.15 + share));
    BigInteger all = BigInteger.valueOf(members);
    return new CellSums(counts, points.multiply(all), points.multiply(points).multiply(all));
  }

  /** The policies of all districts, and of the schools that stop sorting. */
  List<ClassroomPolicy> policies() {
    List<ClassroomPolicy> policies = new ArrayList<>();
    for (int school = 0; school < count; school++) {
      if (school % OF_A_DISTRICT == 0) {
        policies.add(policy(district(school), school, null, Regime.TRACKED, 1990, 0));
      }
      if (adopts(school)) {
        policies.add(adoption(school, 0));
      }
    }
    return policies;
  }

  /** The policy of a school that stops sorting, in a later version that has it begin elsewhen. */
  ClassroomPolicy adoption(int school, int version) {
    int from = FIRST_COHORT + BEFORE_ADOPTION + (school + version) % ADOPTION_YEARS;
    return policy("S" + school, school, "S" + school, Regime.DETRACKED, from, version);
  }

  private static ClassroomPolicy policy(
      String id, int school, @Nullable String schoolId, Regime regime, int from, int version) {
    return new ClassroomPolicy(
        new Envelope(id, RECORDED_AT + version, "district", false, null),
        district(school),
        schoolId,
        Subject.MATHEMATICS,
        "06",
        "12",
        regime,
        Acceleration.OPEN,
        from,
        null,
        "board resolution");
  }

  private static String district(int school) {
    return "D" + school / OF_A_DISTRICT;
  }

  private static boolean adopts(int school) {
    return school % OF_A_DISTRICT < OF_A_DISTRICT / 2;
  }

  private static int adopted(int school) {
    return FIRST_COHORT + BEFORE_ADOPTION + school % ADOPTION_YEARS;
  }

  /** A late cell as it is once one of its students has attained some outcomes, or not any more. */
  static Cell changed(Cell cell, Collection<Outcome> outcomes) {
    long[] counts = cell.sums().counts();
    for (Outcome outcome : outcomes) {
      int attained = CellSums.at(outcome) + 2;
      counts[attained] += counts[attained] > 0 ? -1 : 1;
    }
    return new Cell(
        cell.key(),
        new CellSums(counts, cell.sums().gradePoints(), cell.sums().gradePointSquares()));
  }

  /** Whether a cell is of the last cohort. */
  static boolean isLate(Cell cell) {
    return Integer.valueOf(FIRST_COHORT + COHORTS - 1).equals(cell.key().anchorYear());
  }
}
