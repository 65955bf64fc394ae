package org.pathline.domain.effect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sums of an outcome by unit and time: the only thing that an estimate may depend on.
 *
 * <p>Units stand in the order of their ids and times in ascending order, whatever order they came
 * in, so that equal sums give equal estimates to the last digit. For schools a time is an anchor
 * year, n the students whose outcome is observed and the total how many attained it; for a panel of
 * single values n is 1 and the total is the value.
 */
public final class Panel {
  private final List<PanelUnit> units;
  private final int[] times;

  /** By time and then by unit, like all of these: sums run over the units of one time. */
  private final double[][] size;

  private final double[][] total;
  private final double[][] mean;
  private final Weighting weighting;
  private final Derived derived = new Derived();

  private Panel(
      List<PanelUnit> units, int[] times, double[][] size, double[][] total, Weighting weighting) {
    this.units = units;
    this.times = times;
    this.size = size;
    this.total = total;
    this.weighting = weighting;
    mean = new double[times.length][units.size()];
    for (int t = 0; t < times.length; t++) {
      for (int u = 0; u < mean[t].length; u++) {
        mean[t][u] = size[t][u] > 0 ? total[t][u] / size[t][u] : Double.NaN;
      }
    }
  }

  /** Collects the sums of a panel. */
  public static final class Builder {
    private final SortedMap<String, PanelUnit> units = new TreeMap<>();
    private final Map<String, SortedMap<Integer, double[]>> sums = new HashMap<>();
    private final Weighting weighting;

    /** Builder of a panel with averages of one kind. */
    public Builder(Weighting weighting) {
      this.weighting = weighting;
    }

    /**
     * Adds a unit.
     *
     * @throws IllegalArgumentException when its id is taken
     */
    public Builder unit(PanelUnit unit) {
      if (units.putIfAbsent(unit.id(), unit) != null) {
        throw new IllegalArgumentException("unit " + unit.id() + " is there twice");
      }
      return this;
    }

    /**
     * Adds to the sums of a unit at a time.
     *
     * @param size n: observations, at least 0
     * @param total sum of the outcome over them
     */
    public Builder add(String unit, int time, double size, double total) {
      double[] sum =
          sums.computeIfAbsent(unit, absent -> new TreeMap<>())
              .computeIfAbsent(time, absent -> new double[2]);
      sum[0] += size;
      sum[1] += total;
      return this;
    }

    /**
     * The panel. A unit without sums at a time has none observed there.
     *
     * @throws IllegalArgumentException when there are sums of a unit that was not added
     */
    public Panel build() {
      TreeSet<Integer> all = new TreeSet<>();
      sums.forEach(
          (unit, byTime) -> {
            if (!units.containsKey(unit)) {
              throw new IllegalArgumentException("there are sums of " + unit + ", but no unit");
            }
            all.addAll(byTime.keySet());
          });
      int[] times = all.stream().mapToInt(Integer::intValue).toArray();
      List<PanelUnit> ordered =
          units.values().stream().sorted(Comparator.comparing(PanelUnit::id)).toList();
      double[][] size = new double[times.length][ordered.size()];
      double[][] total = new double[times.length][ordered.size()];
      for (int u = 0; u < ordered.size(); u++) {
        SortedMap<Integer, double[]> byTime = sums.get(ordered.get(u).id());
        for (int t = 0; byTime != null && t < times.length; t++) {
          double[] sum = byTime.getOrDefault(times[t], new double[2]);
          size[t][u] = sum[0];
          total[t][u] = sum[1];
        }
      }
      return new Panel(ordered, times, size, total, weighting);
    }
  }

  /**
   * Panel of students from its numbers, which it keeps.
   *
   * @param units in order of their ids
   * @param times in ascending order
   * @param size n by time and unit
   * @param total sums of the outcome by time and unit
   */
  public static Panel of(List<PanelUnit> units, int[] times, double[][] size, double[][] total) {
    return new Panel(units, times, size, total, Weighting.STUDENT);
  }

  /** What is derived of the panel alone, once for all who ask for it under the same key. */
  public <T extends @Nullable Object> T derived(Object key, Supplier<T> derivation) {
    return derived.of(key, derivation);
  }

  /** Units in order of their ids. */
  public List<PanelUnit> units() {
    return units;
  }

  /** The earliest adoption; {@link Integer#MAX_VALUE} where no unit adopts. */
  public int firstAdoption() {
    return units.stream()
        .filter(PanelUnit::everAdopts)
        .mapToInt(PanelUnit::adopted)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** Times in ascending order; a copy. */
  public int[] times() {
    return times.clone();
  }

  /** How many times there are. */
  public int timeCount() {
    return times.length;
  }

  /** Time at an index. */
  public int time(int index) {
    return times[index];
  }

  /** What averages are averages of. */
  public Weighting weighting() {
    return weighting;
  }

  /** n of a unit at a time, both by index; 0 where nothing is observed. */
  public double size(int unit, int time) {
    return size[time][unit];
  }

  /** Whether something is observed of a unit, by index, at every time. */
  public boolean isComplete(int unit) {
    return Arrays.stream(size).allMatch(ofTime -> ofTime[unit] > 0);
  }

  /** n of every unit at a time, by index; read only. */
  public double[] sizes(int time) {
    return size[time];
  }

  /** Sum of the outcome of a unit at a time, both by index. */
  public double total(int unit, int time) {
    return total[time][unit];
  }

  /** Mean outcome of a unit at a time, both by index; NaN where nothing is observed. */
  public double mean(int unit, int time) {
    return mean[time][unit];
  }

  /** Mean outcome of every unit at a time, by index; read only. */
  public double[] means(int time) {
    return mean[time];
  }

  /**
   * The same sums with units as the function gives them; those for which it gives null are left
   * out.
   */
  public Panel withUnits(Function<PanelUnit, @Nullable PanelUnit> change) {
    Builder builder = new Builder(weighting);
    for (int u = 0; u < units.size(); u++) {
      PanelUnit unit = change.apply(units.get(u));
      if (unit != null) {
        builder.unit(unit);
        for (int t = 0; t < times.length; t++) {
          builder.add(unit.id(), times[t], size(u, t), total(u, t));
        }
      }
    }
    return builder.build();
  }
}
