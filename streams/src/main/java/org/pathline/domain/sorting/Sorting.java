package org.pathline.domain.sorting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;

/**
 * How the students of one school, school year, grade and subject are sorted into sections.
 *
 * @param sections sections with at least one student
 * @param students seats: a student with two sections of the subject counts in both
 * @param advanced seats at an enriched, honors or college level
 * @param scores sorting by prior percentile
 * @param raceEthnicity segregation between {@link #RACES}
 * @param economicallyDisadvantaged segregation between {@link #INCOMES}
 */
public record Sorting(
    int sections,
    long students,
    long advanced,
    ScoreSorting scores,
    Segregation raceEthnicity,
    Segregation economicallyDisadvantaged) {

  /** Groups by race/ethnicity, in the order of their segregation; of others nothing is known. */
  public static final List<RaceEthnicity> RACES =
      Arrays.stream(RaceEthnicity.values()).filter(e -> e != RaceEthnicity.UNKNOWN).toList();

  /** Groups by economic disadvantage, in the order of their segregation. */
  public static final List<Indicator> INCOMES = List.of(Indicator.YES, Indicator.NO);

  /** Sorting into the sections of a roster that is not empty. */
  public static Sorting of(RosterSums roster) {
    long students = 0;
    long advanced = 0;
    for (SectionSums section : roster.sums()) {
      students += section.students();
      for (CourseLevel level : CourseLevel.values()) {
        advanced += level.isAdvanced() ? section.students(level) : 0;
      }
    }
    return new Sorting(
        roster.sums().size(),
        students,
        advanced,
        ScoreSorting.of(roster.sums()),
        Segregation.of(counts(roster, RACES, SectionSums::students)),
        Segregation.of(counts(roster, INCOMES, SectionSums::students)));
  }

  private static <G> List<long[]> counts(
      RosterSums roster, List<G> groups, ToLongBiFunction<SectionSums, G> students) {
    List<long[]> counts = new ArrayList<>();
    for (SectionSums section : roster.sums()) {
      counts.add(groups.stream().mapToLong(each -> students.applyAsLong(section, each)).toArray());
    }
    return counts;
  }

  /** Share of seats at an advanced level, from 0 to 1. */
  public double advancedShare() {
    return (double) advanced / students;
  }

  /** Share of seats whose student's prior percentile is known, from 0 to 1. */
  public double scoredShare() {
    return (double) scores.scored() / students;
  }

  /**
   * Variance ratio of white students against all others of known race/ethnicity; null where either
   * is nobody.
   */
  public @Nullable Double whiteVarianceRatio() {
    return raceEthnicity.groups().get(RACES.indexOf(RaceEthnicity.WHITE)).varianceRatio();
  }

  /** Variance ratio of economically disadvantaged students; null where they are nobody or all. */
  public @Nullable Double disadvantagedVarianceRatio() {
    return economicallyDisadvantaged.groups().get(0).varianceRatio();
  }
}
