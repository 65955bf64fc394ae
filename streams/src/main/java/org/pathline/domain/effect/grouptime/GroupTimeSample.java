package org.pathline.domain.effect.grouptime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Derived;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.effect.grouptime.Exclusion.Reason;

/**
 * The units and times of a panel that an estimate uses.
 *
 * <p>Left out are units without a value at some time (where units are followed), and units without
 * a time before adoption and its anticipation. Adoption after the last time is none. Where no unit
 * is never treated, the group that adopts last stands for those, and times at which it may already
 * be affected are cut off. Units keep their index in the panel.
 */
public final class GroupTimeSample {
  private final Panel panel;
  private final int anticipation;
  private final int[] adopted;
  private final boolean[] included;
  private final int times;
  private final int[] groups;
  private final @Nullable Integer comparisonGroup;
  private final List<Exclusion> exclusions;

  /** Place of each unit's adoption: 0 for never, from 1 on in groups; below 0 where left out. */
  private final int[] place;

  private final Derived byPlaces = new Derived();
  private final double[] unitShare;
  private final double[] share;

  private record Key(int anticipation) {}

  private GroupTimeSample(
      Panel panel,
      int anticipation,
      int[] adopted,
      boolean[] included,
      int times,
      @Nullable Integer comparisonGroup,
      List<Exclusion> exclusions) {
    this.panel = panel;
    this.anticipation = anticipation;
    this.adopted = adopted;
    this.included = included;
    this.times = times;
    this.comparisonGroup = comparisonGroup;
    this.exclusions = exclusions;
    TreeSet<Integer> all = new TreeSet<>();
    for (int s = 0; s < adopted.length; s++) {
      if (included[s] && adopted[s] != PanelUnit.NEVER) {
        all.add(adopted[s]);
      }
    }
    groups = all.stream().mapToInt(Integer::intValue).toArray();
    place = new int[adopted.length];
    for (int s = 0; s < adopted.length; s++) {
      place[s] = included[s] ? placeOf(adopted[s]) : -1;
    }
    unitShare = new double[adopted.length];
    share = new double[1 + groups.length];
    shareOut();
  }

  private void shareOut() {
    double total = 0;
    for (int s = 0; s < unitShare.length; s++) {
      if (included[s]) {
        unitShare[s] = mass(s);
        total += unitShare[s];
      }
    }
    for (int s = 0; s < unitShare.length; s++) {
      if (included[s]) {
        unitShare[s] /= total;
        share[place[s]] += unitShare[s];
      }
    }
  }

  private double mass(int s) {
    if (panel.weighting() == Weighting.UNIT) {
      return panel.units().get(s).weight();
    }
    double students = 0;
    for (int t = 0; t < times; t++) {
      students += panel.size(s, t);
    }
    return students;
  }

  /** Sample of a panel for a number of times of anticipation, which all who ask for it share. */
  public static GroupTimeSample of(Panel panel, int anticipation) {
    return panel.derived(new Key(anticipation), () -> sample(panel, anticipation));
  }

