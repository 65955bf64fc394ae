package org.pathline.domain.effect.design;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;

/**
 * What a static two-way fixed effects regression compares, and with what weight.
 *
 * <p>Only a diagnosis: comparisons of later with earlier treated units take effects that still
 * change for a trend. Over the units observed at all times, each counting once. Source: A.
 * Goodman-Bacon, "Difference-in-differences with variation in treatment timing", Journal of
 * Econometrics 225 (2021), 254-277, theorem 1.
 *
 * @param rows the comparisons, ordered by the treated and then by the other adoption
 * @param unbalanced units left out because they are not observed at every time
 * @param alwaysTreated units left out because they are treated from the first time on
 */
public record GoodmanBacon(List<Row> rows, int unbalanced, int alwaysTreated) {

  /** Kind of a comparison. */
  public enum Kind {
    /** With units never treated. */
    TREATED_NEVER,
    /** With units treated later, before they are. */
    EARLIER_LATER,
    /** With units already treated: forbidden, where effects change over time. */
    LATER_EARLIER
  }

  /**
   * One comparison of two groups before and after.
   *
   * @param treated first time observed after the adoption of the group that changes
   * @param other the same of the other group, or {@link PanelUnit#NEVER}
   * @param weight share of the regression's coefficient
   */
  public record Row(Kind kind, int treated, int other, double estimate, double weight) {}

  /** The regression's coefficient: the weighted sum of the comparisons; NaN where there is none. */
  public double coefficient() {
    return rows.isEmpty()
        ? Double.NaN
        : rows.stream().mapToDouble(row -> row.weight() * row.estimate()).sum();
  }

  /** Weight of one kind of comparison, from 0 to 1. */
  public double share(Kind kind) {
    return rows.stream().filter(row -> row.kind() == kind).mapToDouble(Row::weight).sum();
  }

  /** Decomposition of a panel, which all who ask for it share. */
  public static GoodmanBacon of(Panel panel) {
    return panel.derived(GoodmanBacon.class, () -> decomposition(panel));
  }

  private static GoodmanBacon decomposition(Panel panel) {
    int times = panel.timeCount();
    SortedMap<Integer, Group> groups = new TreeMap<>();
    int unbalanced = 0;
    int alwaysTreated = 0;
    for (int s = 0; s < panel.units().size(); s++) {
      PanelUnit unit = panel.units().get(s);
      if (!panel.isComplete(s)) {
        unbalanced++;
      } else if (unit.everAdopts() && unit.adopted() <= panel.time(0)) {
        alwaysTreated++;
      } else {
        boolean never = !unit.everAdopts() || unit.adopted() > panel.time(times - 1);
        groups
            .computeIfAbsent(
                never ? PanelUnit.NEVER : firstSeen(panel, unit.adopted()),
                adopted -> new Group(panel, adopted))
            .add(s);
      }
    }
    return new GoodmanBacon(rows(groups), unbalanced, alwaysTreated);
  }

  /** The regression tells adoptions apart by the first time that is observed after them alone. */
  private static int firstSeen(Panel panel, int adopted) {
    int t = 0;
    while (panel.time(t) < adopted) {
      t++;
    }
    return panel.time(t);
  }

  private static List<Row> rows(SortedMap<Integer, Group> groups) {
    List<Row> rows = new ArrayList<>();
    double all = 0;
    for (Group one : groups.values()) {
      for (Group other : groups.values()) {
        if (one.adopted != other.adopted && one.adopted != PanelUnit.NEVER) {
          Row row = other.adopted == PanelUnit.NEVER ? withNever(one, other) : timing(one, other);
          rows.add(row);
          all += row.weight();
        }
      }
    }
    double total = all;
    if (!(total > 0)) {
      return List.of();
    }
    return rows.stream()
        .map(
            row ->
                new Row(
                    row.kind(), row.treated(), row.other(), row.estimate(), row.weight() / total))
        .toList();
  }

  private static Row withNever(Group k, Group never) {
    double both = k.units + never.units;
    double q = k.units / both;
    double estimate =
        k.mean(k.start, k.times)
            - k.mean(0, k.start)
            - (never.mean(k.start, k.times) - never.mean(0, k.start));
    return new Row(
        Kind.TREATED_NEVER,
        k.adopted,
        PanelUnit.NEVER,
        estimate,
        both * both * q * (1 - q) * k.share * (1 - k.share));
  }

  private static Row timing(Group one, Group other) {
    boolean earlier = one.adopted < other.adopted;
    Group k = earlier ? one : other;
    Group l = earlier ? other : one;
    double both = k.units + l.units;
    double q = k.units / both;
    double between = k.share - l.share;
    double change = one.mean(k.start, l.start) - other.mean(k.start, l.start);
    if (earlier) {
      double part = both * (1 - l.share);
      return new Row(
          Kind.EARLIER_LATER,
          k.adopted,
          l.adopted,
          change - (one.mean(0, k.start) - other.mean(0, k.start)),
          part * part * q * (1 - q) * between / (1 - l.share) * (1 - k.share) / (1 - l.share));
    }
    double part = both * k.share;
    return new Row(
        Kind.LATER_EARLIER,
        l.adopted,
        k.adopted,
        one.mean(l.start, l.times) - other.mean(l.start, l.times) - change,
        part * part * q * (1 - q) * l.share / k.share * between / k.share);
  }

  /** Means over the units of one adoption. */
  private static final class Group {
    private final Panel panel;
    private final int adopted;
    private final int times;
    private final int start;
    private final double share;
    private final double[] sums;
    private int units;

    Group(Panel panel, int adopted) {
      this.panel = panel;
      this.adopted = adopted;
      times = panel.timeCount();
      int first = 0;
      while (first < times && (adopted == PanelUnit.NEVER || panel.time(first) < adopted)) {
        first++;
      }
      start = first;
      share = (double) (times - start) / times;
      sums = new double[times];
    }

    void add(int s) {
      units++;
      for (int t = 0; t < times; t++) {
        sums[t] += panel.mean(s, t);
      }
    }

    /** Mean over the times from one index to before another. */
    double mean(int from, int to) {
      double sum = 0;
      for (int t = from; t < to; t++) {
        sum += sums[t];
      }
      return sum / (to - from) / units;
    }
  }
}
