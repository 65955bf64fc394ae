package org.pathline.domain.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.equity.LedgerMeasure.Place;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.DeclaredRegime;

/** Gaps in class beside gaps beyond, student by student. */
class LedgerTest {
  private static final Outcome[] OUTCOMES = Outcome.values();

  /** One student of the examples. */
  private record Student(
      String district,
      int year,
      Indicator poor,
      PriorAchievement prior,
      boolean advanced,
      Integer points,
      boolean searched,
      boolean entered,
      Channel channel) {

    Contribution contribution() {
      int everything = (1 << OUTCOMES.length) - 1;
      int observed = 1 << Outcome.ADVANCED_COURSE.ordinal();
      int attained = advanced ? 1 << Outcome.ADVANCED_COURSE.ordinal() : 0;
      if (points != null) {
        observed |= 1 << Outcome.GRADE_POINTS.ordinal();
        attained |= 1 << Outcome.GRADE_POINTS.ordinal();
      }
      if (searched || entered) {
        observed |= 1 << Outcome.STEM_ENTRY_2.ordinal();
      }
      if (entered) {
        attained |= 1 << Outcome.STEM_ENTRY_2.ordinal();
      }
      return new Contribution(
          new CellKey(
              Settings.DEFAULT,
              district,
              district + "-S",
              year,
              Subject.MATHEMATICS,
              RaceEthnicity.WHITE,
              poor,
              prior),
          new OutcomeFlags(everything, observed, attained),
          points == null ? null : points * 1_000_000_000L,
          channel,
          0);
    }
  }

  private static List<Cell> cells(List<Student> students) {
    Map<CellKey, CellSums> sums = new LinkedHashMap<>();
    for (Student each : students) {
      sums.computeIfAbsent(each.contribution().cell(), absent -> new CellSums())
          .add(each.contribution(), 1);
    }
    List<Cell> cells = new ArrayList<>();
    sums.forEach((key, value) -> cells.add(new Cell(key, value)));
    return cells;
  }

  private static Ledger ledger(boolean together) {
    return new Ledger(
        Settings.DEFAULT,
        Subject.MATHEMATICS,
        key -> key.anchorYear() < 2010 ? DeclaredRegime.TRACKED : DeclaredRegime.DETRACKED,
        together);
  }

  private static List<LedgerRow> rows(List<Student> students) {
    return ledger(false).rows(Grouping.ECONOMICALLY_DISADVANTAGED, cells(students));
  }

