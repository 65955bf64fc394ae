package org.pathline.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over the students of one outcome cell, counted anew from those students.
 *
 * <p>The maps hold every outcome, channel and milestone, zeros included.
 *
 * @param gradePointsSum exact sum of the students' means, nine decimals
 * @param gradePointsSumOfSquares exact sum of their squares, eighteen decimals
 */
public record NaiveCell(
    Key key,
    long members,
    SortedMap<String, Counts> outcomes,
    BigDecimal gradePointsSum,
    BigDecimal gradePointsSumOfSquares,
    SortedMap<String, Long> channels,
    SortedMap<String, Long> stemEntrantsByChannel,
    SortedMap<String, Long> milestones) {

  /** What the students of a cell share; district, school and year are null without an anchor. */
  public record Key(
      String districtId,
      String schoolId,
      Integer anchorYear,
      String raceEthnicity,
      String economicallyDisadvantaged,
      String prior) {

    /** Cell that a student belongs to. */
    public static Key of(NaiveStudent student) {
      return new Key(
          student.districtId(),
          student.schoolId(),
          student.anchorYear(),
          student.raceEthnicity(),
          student.economicallyDisadvantaged(),
          student.prior());
    }
  }

  /** How many students are eligible, observed and attained. */
  public record Counts(long eligible, long observed, long attained) {}

  /** Cells of some students. */
  public static Map<Key, NaiveCell> of(Collection<NaiveStudent> students) {
    Map<Key, List<NaiveStudent>> groups = new HashMap<>();
    for (NaiveStudent student : students) {
      groups.computeIfAbsent(Key.of(student), key -> new ArrayList<>()).add(student);
    }
    Map<Key, NaiveCell> cells = new HashMap<>();
    groups.forEach((key, group) -> cells.put(key, of(key, group)));
    return cells;
  }

  private static NaiveCell of(Key key, List<NaiveStudent> group) {
    SortedMap<String, Counts> outcomes = new TreeMap<>();
    for (String name : NaiveStudent.OUTCOMES) {
      outcomes.put(
          name,
          new Counts(
              group.stream().filter(s -> s.outcomes().get(name).eligible()).count(),
              group.stream().filter(s -> s.outcomes().get(name).observed()).count(),
              group.stream().filter(s -> s.outcomes().get(name).attained()).count()));
    }
    BigDecimal sum = BigDecimal.ZERO.setScale(9);
    BigDecimal squares = BigDecimal.ZERO.setScale(18);
    for (NaiveStudent student : group) {
      if (student.gradePoints() != null) {
        sum = sum.add(student.gradePoints());
        squares = squares.add(student.gradePoints().multiply(student.gradePoints()));
      }
    }
    List<NaiveStudent> entrants =
        group.stream().filter(s -> s.outcomes().get("stemEntry2").attained()).toList();
    return new NaiveCell(
        key,
        group.size(),
        outcomes,
        sum,
        squares,
        channelsOf(group),
        channelsOf(entrants),
        milestonesOf(group));
  }

  private static SortedMap<String, Long> channelsOf(Collection<NaiveStudent> students) {
    SortedMap<String, Long> channels = new TreeMap<>();
    for (String channel : NaiveStudent.CHANNELS) {
      channels.put(channel, students.stream().filter(s -> s.channel().equals(channel)).count());
    }
    return channels;
  }

  /** How many of some students hold each milestone. */
  static SortedMap<String, Long> milestonesOf(Collection<NaiveStudent> students) {
    SortedMap<String, Long> milestones = new TreeMap<>();
    for (String milestone : NaiveStudent.MILESTONES) {
      milestones.put(
          milestone, students.stream().filter(s -> s.milestones().containsKey(milestone)).count());
    }
    return milestones;
  }
}
