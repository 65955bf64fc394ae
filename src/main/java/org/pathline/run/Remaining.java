package org.pathline.run;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What topologies still have to do at one moment.
 *
 * @param behind records that are not processed and committed, by topology
 * @param derivingAnew whether students are being derived anew under other settings
 * @param derivedAnew how many were since the process began
 * @param computing whether effects are due that cells or policies may have changed
 */
public record Remaining(
    Map<TopologyName, Long> behind, boolean derivingAnew, long derivedAnew, boolean computing) {
  /** Whether nothing is left. */
  public boolean isNothing() {
    return !derivingAnew
        && !computing
        && behind.values().stream().allMatch(records -> records == 0);
  }

  /** Records that are left, topology by topology, for people. */
  public String text() {
    return behind.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
