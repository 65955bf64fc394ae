package org.pathline.domain.release.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.LedgerMeasure;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.release.Figures;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.RateCoding;
import org.pathline.domain.release.Tables;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.Newcombe;
import org.pathline.domain.statistics.Standardisation;
import org.pathline.domain.statistics.Stratum;

/**
 * The equity ledger of a release: every gap between two groups of its tables of which both sides
 * are shown, or coded.
 */
public final class PublishedGaps {
  private static final String THIRD = "priorAchievement";
  private static final String DISTRICT = "districtId";
  private final Published published;

  private PublishedGaps(Published published) {
    this.published = published;
  }

  /** Gaps in the order of the groups, groupings and measures. */
  public static List<PublishedGap> of(Tables tables) {
    PublishedGaps gaps = new PublishedGaps(new Published(tables));
    List<PublishedGap> all = new ArrayList<>();
    for (Group group : tables.groups()) {
      Map<String, String> values = gaps.published.values(group);
      for (Grouping by : Grouping.values()) {
        if (by.groups().contains(values.getOrDefault(by.label(), ""))) {
          gaps.add(by, values, all);
        }
      }
    }
    return all;
  }

  /** Between which ends a figure lies. */
  private record Shown(double low, double high) {
    static @Nullable Shown of(@Nullable Figures figures) {
      if (figures == null) {
        return null;
      }
      Long mean = figures.mean();
      if (mean != null) {
        return new Shown(mean / 100.0, mean / 100.0);
      }
      RateCoding.Band band = figures.band();
      if (band != null) {
        return new Shown(band.low() / 100.0, band.high() / 100.0);
      }
      Long observed = figures.observed();
      Long attained = figures.attained();
      if (observed == null || attained == null || observed == 0) {
        return null;
      }
      double share = (double) attained / observed;
      return new Shown(share, share);
    }

    boolean isExact() {
      return low == high;
    }
  }

  private void add(Grouping by, Map<String, String> values, List<PublishedGap> all) {
    Map<String, String> within = new LinkedHashMap<>(values);
    String name = String.valueOf(within.remove(by.label()));
    for (LedgerMeasure measure : LedgerMeasure.all()) {
      if (measure.place() == LedgerMeasure.Place.PRIVATE) {
        continue;
      }
      Figures ofGroup = figures(within, by, name, measure);
      Figures ofReference = figures(within, by, by.reference(), measure);
      Shown group = Shown.of(ofGroup);
      Shown reference = Shown.of(ofReference);
      if (ofGroup == null || ofReference == null || group == null || reference == null) {
        continue;
      }
      boolean rates = !measure.isMean() && group.isExact() && reference.isExact();
      Standardisation standardised =
          measure.isMean() ? null : standardised(within, by, name, measure);
      all.add(
          new PublishedGap(
              within,
              by,
              name,
              measure,
              reference.low() - group.high(),
              reference.high() - group.low(),
              rates ? interval(ofReference, ofGroup) : null,
              rates && group.low() > 0 ? Double.valueOf(reference.low() / group.low()) : null,
              standardised == null ? null : Double.valueOf(standardised.gap()),
              standardised == null ? null : standardised.interval()));
    }
  }

  private @Nullable Figures figures(
      Map<String, String> within, Grouping by, String group, LedgerMeasure measure) {
    return published.figures(published.group(with(within, by.label(), group)), measure.outcome());
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return more;
  }

  private static @Nullable Interval interval(Figures one, Figures two) {
    Long attainedOfOne = one.attained();
    Long observedOfOne = one.observed();
    Long attainedOfTwo = two.attained();
    Long observedOfTwo = two.observed();
    return attainedOfOne == null
            || observedOfOne == null
            || attainedOfTwo == null
            || observedOfTwo == null
        ? null
        : Newcombe.difference(attainedOfOne, observedOfOne, attainedOfTwo, observedOfTwo);
  }

  /** Null where the release does not show all that it takes. */
  private @Nullable Standardisation standardised(
      Map<String, String> within, Grouping by, String name, LedgerMeasure measure) {
    if (within.containsKey(THIRD)) {
      return null;
    }
    Map<String, String> place = new TreeMap<>();
    if (within.containsKey(DISTRICT)) {
      place.put(DISTRICT, within.get(DISTRICT));
    }
    Map<String, Long> mix = new HashMap<>();
    List<Stratum> strata = new ArrayList<>();
    for (PriorAchievement third : PriorAchievement.THIRDS) {
      Map<String, String> inThird = with(within, THIRD, third.name());
      long[] one = counts(inThird, by, by.reference(), measure);
      long[] two = counts(inThird, by, name, measure);
      Group members = published.group(with(place, THIRD, third.name()));
      Long size = members == null ? null : members.members();
      if (one == null || two == null || size == null) {
        return null;
      }
      mix.put(third.name(), size);
      strata.add(Stratum.ofProportions(third.name(), one[0], one[1], two[0], two[1]));
    }
    return Standardisation.at(stratum -> mix.getOrDefault(stratum.name(), 0L), strata);
  }

  /** Attained and observed; null where either is not shown. */
  private long @Nullable [] counts(
      Map<String, String> within, Grouping by, String group, LedgerMeasure measure) {
    Figures figures = figures(within, by, group, measure);
    Long attained = figures == null ? null : figures.attained();
    Long observed = figures == null ? null : figures.observed();
    return attained == null || observed == null ? null : new long[] {attained, observed};
  }
}
