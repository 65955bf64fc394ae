package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Takes a large table apart along its longest dimension into neighbourhoods that can be protected
 * one after the other.
 *
 * <p>Values with the same sensitive groups are put together, such as schools with few Asian
 * students: they are the ones that can protect each other without another count withheld.
 */
final class Neighbourhoods {
  /** A table of so many numbers is protected as a whole. */
  private static final int WHOLE = 150;

  private static final int PART = 80;

  private Neighbourhoods() {}

  /**
   * Atoms in groups.
   *
   * @param atoms values of each atom
   * @param sensitive how many sensitive counts an atom is alone in
   * @param each how many numbers an atom has
   */
  static List<int[]> of(List<List<String>> atoms, int[] sensitive, int each) {
    int[] all = IntStream.range(0, atoms.size()).toArray();
    if (each * atoms.size() <= WHOLE) {
      return List.of(all);
    }
    List<int[]> parts = new ArrayList<>();
    split(atoms, sensitive, all, new HashSet<>(), parts, each);
    return parts;
  }

  private static void split(
      List<List<String>> atoms,
      int[] sensitive,
      int[] some,
      Set<Integer> used,
      List<int[]> parts,
      int numbers) {
    int dimension = longest(atoms, some, used);
    int part = Math.max(2, PART / numbers);
    if (numbers * some.length <= WHOLE || dimension < 0) {
      for (int i = 0; i < some.length; i += part) {
        int from = dimension < 0 ? i : 0;
        int to = dimension < 0 ? Math.min(some.length, i + part) : some.length;
        parts.add(java.util.Arrays.copyOfRange(some, from, to));
        if (dimension >= 0) {
          return;
        }
      }
      return;
    }
    Map<String, List<Integer>> byValue = new TreeMap<>();
    for (int atom : some) {
      byValue
          .computeIfAbsent(atoms.get(atom).get(dimension), absent -> new ArrayList<>())
          .add(atom);
    }
    List<List<Integer>> ordered = new ArrayList<>(byValue.values());
    Comparator<List<Integer>> order =
        Comparator.comparing((List<Integer> each) -> -sum(each, sensitive))
            .thenComparing(each -> where(atoms, sensitive, each, dimension));
    ordered.sort(order);
    Set<Integer> usedHere = new HashSet<>(used);
    usedHere.add(dimension);
    List<Integer> gathered = new ArrayList<>();
    for (List<Integer> each : ordered) {
      if (numbers * each.size() > WHOLE) {
        split(atoms, sensitive, array(each), usedHere, parts, numbers);
      } else {
        if (!gathered.isEmpty() && gathered.size() + each.size() > part) {
          parts.add(array(gathered));
          gathered = new ArrayList<>();
        }
        gathered.addAll(each);
      }
    }
    if (!gathered.isEmpty()) {
      parts.add(array(gathered));
    }
  }

  private static int longest(List<List<String>> atoms, int[] some, Set<Integer> used) {
    int longest = -1;
    int most = 1;
    for (int i = 0; i < atoms.get(0).size(); i++) {
      if (!used.contains(i)) {
        Set<String> values = new HashSet<>();
        for (int atom : some) {
          values.add(atoms.get(atom).get(i));
        }
        if (values.size() > most) {
          most = values.size();
          longest = i;
        }
      }
    }
    return longest;
  }

  private static int sum(List<Integer> atoms, int[] sensitive) {
    return atoms.stream().mapToInt(atom -> sensitive[atom]).sum();
  }

  /** The sensitive atoms by their values of the other dimensions, as text to sort by. */
  private static String where(
      List<List<String>> atoms, int[] sensitive, List<Integer> some, int dimension) {
    StringBuilder where = new StringBuilder();
    for (int atom : some) {
      if (sensitive[atom] > 0) {
        List<String> values = new ArrayList<>(atoms.get(atom));
        values.remove(dimension);
        where.append(values);
      }
    }
    return where.toString();
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(each -> each).toArray();
  }
}