  private static LedgerRow row(List<LedgerRow> rows, DeclaredRegime regime, LedgerMeasure measure) {
    return rows.stream()
        .filter(each -> each.regime() == regime && each.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private static void add(
      List<Student> to,
      int count,
      int year,
      Indicator poor,
      boolean advanced,
      int points,
      boolean entered,
      Channel channel) {
    for (int i = 0; i < count; i++) {
      to.add(
          new Student(
              "D", year, poor, PriorAchievement.HIGH, advanced, points, true, entered, channel));
    }
  }

  /** A policy that ends the gap in class, and opens one beyond that money bridges. */
  private static List<Student> narrowedInClassWidenedBeyond() {
    List<Student> all = new ArrayList<>();
    add(all, 40, 2009, Indicator.NO, true, 4, false, Channel.SCHOOL);
    add(all, 20, 2009, Indicator.NO, true, 4, true, Channel.SCHOOL);
    add(all, 40, 2009, Indicator.YES, false, 2, false, Channel.NONE);
    add(all, 15, 2009, Indicator.YES, true, 3, true, Channel.SCHOOL);
    add(all, 40, 2010, Indicator.NO, false, 3, false, Channel.NONE);
    add(all, 20, 2010, Indicator.NO, false, 3, true, Channel.OUTSIDE_FAMILY);
    add(all, 50, 2010, Indicator.YES, false, 3, false, Channel.NONE);
    add(all, 5, 2010, Indicator.YES, false, 3, true, Channel.NONE);
    return all;
  }

  @Example
  void oneTableShowsAGapThatNarrowedInClassAndWidenedBeyond() {
    List<LedgerRow> rows = rows(narrowedInClassWidenedBeyond());
    LedgerRow before = row(rows, DeclaredRegime.TRACKED, LedgerMeasure.ADVANCED_COURSE);
    LedgerRow after = row(rows, DeclaredRegime.DETRACKED, LedgerMeasure.ADVANCED_COURSE);
    assertThat(before.measure().place()).isEqualTo(Place.IN_CLASS);
    assertThat(before.difference()).isCloseTo(60.0 / 60 - 15.0 / 55, within(1e-15));
    assertThat(after.difference()).isZero();
    LedgerRow points = row(rows, DeclaredRegime.TRACKED, LedgerMeasure.GRADE_POINTS);
    assertThat(points.difference()).isCloseTo(4 - 125.0 / 55, within(1e-9));
    assertThat(points.ratio()).isNull();
    assertThat(points.differenceInterval().low()).isLessThan(points.difference());
    LedgerRow entryBefore = row(rows, DeclaredRegime.TRACKED, LedgerMeasure.STEM_ENTRY_2);
    LedgerRow entryAfter = row(rows, DeclaredRegime.DETRACKED, LedgerMeasure.STEM_ENTRY_2);
    assertThat(entryBefore.difference()).isCloseTo(20.0 / 60 - 15.0 / 55, within(1e-15));
    assertThat(entryAfter.difference()).isCloseTo(20.0 / 60 - 5.0 / 55, within(1e-15));
    assertThat(entryAfter.ratio()).isCloseTo(20.0 / 60 / (5.0 / 55), within(1e-12));
    LedgerRow bought = row(rows, DeclaredRegime.DETRACKED, LedgerMeasure.PRIVATE_ACCELERATION);
    assertThat(bought.ofReference().mean()).isEqualTo(1);
    assertThat(bought.ofGroup().mean()).isZero();
    assertThat(row(rows, DeclaredRegime.TRACKED, LedgerMeasure.PRIVATE_ACCELERATION).difference())
        .isZero();
  }

  @Example
  void aCohortThatCannotBeKnownYetIsNamedAndNotCounted() {
    List<Student> students = new ArrayList<>(narrowedInClassWidenedBeyond());
    for (int i = 0; i < 30; i++) {
      // Nobody of 2014 was searched for: the one who entered is all that is known.
      students.add(
          new Student(
              "D",
              2014,
              i % 2 == 0 ? Indicator.YES : Indicator.NO,
              PriorAchievement.LOW,
              false,
              3,
              false,
              i == 0,
              Channel.NONE));
    }
    LedgerRow with = row(rows(students), DeclaredRegime.DETRACKED, LedgerMeasure.STEM_ENTRY_2);
    LedgerRow without =
        row(
            rows(narrowedInClassWidenedBeyond()),
            DeclaredRegime.DETRACKED,
            LedgerMeasure.STEM_ENTRY_2);
    assertThat(with.notObservable()).containsExactly("2014");
    assertThat(with.ofGroup()).isEqualTo(without.ofGroup());
    assertThat(with.difference()).isEqualTo(without.difference());
  }

  @Example
  void oneMixOfPriorAchievementTakesCompositionOut() {
    List<Student> students = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      boolean poor = i < 50;
      boolean high = poor ? i % 5 == 0 : i % 5 != 0;
      students.add(
          new Student(
              "D",
              2009,
              poor ? Indicator.YES : Indicator.NO,
              high ? PriorAchievement.HIGH : PriorAchievement.LOW,
              high,
              3,
              true,
              false,
              Channel.NONE));
    }
    LedgerRow row = row(rows(students), DeclaredRegime.TRACKED, LedgerMeasure.ADVANCED_COURSE);
    assertThat(row.difference()).isCloseTo(0.6, within(1e-12));
    assertThat(row.standardised()).isCloseTo(0, within(1e-12));
  }

  @Property(tries = 25)
  void ledgersAgreeWithStudentsCountedOneByOne(@ForAll long seed) {
    List<Student> students = simulated(new Random(seed));
    List<Cell> cells = new ArrayList<>(cells(students));
    List<LedgerRow> rows = rows(students);
    for (LedgerRow row : rows) {
      assertThat(row.ofGroup()).as("seed %d", seed).isEqualTo(counted(students, row, true));
      assertThat(row.ofReference()).as("seed %d", seed).isEqualTo(counted(students, row, false));
    }
    Collections.shuffle(cells, new Random(seed + 1));
    assertThat(ledger(false).rows(Grouping.ECONOMICALLY_DISADVANTAGED, cells)).isEqualTo(rows);
    List<LedgerRow> together = ledger(true).rows(Grouping.ECONOMICALLY_DISADVANTAGED, cells);
    assertThat(together).allMatch(row -> row.districtId() == null);
    long apart =
        rows.stream()
            .filter(row -> row.measure() == LedgerMeasure.ADVANCED_COURSE)
            .mapToLong(row -> row.ofGroup().observed())
            .sum();
    assertThat(
            together.stream()
                .filter(row -> row.measure() == LedgerMeasure.ADVANCED_COURSE)
                .mapToLong(row -> row.ofGroup().observed())
                .sum())
        .isEqualTo(apart);
  }

  private static List<Student> simulated(Random random) {
    List<Student> students = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      students.add(
          new Student(
              "D" + random.nextInt(2),
              2008 + random.nextInt(4),
              Indicator.values()[random.nextInt(3)],
              PriorAchievement.values()[random.nextInt(4)],
              random.nextBoolean(),
              random.nextInt(10) == 0 ? null : random.nextInt(5),
              random.nextInt(4) > 0,
              random.nextInt(4) == 0,
              Channel.values()[random.nextInt(4)]));
    }
    return students;
  }

