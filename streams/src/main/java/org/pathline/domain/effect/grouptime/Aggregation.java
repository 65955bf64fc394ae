package org.pathline.domain.effect.grouptime;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Weighting;

/**
 * Means of group-time effects, with the error of their weights.
 *
 * <p>P_g is the share of a group in the sample: of its students, or of the weight of its units. A
 * mean over cells j weighted by P_g(j) / S, S = sum of P_g(j), has the error of the cells and, per
 * unit s, (sum of att_j c_sj - att sum of c_sj) / S with c_sj the contribution of s to P_g(j).
 * Refused cells are left out. Source: Callaway and Sant'Anna (2021), section 3.3 and corollary 2.
 */
public final class Aggregation {
  private final GroupTimeEffects effects;
  private final SortedMap<Integer, Double> share = new TreeMap<>();
  private final double[] unitShare;

  /** Prepares means of the effects. */
  public Aggregation(GroupTimeEffects effects) {
    this.effects = effects;
    GroupTimeSample sample = effects.sample();
    Panel panel = sample.panel();
    int units = panel.units().size();
    unitShare = new double[units];
    double total = 0;
    for (int s = 0; s < units; s++) {
      if (sample.includes(s)) {
        unitShare[s] = mass(sample, s);
        total += unitShare[s];
      }
    }
    for (int s = 0; s < units; s++) {
      if (sample.includes(s)) {
        unitShare[s] /= total;
        share.merge(sample.adopted(s), unitShare[s], Double::sum);
      }
    }
  }

  private static double mass(GroupTimeSample sample, int s) {
    Panel panel = sample.panel();
    if (panel.weighting() == Weighting.UNIT) {
      return panel.units().get(s).weight();
    }
    double students = 0;
    for (int t = 0; t < sample.timeCount(); t++) {
      students += panel.size(s, t);
    }
    return students;
  }

  /** P_g: share of a group in the sample. */
  public double shareOf(int group) {
    return share.getOrDefault(group, 0.0);
  }

  /** Mean over all treated group-times; null where there is none. */
  public @Nullable Estimate simple() {
    List<GroupTimeEffect> treated = treated();
    return treated.isEmpty() ? null : weighted(parts(treated));
  }

  private List<GroupTimeEffect> treated() {
    return effects.effects().stream().filter(GroupTimeEffect::isPost).toList();
  }

  /** Means by time since adoption, in ascending order. */
  public List<Aggregate> events() {
    return means(effects.effects(), each -> each.time() - each.group());
  }

  /**
   * The same over groups that are seen for a number of times after adoption, up to it, so that all
   * means from 0 on are over the same groups.
   *
   * @param times number of times, at least 0
   */
  public List<Aggregate> balancedEvents(int times) {
    GroupTimeSample sample = effects.sample();
    if (sample.timeCount() == 0) {
      return List.of();
    }
    int first = sample.panel().time(0);
    int last = sample.panel().time(sample.timeCount() - 1);
    List<GroupTimeEffect> balanced =
        effects.effects().stream()
            .filter(each -> last - each.group() >= times)
            .filter(each -> each.time() - each.group() <= times)
            .filter(each -> each.time() - each.group() >= times - (last - first))
            .toList();
    return means(balanced, each -> each.time() - each.group());
  }

  /** Means by group over its times since adoption, in ascending order. */
  public List<Aggregate> groups() {
    return means(treated(), GroupTimeEffect::group);
  }

  /** Means by time over groups treated then, in ascending order. */
  public List<Aggregate> calendar() {
    return means(treated(), GroupTimeEffect::time);
  }

  /** Mean over times since adoption from 0 on; null where there is none. */
  public static @Nullable Estimate overallEvent(List<Aggregate> events) {
    return plain(events.stream().filter(each -> each.key() >= 0).toList());
  }

  /** Mean over groups, weighted by their size; null where there is none. */
  public @Nullable Estimate overallGroup(List<Aggregate> groups) {
    return groups.isEmpty()
        ? null
        : weighted(groups.stream().map(each -> new Part(each.key(), each.estimate())).toList());
  }

  /** Mean over times; null where there is none. */
  public static @Nullable Estimate overallCalendar(List<Aggregate> calendar) {
    return plain(calendar);
  }

  private List<Aggregate> means(List<GroupTimeEffect> all, ToIntFunction<GroupTimeEffect> key) {
    SortedMap<Integer, List<GroupTimeEffect>> byKey = new TreeMap<>();
    for (GroupTimeEffect each : all) {
      byKey.computeIfAbsent(key.applyAsInt(each), absent -> new ArrayList<>()).add(each);
    }
    List<Aggregate> means = new ArrayList<>();
    byKey.forEach(
        (value, cells) ->
            means.add(
                new Aggregate(
                    value,
                    weighted(parts(cells)),
                    cells.stream().allMatch(GroupTimeEffect::isReference))));
    return means;
  }

  private static @Nullable Estimate plain(List<Aggregate> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    Estimate sum = parts.get(0).estimate().times(1.0 / parts.size());
    for (Aggregate part : parts.subList(1, parts.size())) {
      sum = sum.plus(1.0 / parts.size(), part.estimate());
    }
    return sum;
  }

  /** What a mean is made of: an effect on a group, by whose size it is weighted. */
  private record Part(int group, Estimate estimate) {}

  private static List<Part> parts(List<GroupTimeEffect> effects) {
    return effects.stream().map(each -> new Part(each.group(), each.estimate())).toList();
  }

  private Estimate weighted(List<Part> cells) {
    double total = 0;
    for (Part cell : cells) {
      total += shareOf(cell.group());
    }
    int units = unitShare.length;
    double[] contributions = new double[units];
    double value = 0;
    SortedMap<Integer, double[]> byGroup = new TreeMap<>();
    for (Part cell : cells) {
      double weight = shareOf(cell.group()) / total;
      value += weight * cell.estimate().value();
      for (int s = 0; s < units; s++) {
        contributions[s] += weight * cell.estimate().contributions()[s];
      }
      double[] sums = byGroup.computeIfAbsent(cell.group(), absent -> new double[2]);
      sums[0] += cell.estimate().value();
      sums[1] += 1;
    }
    // What a unit gives to every share alike, sum of att_j P_j - att S, is nothing.
    for (int s = 0; s < units; s++) {
      double[] own = byGroup.get(effects.sample().adopted(s));
      if (effects.sample().includes(s) && own != null) {
        contributions[s] += unitShare[s] * (own[0] - value * own[1]) / total;
      }
    }
    return new Estimate(value, contributions);
  }
}
