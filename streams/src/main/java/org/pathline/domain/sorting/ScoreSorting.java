package org.pathline.domain.sorting;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorting of students into sections by prior percentile, as a one-way analysis of variance between
 * k sections of N scored students.
 *
 * <p>SSB and SSW are the sums of squares between and within sections, MSB = SSB/(k−1), MSW =
 * SSW/(N−k), SST = SSB + SSW. Measures of effect size as in Olejnik and Algina, Generalized eta and
 * omega squared statistics, Psychological Methods 8 (2003). Sections without a scored student take
 * no part. All but withinSd are null where they mean nothing: fewer than two sections, no more
 * students than sections, or all percentiles equal.
 *
 * @param sections k
 * @param scored N
 * @param eta2 SSB/SST, from 0 to 1; grows by chance alone with small sections
 * @param eta2Random (k−1)/(N−1), the mean of eta2 where students are put into sections at random
 * @param epsilon2 (SSB−(k−1)·MSW)/SST
 * @param omega2 (SSB−(k−1)·MSW)/(SST+MSW), 0 on average without sorting, and then often below
 * @param icc1 (MSB−MSW)/(MSB+(n0−1)·MSW), the intraclass correlation, with n0 = (N−Σn²/N)/(k−1) for
 *     the size of a section
 * @param withinSd √MSW, in percentile points; null where no section could have any spread
 */
public record ScoreSorting(
    int sections,
    long scored,
    @Nullable Double eta2,
    @Nullable Double eta2Random,
    @Nullable Double epsilon2,
    @Nullable Double omega2,
    @Nullable Double icc1,
    @Nullable Double withinSd) {

  private static final double SQUARED_SCALE = (double) SectionSums.SCALE * SectionSums.SCALE;

  /** Sorting between some sections. */
  public static ScoreSorting of(Collection<SectionSums> all) {
    List<SectionSums> sections = all.stream().filter(each -> each.scored() > 0).toList();
    int k = sections.size();
    long n = sections.stream().mapToLong(SectionSums::scored).sum();
    BigInteger sum =
        sections.stream().map(SectionSums::sum).reduce(BigInteger.ZERO, BigInteger::add);
    double between = 0;
    double within = 0;
    double sizes = 0;
    for (SectionSums section : sections) {
      long size = section.scored();
      // Differences are taken between integers, so a large common offset loses no digit; what is
      // added up as doubles has one sign.
      double deviation = times(section.sum(), n).subtract(times(sum, size)).doubleValue();
      between += deviation * deviation / size;
      BigInteger spread =
          times(section.squares(), size).subtract(section.sum().multiply(section.sum()));
      within += spread.doubleValue() / size;
      sizes += (double) size * size;
    }
    double ssb = n == 0 ? 0 : between / n / n / SQUARED_SCALE;
    double ssw = within / SQUARED_SCALE;
    Double withinSd = n > k ? Math.sqrt(ssw / (n - k)) : null;
    double sst = ssb + ssw;
    if (k < 2 || n <= k || sst == 0) {
      return new ScoreSorting(k, n, null, null, null, null, null, withinSd);
    }
    double msw = ssw / (n - k);
    double msb = ssb / (k - 1);
    double excess = ssb - (k - 1) * msw;
    double n0 = (n - sizes / n) / (k - 1);
    return new ScoreSorting(
        k,
        n,
        ssb / sst,
        (k - 1.0) / (n - 1.0),
        excess / sst,
        excess / (sst + msw),
        (msb - msw) / (msb + (n0 - 1) * msw),
        withinSd);
  }

  private static BigInteger times(BigInteger one, long two) {
    return one.multiply(BigInteger.valueOf(two));
  }

  /** An index as it is published: what chance pushed below zero is no sorting. */
  public static @Nullable Double clamped(@Nullable Double index) {
    return index == null ? null : Math.max(0, index);
  }
}
