package org.pathline.domain.effect.grouptime;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;

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

  /** Prepares means of the effects. */
  public Aggregation(GroupTimeEffects effects) {
    this.effects = effects;
  }

  /** P_g: share of a group in the sample. */
  public double shareOf(int group) {
    int place = effects.sample().placeOf(group);
    return place > 0 ? effects.sample().share(place) : 0;
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
    GroupTimeSample sample = effects.sample();
    double[] contributions = new double[sample.panel().units().size()];
    double value = 0;
    // Of each adoption's effects, by its place, the sum and the number.
    double[] sums = new double[1 + sample.groups().length];
    double[] counts = new double[sums.length];
    for (Part cell : cells) {
      double weight = shareOf(cell.group()) / total;
      value += weight * cell.estimate().value();
      double[] ofCell = cell.estimate().contributions();
      for (int s = 0; s < contributions.length; s++) {
        contributions[s] += weight * ofCell[s];
      }
      int place = sample.placeOf(cell.group());
      if (place > 0) {
        sums[place] += cell.estimate().value();
        counts[place] += 1;
      }
    }
    // What a unit gives to every share alike, sum of att_j P_j - att S, is nothing.
    for (int s = 0; s < contributions.length; s++) {
      int place = sample.place(s);
      if (place >= 0 && counts[place] > 0) {
        contributions[s] += sample.unitShare(s) * (sums[place] - value * counts[place]) / total;
      }
    }
    return new Estimate(value, contributions);
  }
}
