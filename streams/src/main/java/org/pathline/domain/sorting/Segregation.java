package org.pathline.domain.sorting;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Segregation of students between sections by group.
 *
 * <p>Only students whose group is known take part: T in all, t in a section, a share P of a group
 * in all and p in a section. Definitions as in Reardon and Firebaugh, Measures of multigroup
 * segregation, Sociological Methodology 32 (2002).
 *
 * @param groups each group against all others, in the order given
 * @param theil Theil's H over all groups, Σt(E−e)/(E·T) with the entropies E of all and e of a
 *     section, from 0 to 1; null where all are of one group
 * @param theilRandom mean of theil where students are put into sections at random; null where theil
 *     is, and where no section has fewer than ten students, so that it is small
 */
public record Segregation(
    List<Group> groups, @Nullable Double theil, @Nullable Double theilRandom) {
  private static final long SMALL_SECTION = 10;

  /**
   * One group against all others.
   *
   * @param students X
   * @param varianceRatio Σt(p−P)²/(T·P·(1−P)), from 0 to 1; null where the group is nobody or all
   * @param dissimilarity Σt|p−P|/(2·T·P·(1−P)), from 0 to 1; null likewise
   */
  public record Group(
      long students, @Nullable Double varianceRatio, @Nullable Double dissimilarity) {}

  /**
   * Segregation between sections.
   *
   * @param sections students by group, one array a section, all of one length
   */
  public static Segregation of(List<long[]> sections) {
    int count = sections.isEmpty() ? 0 : sections.get(0).length;
    long[] all = new long[count];
    for (long[] section : sections) {
      for (int i = 0; i < count; i++) {
        all[i] += section[i];
      }
    }
    List<Group> groups = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      groups.add(group(sections, i, all[i], total(all)));
    }
    double entropy = entropy(all);
    if (entropy == 0) {
      return new Segregation(groups, null, null);
    }
    double left = 0;
    for (long[] section : sections) {
      left += total(section) * entropy(section);
    }
    double possible = total(all) * entropy;
    boolean small = sections.stream().mapToLong(Segregation::total).anyMatch(Segregation::isSmall);
    return new Segregation(
        groups,
        // Below zero only by rounding.
        Math.max(0, 1 - left / possible),
        small ? Math.max(0, 1 - leftAtRandom(sections, all) / possible) : null);
  }

  private static boolean isSmall(long size) {
    return size > 0 && size < SMALL_SECTION;
  }

  private static Group group(List<long[]> sections, int group, long students, long total) {
    if (students == 0 || students == total) {
      return new Group(students, null, null);
    }
    double squares = 0;
    double distances = 0;
    for (long[] section : sections) {
      long size = total(section);
      if (size > 0) {
        double deviation = (double) (total * section[group] - size * students);
        squares += deviation * deviation / size;
        distances += Math.abs(deviation);
      }
    }
    double mixed = (double) students * (total - students);
    return new Group(students, squares / total / mixed, distances / 2 / mixed);
  }

  private static long total(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** Entropy of the shares, in natural units. */
  private static double entropy(long[] counts) {
    long total = total(counts);
    double entropy = 0;
    for (long count : counts) {
      entropy += term(count, total);
    }
    return entropy;
  }

  private static double term(long count, long total) {
    double share = (double) count / total;
    return count == 0 || count == total ? 0 : -share * Math.log(share);
  }

  /**
   * Mean of Σt·e over all assignments that keep the sections' sizes: in each section the students
   * of a group follow a hypergeometric distribution.
   */
  private static double leftAtRandom(List<long[]> sections, long[] all) {
    int total = Math.toIntExact(total(all));
    double left = 0;
    for (long[] section : sections) {
      int size = Math.toIntExact(total(section));
      for (long students : all) {
        if (size > 0 && students > 0) {
          left += size * meanTerm(total, Math.toIntExact(students), size);
        }
      }
    }
    return left;
  }

  /**
   * Mean of the entropy's term of a group in a section of some size that is drawn at random.
   *
   * <p>The probability of the likeliest count is that of the library, and each other one follows
   * from its neighbour's: P(x+1)/P(x) = (K−x)(n−x)/((x+1)(N−K−n+x+1)).
   */
  private static double meanTerm(int total, int students, int size) {
    HypergeometricDistribution drawn = HypergeometricDistribution.of(total, students, size);
    int likeliest = (int) ((size + 1L) * (students + 1L) / (total + 2L));
    double probability = drawn.probability(likeliest);
    double mean = probability * term(likeliest, size);
    double next = probability;
    for (int x = likeliest; x < drawn.getSupportUpperBound(); x++) {
      next *= ratio(total, students, size, x);
      mean += next * term(x + 1, size);
    }
    next = probability;
    for (int x = likeliest - 1; x >= drawn.getSupportLowerBound(); x--) {
      next /= ratio(total, students, size, x);
      mean += next * term(x, size);
    }
    return mean;
  }

  /** How many times as likely one more than x is. */
  private static double ratio(double total, double students, double size, int x) {
    return (students - x) * (size - x) / ((x + 1) * (total - students - size + x + 1));
  }
}
