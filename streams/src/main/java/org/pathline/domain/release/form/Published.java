package org.pathline.domain.release.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.Figures;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.Tables;

/** What the tables of a release show, to be looked up by the values of groups. */
final class Published {
  private final Tables tables;
  private final Map<List<String>, Group> groups = new HashMap<>();

  Published(Tables tables) {
    this.tables = tables;
    tables.groups().forEach(group -> groups.put(group.values(), group));
  }

  /** Whether some table tells all these dimensions apart. */
  boolean tells(Collection<String> dimensions) {
    return tables.tables().stream().anyMatch(table -> table.containsAll(dimensions));
  }

  /** Group with these values, in which all else is summed over; null where nobody is in it. */
  @Nullable Group group(Map<String, String> values) {
    List<String> all = new ArrayList<>(tables.dimensions().size());
    for (String dimension : tables.dimensions()) {
      all.add(values.getOrDefault(dimension, Group.ALL));
    }
    return groups.get(all);
  }

  /** Values of a group by dimension, without those that are summed over. */
  Map<String, String> values(Group group) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < tables.dimensions().size(); i++) {
      if (!group.values().get(i).equals(Group.ALL)) {
        values.put(tables.dimensions().get(i), group.values().get(i));
      }
    }
    return values;
  }

  /** Groups that are told apart by exactly these dimensions, in the tables' order. */
  List<Group> groupsBy(Set<String> dimensions) {
    return tables.groups().stream()
        .filter(group -> values(group).keySet().equals(dimensions))
        .toList();
  }

  /** What is shown of an outcome of a group; null where neither is in the release. */
  @Nullable Figures figures(@Nullable Group group, Outcome outcome) {
    int at = tables.outcomes().indexOf(outcome);
    return group == null || at < 0 ? null : group.figures().get(at);
  }
}
