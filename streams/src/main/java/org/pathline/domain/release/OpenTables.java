package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.Count.State;

/** The tables that are to be released: what of them is sensitive, and what may be shown. */
final class OpenTables {
  private final ReleaseKnowledge known;
  private final Layer layer;
  private final Tables tables;
  private final ReleaseRules rules;

  OpenTables(ReleaseKnowledge known, Tables tables, ReleaseRules rules) {
    this.known = known;
    this.layer = known.layers.get(known.layers.size() - 1);
    this.tables = tables;
    this.rules = rules;
  }

  /** Values of the variables of this release, from the students themselves. */
  double[] base(List<Unit> units, List<String> dimensions) {
    double[] base = new double[known.knowledge.variables()];
    Map<List<String>, Integer> places = new HashMap<>();
    for (int atom = 0; atom < known.atoms.size(); atom++) {
      places.put(known.atoms.get(atom), atom);
    }
    for (Unit unit : units) {
      if (unit.members() == 0) {
        continue;
      }
      List<String> values = unit.by(dimensions, known.order.dimensions());
      layer.fill(base, java.util.Objects.requireNonNull(places.get(values)), unit);
    }
    return base;
  }

  /**
   * Withholds what is sensitive: small counts, and rates near 0 and 100 %.
   *
   * @param more groups whose members are withheld besides
   */
  Pattern begin(Predicate<Group> more) {
    Pattern pattern = known.pattern.copy();
    for (int i = 0; i < tables.groups().size(); i++) {
      Group group = tables.groups().get(i);
      if (isSmall(group.members()) || more.test(group)) {
        pattern.primary(layer.memberCounts[i]);
      }
    }
    for (int i = 0; i < tables.groups().size(); i++) {
      for (int j = 0; j < tables.outcomes().size(); j++) {
        begin(pattern, i, j);
      }
    }
    return pattern;
  }

  private void begin(Pattern pattern, int group, int outcome) {
    Figures figures = tables.groups().get(group).figures().get(outcome);
    long observed = figures.observed() == null ? 0 : figures.observed();
    int observedCount = layer.observedCounts[group][outcome];
    if (isSmall(observed) && observedCount != layer.memberCounts[group]) {
      pattern.primary(observedCount);
    }
    if (tables.outcomes().get(outcome) == Outcome.GRADE_POINTS) {
      int points = layer.pointCounts[group][outcome];
      pattern.set(
          points, pattern.isHidden(observedCount) || observed == 0 ? State.WITHHELD : State.BANDED);
      return;
    }
    long attained = figures.attained() == null ? 0 : figures.attained();
    if (observed > 0
        && (isSmall(observed) || RateCoding.isSensitive(attained, observed, rules.minWidth()))) {
      pattern.primary(layer.attainedCounts[group][outcome]);
      int rest = layer.restCounts[group][outcome];
      if (rest >= 0 && observed - attained < Math.max(rules.minCell(), rules.minWidth())) {
        pattern.primary(rest);
      }
    }
  }

  private boolean isSmall(@Nullable Long count) {
    return count != null && count > 0 && count < rules.minCell();
  }

  /** Withholds what the last earlier release of a group withheld; most often it has to be. */
  void asBefore(List<Tables> earlier, Pattern pattern) {
    Map<List<String>, Integer> places = new HashMap<>();
    for (int i = 0; i < tables.groups().size(); i++) {
      places.put(known.order.values(tables, tables.groups().get(i)), i);
    }
    for (Tables release : earlier) {
      for (Group before : release.groups()) {
        Integer group = places.get(known.order.values(release, before));
        if (group != null) {
          asBefore(release, before, group, pattern);
        }
      }
    }
    pattern.settle();
  }

  private void asBefore(Tables release, Group before, int group, Pattern pattern) {
    withhold(before.members(), layer.memberCounts[group], pattern);
    for (int i = 0; i < release.outcomes().size(); i++) {
      int outcome = tables.outcomes().indexOf(release.outcomes().get(i));
      if (outcome >= 0) {
        Figures figures = before.figures().get(i);
        withhold(figures.observed(), layer.observedCounts[group][outcome], pattern);
        if (layer.attainedCounts[group][outcome] >= 0) {
          withhold(figures.attained(), layer.attainedCounts[group][outcome], pattern);
        }
      }
    }
  }

  private static void withhold(@Nullable Long before, int count, Pattern pattern) {
    if (before == null && pattern.state(count) == State.PRINTED) {
      pattern.set(count, State.WITHHELD);
    }
  }

  /** Indices of the counts that the tables print, each once; means are no counts. */
  BitSet counts() {
    BitSet counts = new BitSet();
    for (int i = 0; i < tables.groups().size(); i++) {
      counts.set(layer.memberCounts[i]);
      for (int j = 0; j < tables.outcomes().size(); j++) {
        counts.set(layer.observedCounts[i][j]);
        if (layer.attainedCounts[i][j] >= 0) {
          counts.set(layer.attainedCounts[i][j]);
        }
      }
    }
    return counts;
  }

  /** The tables as they may be shown. */
  Tables shown(Pattern pattern) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < tables.groups().size(); i++) {
      Group group = tables.groups().get(i);
      List<Figures> figures = new ArrayList<>();
      for (int j = 0; j < tables.outcomes().size(); j++) {
        figures.add(shown(pattern, i, j, group.figures().get(j)));
      }
      groups.add(
          new Group(
              group.values(),
              pattern.isHidden(layer.memberCounts[i]) ? null : group.members(),
              figures));
    }
    return new Tables(tables.dimensions(), tables.tables(), tables.outcomes(), groups);
  }

  private Figures shown(Pattern pattern, int group, int outcome, Figures figures) {
    Long observed =
        pattern.isHidden(layer.observedCounts[group][outcome]) ? null : figures.observed();
    int attained = layer.attainedCounts[group][outcome];
    if (attained < 0) {
      int points = layer.pointCounts[group][outcome];
      return new Figures(
          observed, null, null, pattern.state(points) == State.BANDED ? figures.mean() : null);
    }
    boolean banded = pattern.state(attained) == State.BANDED;
    return new Figures(
        observed,
        pattern.isHidden(attained) ? null : figures.attained(),
        banded && figures.attained() != null && figures.observed() != null
            ? RateCoding.band(figures.attained(), figures.observed(), rules.minWidth())
            : null,
        null);
  }
}
