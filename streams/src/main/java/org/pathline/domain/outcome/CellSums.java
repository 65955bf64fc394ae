package org.pathline.domain.outcome;

import java.math.BigInteger;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.statistics.ExactSums;

/**
 * Sums of contributions, exact and signed, so that the order of additions cannot matter.
 *
 * <p>Mutable: one object gathers what happened to a cell between two commits.
 */
public final class CellSums extends ExactSums {
  /** How many numbers a sum has besides those of grade points. */
  public static final int COUNTS =
      1 + 3 * Outcome.values().length + 2 * Channel.values().length + Milestone.values().length;

  /** More than live on the earth, and far from what a sum of sums could not hold. */
  private static final long MOST_MEMBERS = 10_000_000_000L;

  /** Of one member, times 10^9. */
  private static final BigInteger HIGHEST_POINTS =
      BigInteger.valueOf(GradePoints.whole(Bounds.HIGHEST_POINTS));

  private static final int OUTCOMES = Outcome.values().length;
  private static final int CHANNELS_AT = 1 + 3 * OUTCOMES;
  private static final int MILESTONES_AT = CHANNELS_AT + Channel.values().length;
  private static final int STEM_ENTRANTS_AT = MILESTONES_AT + Milestone.values().length;

  /** Sums of nothing. */
  public CellSums() {
    this(new long[COUNTS], BigInteger.ZERO, BigInteger.ZERO);
  }

  /**
   * Sums from their parts.
   *
   * @param counts members; eligible, observed, attained of each outcome; each channel; each
   *     milestone; STEM entrants of each channel
   * @param gradePoints sum of the members' mean points, times 10^9
   * @param gradePointSquares sum of the squares of those integers, times 10^18
   */
  public CellSums(long[] counts, BigInteger gradePoints, BigInteger gradePointSquares) {
    super(counts, gradePoints, gradePointSquares);
  }

  /**
   * Where the eligible of an outcome are counted; the observed and the attained follow, and at 0
   * are the members.
   */
  public static int at(Outcome outcome) {
    return 1 + 3 * outcome.ordinal();
  }

  /** Where the members whose first acceleration came through a channel are counted. */
  public static int at(Channel channel) {
    return CHANNELS_AT + channel.ordinal();
  }

  /** Where those of them who attained STEM entry by h(2) are counted. */
  public static int stemEntrantsAt(Channel channel) {
    return STEM_ENTRANTS_AT + channel.ordinal();
  }

  /** Where the members who hold a milestone are counted. */
  public static int at(Milestone milestone) {
    return MILESTONES_AT + milestone.ordinal();
  }

  /** Adds one contribution, or takes it away where the sign is -1. */
  public void add(Contribution contribution, int sign) {
    counts[0] += sign;
    OutcomeFlags flags = contribution.outcomes();
    for (int i = 0; i < OUTCOMES; i++) {
      counts[1 + 3 * i] += sign * (flags.eligible() >> i & 1);
      counts[2 + 3 * i] += sign * (flags.observed() >> i & 1);
      counts[3 + 3 * i] += sign * (flags.attained() >> i & 1);
    }
    counts[at(contribution.firstAcceleration())] += sign;
    if ((flags.attained() >> Outcome.STEM_ENTRY_2.ordinal() & 1) != 0) {
      counts[stemEntrantsAt(contribution.firstAcceleration())] += sign;
    }
    for (int rest = contribution.milestones(); rest != 0; rest &= rest - 1) {
      counts[MILESTONES_AT + Integer.numberOfTrailingZeros(rest)] += sign;
    }
    if (contribution.gradePoints() != null) {
      BigInteger points = BigInteger.valueOf(contribution.gradePoints());
      BigInteger signed = BigInteger.valueOf(sign);
      sum = sum.add(points.multiply(signed));
      squares = squares.add(points.multiply(points).multiply(signed));
    }
  }

  /** Adds other sums. */
  public void add(CellSums other) {
    addAll(other);
  }

  /**
   * Whether there can be students who add up to this: nobody attained what was not observed of
   * them, or was observed in what is not about them, and there are no more of any kind than
   * members.
   */
  public boolean isOfStudents() {
    long members = counts[0];
    if (members < 0 || members > MOST_MEMBERS) {
      return false;
    }
    long channels = 0;
    for (Channel channel : Channel.values()) {
      channels += students(channel);
      if (!isOrdered(stemEntrants(channel), students(channel), members)) {
        return false;
      }
    }
    for (Outcome outcome : Outcome.values()) {
      if (!isOrdered(attained(outcome), observed(outcome), eligible(outcome))
          || eligible(outcome) > members) {
        return false;
      }
    }
    for (Milestone milestone : Milestone.values()) {
      if (!isOrdered(0, students(milestone), members)) {
        return false;
      }
    }
    BigInteger highest = HIGHEST_POINTS.multiply(BigInteger.valueOf(members));
    return channels <= members
        && isOrdered(BigInteger.ZERO, sum, highest)
        && isOrdered(BigInteger.ZERO, squares, highest.multiply(HIGHEST_POINTS));
  }

  private static boolean isOrdered(long few, long more, long most) {
    return few >= 0 && few <= more && more <= most;
  }

  private static boolean isOrdered(BigInteger few, BigInteger more, BigInteger most) {
    return few.compareTo(more) <= 0 && more.compareTo(most) <= 0;
  }

  public long members() {
    return counts[0];
  }

  public long eligible(Outcome outcome) {
    return counts[at(outcome)];
  }

  public long observed(Outcome outcome) {
    return counts[at(outcome) + 1];
  }

  public long attained(Outcome outcome) {
    return counts[at(outcome) + 2];
  }

  /** Members whose first acceleration came through a channel. */
  public long students(Channel channel) {
    return counts[at(channel)];
  }

  /**
   * Members who attained STEM entry by h(2) and whose first acceleration came through a channel.
   */
  public long stemEntrants(Channel channel) {
    return counts[stemEntrantsAt(channel)];
  }

  /** Members who hold a milestone. */
  public long students(Milestone milestone) {
    return counts[at(milestone)];
  }

  /** Sum of the members' mean points, times 10^9. */
  public BigInteger gradePoints() {
    return sum;
  }

  /** Sum of the squares, times 10^18. */
  public BigInteger gradePointSquares() {
    return squares;
  }
}
