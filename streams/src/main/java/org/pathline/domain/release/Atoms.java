package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The finest groups that any table of some releases tells apart: every combination of values whose
 * part in each table is a group of it.
 *
 * <p>That is what a reader of the tables can know. Of tables without a dimension in common there
 * are as many atoms as products of their groups.
 */
final class Atoms {
  private static final int MOST = 400_000;

  private final List<String> dimensions;

  List<String> dimensions() {
    return dimensions;
  }

  Atoms(List<String> dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * Values of all dimensions, in order of the values.
   *
   * @throws IllegalArgumentException when there are too many
   */
  List<List<String>> of(List<Tables> releases) {
    List<List<String>> atoms = new ArrayList<>();
    List<String> none = new ArrayList<>();
    dimensions.forEach(dimension -> none.add(Group.ALL));
    atoms.add(none);
    Set<List<String>> done = new LinkedHashSet<>();
    for (Tables release : releases) {
      for (List<String> table : release.tables()) {
        if (done.add(List.copyOf(new TreeSet<>(table)))) {
          atoms = join(atoms, table, inner(table, releases));
        }
      }
    }
    Set<List<String>> sorted = new TreeSet<>(Tables.ORDER);
    sorted.addAll(atoms);
    return new ArrayList<>(sorted);
  }

  /** Groups of a table's finest level in any release that has them, by all dimensions. */
  private List<List<String>> inner(List<String> table, List<Tables> releases) {
    Set<List<String>> inner = new LinkedHashSet<>();
    for (Tables release : releases) {
      if (release.tables().stream().anyMatch(each -> each.containsAll(table))) {
        for (Group group : release.groups()) {
          List<String> values = values(release, group);
          boolean exactly = true;
          for (int i = 0; i < dimensions.size(); i++) {
            exactly &= values.get(i).equals(Group.ALL) != table.contains(dimensions.get(i));
          }
          if (exactly) {
            inner.add(values);
          }
        }
      }
    }
    return new ArrayList<>(inner);
  }

  /** A group's values by all dimensions of all releases. */
  List<String> values(Tables release, Group group) {
    List<String> values = new ArrayList<>(dimensions.size());
    for (String dimension : dimensions) {
      int at = release.dimensions().indexOf(dimension);
      values.add(at < 0 ? Group.ALL : group.values().get(at));
    }
    return values;
  }

  private List<List<String>> join(
      List<List<String>> atoms, List<String> table, List<List<String>> groups) {
    List<Integer> common = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      int at = i;
      if (table.contains(dimensions.get(i))
          && atoms.stream().anyMatch(atom -> !atom.get(at).equals(Group.ALL))) {
        common.add(i);
      }
    }
    Map<List<String>, List<List<String>>> byCommon = new HashMap<>();
    for (List<String> group : groups) {
      byCommon
          .computeIfAbsent(common.stream().map(group::get).toList(), absent -> new ArrayList<>())
          .add(group);
    }
    List<List<String>> joined = new ArrayList<>();
    for (List<String> atom : atoms) {
      for (List<String> group :
          byCommon.getOrDefault(common.stream().map(atom::get).toList(), List.of())) {
        List<String> both = new ArrayList<>(atom);
        for (int i = 0; i < both.size(); i++) {
          if (both.get(i).equals(Group.ALL)) {
            both.set(i, group.get(i));
          }
        }
        joined.add(both);
        if (joined.size() > MOST) {
          throw new IllegalArgumentException(
              "the tables have too many combinations of values together: more than "
                  + MOST
                  + "; release fewer tables at once, or of fewer dimensions");
        }
      }
    }
    return joined;
  }
}