  private static GroupTimeSample sample(Panel panel, int anticipation) {
    int units = panel.units().size();
    int times = panel.timeCount();
    int[] adopted = new int[units];
    boolean[] included = new boolean[units];
    List<String> missing = new ArrayList<>();
    List<String> early = new ArrayList<>();
    boolean anyNever = false;
    int last = PanelUnit.NEVER;
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      adopted[s] = unit.adopted();
      if (times > 0 && adopted[s] > panel.time(times - 1) + anticipation) {
        adopted[s] = PanelUnit.NEVER;
      }
      if (panel.weighting() == Weighting.UNIT && !panel.isComplete(s)) {
        missing.add(unit.id());
      } else if (adopted[s] != PanelUnit.NEVER && adopted[s] - anticipation <= panel.time(0)) {
        early.add(unit.id());
      } else {
        included[s] = true;
        anyNever |= adopted[s] == PanelUnit.NEVER;
        last = Math.max(last, adopted[s]);
      }
    }
    Integer comparisonGroup = null;
    if (!anyNever && last != PanelUnit.NEVER) {
      comparisonGroup = last;
      while (times > 0 && panel.time(times - 1) >= last - anticipation) {
        times--;
      }
      for (int s = 0; s < units; s++) {
        adopted[s] = adopted[s] == last ? PanelUnit.NEVER : adopted[s];
      }
    }
    List<Exclusion> exclusions = new ArrayList<>();
    if (!missing.isEmpty()) {
      exclusions.add(new Exclusion(Reason.MISSING_TIMES, List.copyOf(missing)));
    }
    if (!early.isEmpty()) {
      exclusions.add(new Exclusion(Reason.NO_TIME_BEFORE_ADOPTION, List.copyOf(early)));
    }
    return new GroupTimeSample(
        panel, anticipation, adopted, included, times, comparisonGroup, List.copyOf(exclusions));
  }

  /** The panel that the sample is of. */
  public Panel panel() {
    return panel;
  }

  /** Whether a unit, by index in the panel, takes part. */
  public boolean includes(int s) {
    return included[s];
  }

  /** How many units take part. */
  public int unitCount() {
    int count = 0;
    for (boolean each : included) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /** G of a unit, or {@link PanelUnit#NEVER} where it counts as never treated. */
  public int adopted(int s) {
    return adopted[s];
  }

  /** How many times are used, the first ones of the panel. */
  public int timeCount() {
    return times;
  }

  /** Adoptions g of the groups in ascending order; a copy. */
  public int[] groups() {
    return groups.clone();
  }

  /** Place of an adoption: 0 for never, from 1 on that of a group, not above 0 where it is none. */
  int placeOf(int adoption) {
    return adoption == PanelUnit.NEVER ? 0 : 1 + Arrays.binarySearch(groups, adoption);
  }

  /** Place of the adoption of a unit, by index in the panel; below 0 where it takes no part. */
  int place(int s) {
    return place[s];
  }

  /** Share of a unit in the sample, of its students or of its weight; 0 where it takes no part. */
  double unitShare(int s) {
    return unitShare[s];
  }

  /** P_g: share of the units of one adoption, by its place. */
  double share(int ofPlace) {
    return share[ofPlace];
  }

  /** Index of the last time before an adoption and its anticipation, or of the first time. */
  public int baseOf(int g) {
    int base = 0;
    while (base + 1 < times && panel.time(base + 1) + anticipation < g) {
      base++;
    }
    return base;
  }

  /**
   * Adoptions that one is compared with: never, and where not yet treated units are compared with,
   * those that are later than all that is looked at; in ascending order.
   *
   * @param latest index of the last time that is looked at
   */
  int[] comparedWith(int g, Comparison comparison, int latest) {
    int untouchedBy = panel.time(latest) + anticipation;
    return IntStream.concat(
            IntStream.of(PanelUnit.NEVER),
            Arrays.stream(groups)
                .filter(
                    each ->
                        comparison == Comparison.NOT_YET_TREATED
                            && each != g
                            && each > untouchedBy))
        .toArray();
  }

  /** Units whose adoptions one is compared with, in ascending order; read only. */
  public int[] comparison(int g, Comparison comparison, int latest) {
    BitSet places = new BitSet();
    for (int each : comparedWith(g, comparison, latest)) {
      places.set(placeOf(each));
    }
    return adopting(places);
  }

  /** Units of one group; read only. */
  int[] group(int g) {
    BitSet only = new BitSet();
    int at = placeOf(g);
    if (at > 0) {
      only.set(at);
    }
    return adopting(only);
  }

  /** Units whose adoptions are at some places, in ascending order; read only. */
  int[] adopting(BitSet places) {
    return byPlaces.of(places, () -> units(s -> places.get(place[s])));
  }

  /** Units that take part and fit, in ascending order. */
  int[] units(IntPredicate fits) {
    int[] found = new int[adopted.length];
    int count = 0;
    for (int s = 0; s < adopted.length; s++) {
      if (included[s] && fits.test(s)) {
        found[count++] = s;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The adoption whose units stand for never treated ones, or null where there are such. */
  public @Nullable Integer comparisonGroup() {
    return comparisonGroup;
  }

  /** Units that were left out. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }
}