  /** The negative control is within: one student more or less, and these differ. */
  private static LedgerRow.Side counted(List<Student> students, LedgerRow row, boolean group) {
    String name = group ? row.group() : row.reference();
    List<Student> own =
        students.stream()
            .filter(each -> each.district().equals(row.districtId()))
            .filter(each -> each.poor().name().equals(name))
            .filter(each -> (each.year() < 2010) == (row.regime() == DeclaredRegime.TRACKED))
            .filter(each -> !row.notObservable().contains(Integer.toString(each.year())))
            .toList();
    long observed = 0;
    long eligible = 0;
    double total = 0;
    for (Student each : own) {
      switch (row.measure()) {
        case ADVANCED_COURSE -> {
          eligible++;
          observed++;
          total += each.advanced() ? 1 : 0;
        }
        case GRADE_POINTS -> {
          eligible++;
          observed += each.points() == null ? 0 : 1;
          total += each.points() == null ? 0 : each.points();
        }
        case STEM_ENTRY_2 -> {
          eligible++;
          observed += each.searched() || each.entered() ? 1 : 0;
          total += each.entered() ? 1 : 0;
        }
        case PRIVATE_ACCELERATION -> {
          eligible += each.entered() ? 1 : 0;
          observed += each.entered() ? 1 : 0;
          total += each.entered() && each.channel() == Channel.OUTSIDE_FAMILY ? 1 : 0;
        }
        default -> eligible++;
      }
    }
    long attained = row.measure().isMean() ? observed : Math.round(total);
    Double mean = observed == 0 ? null : Double.valueOf(total / observed);
    LedgerRow.Side side = group ? row.ofGroup() : row.ofReference();
    if (row.measure().isMean() && mean != null) {
      assertThat(side.mean()).isCloseTo(mean, within(1e-12));
      mean = side.mean();
    }
    return new LedgerRow.Side(observed, eligible - observed, attained, mean);
  }
}
