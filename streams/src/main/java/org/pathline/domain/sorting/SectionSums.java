package org.pathline.domain.sorting;

import java.math.BigInteger;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.statistics.ExactSums;

/**
 * Sums over the students of one section, exact and signed, so that the order of additions cannot
 * matter.
 *
 * <p>Mutable: one object gathers what happened to a section between two commits.
 */
public final class SectionSums extends ExactSums {
  /** By what percentiles are multiplied to be integers. */
  public static final int SCALE = 1_000;

  private static final int LEVELS_AT = 2;
  private static final int RACES_AT = LEVELS_AT + CourseLevel.values().length;
  private static final int INCOMES_AT = RACES_AT + RaceEthnicity.values().length;

  /** How many counts there are: students, scored, each level, race/ethnicity, disadvantage. */
  public static final int COUNTS = INCOMES_AT + Indicator.values().length;

  /** Sums of nobody. */
  public SectionSums() {
    this(new long[COUNTS], BigInteger.ZERO, BigInteger.ZERO);
  }

  /**
   * Sums from their parts.
   *
   * @param counts students, scored students, then by level, race/ethnicity and disadvantage
   * @param sum sum of the scored students' prior percentiles, times 10^3
   * @param squares sum of the squares of those integers, times 10^6
   */
  public SectionSums(long[] counts, BigInteger sum, BigInteger squares) {
    super(counts, sum, squares);
  }

  /** Adds one student, or takes the student away where the sign is -1. */
  public void add(Seating seating, int sign) {
    counts[0] += sign;
    counts[LEVELS_AT + seating.level().ordinal()] += sign;
    counts[RACES_AT + seating.raceEthnicity().ordinal()] += sign;
    counts[INCOMES_AT + seating.economicallyDisadvantaged().ordinal()] += sign;
    if (seating.priorPercentile() != null) {
      counts[1] += sign;
      BigInteger score = BigInteger.valueOf(seating.priorPercentile());
      BigInteger signed = sign > 0 ? score : score.negate();
      sum = sum.add(signed);
      squares = squares.add(score.multiply(signed));
    }
  }

  /** Adds other sums. */
  public void add(SectionSums other) {
    addAll(other);
  }

  public long students() {
    return counts[0];
  }

  /** Students whose prior percentile is known. */
  public long scored() {
    return counts[1];
  }

  /** Students who sit at a level. */
  public long students(CourseLevel level) {
    return counts[LEVELS_AT + level.ordinal()];
  }

  public long students(RaceEthnicity raceEthnicity) {
    return counts[RACES_AT + raceEthnicity.ordinal()];
  }

  /** Students of whom economic disadvantage is known to be so, not so, or is not known. */
  public long students(Indicator economicallyDisadvantaged) {
    return counts[INCOMES_AT + economicallyDisadvantaged.ordinal()];
  }

  /** Sum of the prior percentiles, times 10^3. */
  public BigInteger sum() {
    return sum;
  }

  /** Sum of the squares, times 10^6. */
  public BigInteger squares() {
    return squares;
  }
}
