package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pathline.domain.pathway.Outcome;

/**
 * Tables with all their margins, as they are released together.
 *
 * @param dimensions every dimension of any table, in order
 * @param tables dimensions of each table
 * @param outcomes outcomes of every group; none for a table of students alone
 * @param groups groups with at least one student, each once, also those of several tables
 */
public record Tables(
    List<String> dimensions,
    List<List<String>> tables,
    List<Outcome> outcomes,
    List<Group> groups) {

  /** Order of groups: by the values of the dimensions; all values come before each. */
  public static final Comparator<List<String>> ORDER =
      (one, two) -> {
        int order = 0;
        for (int i = 0; order == 0 && i < one.size(); i++) {
          order = one.get(i).compareTo(two.get(i));
        }
        return order;
      };

  /** Copies the lists. */
  public Tables {
    dimensions = List.copyOf(dimensions);
    tables = tables.stream().map(List::copyOf).toList();
    outcomes = List.copyOf(outcomes);
    groups = List.copyOf(groups);
  }

  /** Dimensions of some tables, in order of first mention. */
  public static List<String> dimensions(List<List<String>> tables) {
    Set<String> all = new LinkedHashSet<>();
    tables.forEach(all::addAll);
    return List.copyOf(all);
  }

  /** Which dimensions a group tells apart in some table or its margins: every subset, each once. */
  static List<boolean[]> margins(List<String> dimensions, List<List<String>> tables) {
    Map<List<Boolean>, boolean[]> margins = new LinkedHashMap<>();
    for (List<String> table : tables) {
      for (int subset = 0; subset < 1 << table.size(); subset++) {
        boolean[] kept = new boolean[dimensions.size()];
        List<Boolean> name = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
          if ((subset >> i & 1) != 0) {
            kept[dimensions.indexOf(table.get(i))] = true;
          }
        }
        for (boolean each : kept) {
          name.add(each);
        }
        margins.putIfAbsent(name, kept);
      }
    }
    return new ArrayList<>(margins.values());
  }

  /** Values with those that a margin sums over left out. */
  static List<String> project(List<String> values, boolean[] kept) {
    List<String> projected = new ArrayList<>(values.size());
    for (int i = 0; i < kept.length; i++) {
      projected.add(kept[i] ? values.get(i) : Group.ALL);
    }
    return projected;
  }

  /**
   * Adds up students, with every figure as it is.
   *
   * @param units students by the values of the dimensions, which are in their order
   */
  public static Tables of(List<List<String>> tables, List<Outcome> outcomes, Iterable<Unit> units) {
    List<String> dimensions = dimensions(tables);
    TreeMap<List<String>, Unit> sums = new TreeMap<>(ORDER);
    List<boolean[]> margins = margins(dimensions, tables);
    for (Unit unit : units) {
      for (boolean[] kept : margins) {
        List<String> values = project(unit.values().subList(0, dimensions.size()), kept);
        Unit sum = sums.get(values);
        sums.put(values, sum == null ? unit.at(values) : sum.plus(unit));
      }
    }
    List<Group> groups =
        sums.values().stream()
            .filter(sum -> sum.members() > 0)
            .map(sum -> sum.group(outcomes))
            .toList();
    return new Tables(dimensions, tables, outcomes, groups);
  }
}
