package org.pathline.domain.equity;

import java.util.List;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;

/** What gaps are measured in, and whether that is within a classroom or beyond it. */
public enum LedgerMeasure {
  ADVANCED_COURSE(Place.IN_CLASS, Outcome.ADVANCED_COURSE, "advancedCourse"),
  GRADE_POINTS(Place.IN_CLASS, Outcome.GRADE_POINTS, "gradePoints"),
  COLLEGE_16_MONTHS(Place.BEYOND, Outcome.COLLEGE_16_MONTHS, "college16Months"),
  STEM_ENTRY_2(Place.BEYOND, Outcome.STEM_ENTRY_2, "stemEntry2"),
  STEM_ENTRY_6(Place.BEYOND, Outcome.STEM_ENTRY_6, "stemEntry6"),
  STEM_DEGREE_6(Place.BEYOND, Outcome.STEM_DEGREE_6, "stemDegree6"),
  /**
   * Of those who entered STEM by h(2), who were first ahead by a course that their family paid for:
   * the private advantage.
   */
  PRIVATE_ACCELERATION(Place.PRIVATE, Outcome.STEM_ENTRY_2, "privateAcceleration");

  /** Where a gap is seen. */
  public enum Place {
    IN_CLASS,
    BEYOND,
    /** Outside school, before what is beyond it. */
    PRIVATE
  }

  private static final List<LedgerMeasure> ALL = List.of(values());

  private final Place place;
  private final Outcome outcome;
  private final String label;

  LedgerMeasure(Place place, Outcome outcome, String label) {
    this.place = place;
    this.outcome = outcome;
    this.label = label;
  }

  /** Where its gap is seen. */
  public Place place() {
    return place;
  }

  /** The outcome that tells which cohorts can be known yet. */
  public Outcome outcome() {
    return outcome;
  }

  /** Name in columns and records: that of the outcome where it is one. */
  public String label() {
    return label;
  }

  /** Whether it is a mean of points rather than a share of students. */
  public boolean isMean() {
    return this == GRADE_POINTS;
  }

  /** Adds what a cell says of it. */
  void add(CellSums cell, OutcomeSum sum) {
    if (this == PRIVATE_ACCELERATION) {
      sum.addStemEntrants(Channel.OUTSIDE_FAMILY, cell);
    } else {
      sum.add(outcome, cell);
    }
  }

  /** Every measure, in the order of a ledger. */
  public static List<LedgerMeasure> all() {
    return ALL;
  }
}
