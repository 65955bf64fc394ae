package org.pathline.domain.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must stay withheld so that the widths that were proved stay proved. Mutable. */
final class Proofs {
  /** By count: what must stay withheld for its proof. */
  private final Map<Integer, int[]> proofs = new HashMap<>();

  /** By count: whose proofs need that it stays withheld. */
  private final Map<Integer, Set<Integer>> needed = new HashMap<>();

  boolean has(int target) {
    return proofs.containsKey(target);
  }

  /** Takes a proof of a target, instead of the one it had. */
  void put(int target, int[] withheld) {
    forget(target);
    proofs.put(target, withheld);
    for (int count : withheld) {
      needed.computeIfAbsent(count, none -> new HashSet<>()).add(target);
    }
  }

  void forget(int target) {
    int[] before = proofs.remove(target);
    if (before != null) {
      for (int count : before) {
        needed.getOrDefault(count, Set.of()).remove(target);
      }
    }
  }

  /** Counts whose proofs need that one stays withheld; it may be among them. */
  Set<Integer> neededBy(int count) {
    return needed.getOrDefault(count, Set.of());
  }
}
