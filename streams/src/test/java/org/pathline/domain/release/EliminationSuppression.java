package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secondary suppression by Gaussian elimination, as a yardstick: written from the description of
 * Langsrud (2024), doi:10.1007/978-3-031-69651-0_6, and of the R package GaussSuppression.
 *
 * <p>Each count is a column of ones and zeros over the inner cells. Candidates come in order, the
 * largest first, and are printed unless a sensitive column would then be a linear combination of
 * those that are printed. It keeps sensitive counts from being worked out exactly, and promises no
 * width. Numbers are kept modulo a prime, so that they stay exact.
 */
final class EliminationSuppression {
  private static final long PRIME = 2_147_483_629L;

  private final List<TreeMap<Integer, Long>> sensitive = new ArrayList<>();
  private final Map<Integer, TreeMap<Integer, Long>> pivots = new HashMap<>();

  private EliminationSuppression() {}

  /**
   * How many groups of some tables are not printed.
   *
   * @param tables members of each group; groups without a student are known to be so
   */
  static int withheld(Tables tables, List<Unit> units, ReleaseRules rules) {
    EliminationSuppression elimination = new EliminationSuppression();
    List<Unit> inner = units.stream().filter(unit -> unit.members() > 0).toList();
    List<Group> candidates = new ArrayList<>();
    int withheld = 0;
    Map<TreeMap<Integer, Long>, Boolean> once = new HashMap<>();
    for (Group group : tables.groups()) {
      if (once.putIfAbsent(column(group, inner), true) != null) {
        continue;
      }
      if (group.members() < rules.minCell()) {
        elimination.sensitive.add(column(group, inner));
        withheld++;
      } else {
        candidates.add(group);
      }
    }
    candidates.sort(Comparator.comparingLong((Group group) -> -group.members()));
    for (Group candidate : candidates) {
      withheld += elimination.print(column(candidate, inner)) ? 0 : 1;
    }
    return withheld;
  }

  private static TreeMap<Integer, Long> column(Group group, List<Unit> inner) {
    TreeMap<Integer, Long> column = new TreeMap<>();
    for (int i = 0; i < inner.size(); i++) {
      boolean isIn = true;
      for (int j = 0; j < group.values().size(); j++) {
        String value = group.values().get(j);
        isIn &= value.equals(Group.ALL) || value.equals(inner.get(i).values().get(j));
      }
      if (isIn) {
        column.put(i, 1L);
      }
    }
    return column;
  }

  /** Prints a column where no sensitive one then follows from what is printed. */
  private boolean print(TreeMap<Integer, Long> column) {
    reduce(column);
    if (column.isEmpty()) {
      // It follows from what is printed already.
      return true;
    }
    int pivot = column.firstKey();
    long inverse = power(column.get(pivot), PRIME - 2);
    column.replaceAll((row, value) -> value * inverse % PRIME);
    BitSet touched = new BitSet();
    List<TreeMap<Integer, Long>> reduced = new ArrayList<>();
    for (int i = 0; i < sensitive.size(); i++) {
      TreeMap<Integer, Long> each = new TreeMap<>(sensitive.get(i));
      Long factor = each.get(pivot);
      if (factor != null) {
        subtract(each, column, factor);
        touched.set(i);
      }
      if (each.isEmpty()) {
        return false;
      }
      reduced.add(each);
    }
    touched.stream().forEach(i -> sensitive.set(i, reduced.get(i)));
    pivots.put(pivot, column);
    return true;
  }

  private void reduce(TreeMap<Integer, Long> column) {
    Integer row = column.isEmpty() ? null : column.firstKey();
    while (row != null) {
      TreeMap<Integer, Long> pivot = pivots.get(row);
      if (pivot != null && column.containsKey(row)) {
        subtract(column, pivot, column.get(row));
      }
      row = column.higherKey(row);
    }
  }

  private static void subtract(
      TreeMap<Integer, Long> from, TreeMap<Integer, Long> column, long factor) {
    column.forEach(
        (row, value) -> {
          long left = Math.floorMod(from.getOrDefault(row, 0L) - factor * value % PRIME, PRIME);
          if (left == 0) {
            from.remove(row);
          } else {
            from.put(row, left);
          }
        });
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base % PRIME;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? result * square % PRIME : result;
      square = square * square % PRIME;
    }
    return result;
  }
}
