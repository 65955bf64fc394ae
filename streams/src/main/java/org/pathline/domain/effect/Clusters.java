package org.pathline.domain.effect;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which units may err together.
 *
 * @param of number of each unit's cluster, from 0 in order of the clusters' names; read only
 * @param count how many clusters there are
 */
public record Clusters(int[] of, int count) {
  /** Clusters by name, one name for each unit. */
  public static Clusters named(List<String> names) {
    SortedMap<String, Integer> numbers = new TreeMap<>();
    names.forEach(name -> numbers.put(name, 0));
    int next = 0;
    for (SortedMap.Entry<String, Integer> each : numbers.entrySet()) {
      each.setValue(next++);
    }
    return new Clusters(names.stream().mapToInt(numbers::get).toArray(), numbers.size());
  }

  /** Clusters of the units of a panel. */
  public static Clusters of(Panel panel) {
    return named(panel.units().stream().map(PanelUnit::cluster).toList());
  }

  /** Sums of one value of each unit by cluster. */
  public double[] sums(double[] values) {
    double[] sums = new double[count];
    for (int s = 0; s < of.length; s++) {
      sums[of[s]] += values[s];
    }
    return sums;
  }
}
