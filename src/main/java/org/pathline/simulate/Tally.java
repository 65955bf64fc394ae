package org.pathline.simulate;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Sums of accounts: in all, by race/ethnicity and prior achievement, by school and anchor year. */
final class Tally {
  /** Sums of one group of students. */
  static final class Cell {
    long members;
    long unanchored;
    final long[] eligible = new long[Account.OUTCOMES.size()];
    final long[] observed = new long[Account.OUTCOMES.size()];
    final long[] attained = new long[Account.OUTCOMES.size()];
    BigInteger pointNanos = BigInteger.ZERO;
    BigInteger pointNanoSquares = BigInteger.ZERO;

    private void add(Account account) {
      if (!account.isAnchored()) {
        unanchored++;
        return;
      }
      members++;
      for (int i = 0; i < eligible.length; i++) {
        eligible[i] += account.eligible[i] ? 1 : 0;
        observed[i] += account.observed[i] ? 1 : 0;
        attained[i] += account.attained[i] ? 1 : 0;
      }
      BigInteger points = BigInteger.valueOf(account.gradePointNanos);
      pointNanos = pointNanos.add(points);
      pointNanoSquares = pointNanoSquares.add(points.multiply(points));
    }

    private void add(Cell other) {
      members += other.members;
      unanchored += other.unanchored;
      for (int i = 0; i < eligible.length; i++) {
        eligible[i] += other.eligible[i];
        observed[i] += other.observed[i];
        attained[i] += other.attained[i];
      }
      pointNanos = pointNanos.add(other.pointNanos);
      pointNanoSquares = pointNanoSquares.add(other.pointNanoSquares);
    }
  }

  /** How the choice of STEM came out, with the policy and without it. */
  static final class EffectSum {
    long students;
    long choseStem;
    long wouldHaveChosenStem;

    private void add(EffectSum other) {
      students += other.students;
      choseStem += other.choseStem;
      wouldHaveChosenStem += other.wouldHaveChosenStem;
    }

    private void add(Choice choice) {
      students++;
      choseStem += choice.stem() ? 1 : 0;
      wouldHaveChosenStem += choice.stemUntreated() ? 1 : 0;
    }
  }

  final Cell all = new Cell();
  final Map<String, Cell> byRaceAndPrior = new TreeMap<>();
  final Map<String, Cell> bySchoolAndYear = new TreeMap<>();
  final Map<String, Long> channels = new TreeMap<>();
  final long[] milestones = new long[Account.MILESTONES.size()];
  final RosterTally rosters = new RosterTally();
  final EffectSum treated = new EffectSum();
  final EffectSum treatedAffected = new EffectSum();
  final EffectSum untreated = new EffectSum();
  long students;

  void add(Account account) {
    students++;
    all.add(account);
    String group = account.raceEthnicity + "|" + account.priorAchievement;
    byRaceAndPrior.computeIfAbsent(group, key -> new Cell()).add(account);
    if (account.isAnchored()) {
      String cohort = account.schoolId + "|" + account.anchorYear;
      bySchoolAndYear.computeIfAbsent(cohort, key -> new Cell()).add(account);
    }
    channels.merge(account.channel, 1L, Long::sum);
    for (int i = 0; i < milestones.length; i++) {
      milestones[i] += account.milestones[i] ? 1 : 0;
    }
  }

  void add(Choice choice) {
    (choice.treated() ? treated : untreated).add(choice);
    if (choice.treated() && choice.affected()) {
      treatedAffected.add(choice);
    }
  }

  void add(Tally other) {
    students += other.students;
    all.add(other.all);
    other.byRaceAndPrior.forEach(
        (key, cell) -> byRaceAndPrior.computeIfAbsent(key, k -> new Cell()).add(cell));
    other.bySchoolAndYear.forEach(
        (key, cell) -> bySchoolAndYear.computeIfAbsent(key, k -> new Cell()).add(cell));
    other.channels.forEach((channel, count) -> channels.merge(channel, count, Long::sum));
    for (int i = 0; i < milestones.length; i++) {
      milestones[i] += other.milestones[i];
    }
    rosters.add(other.rosters);
    treated.add(other.treated);
    treatedAffected.add(other.treatedAffected);
    untreated.add(other.untreated);
  }
}
