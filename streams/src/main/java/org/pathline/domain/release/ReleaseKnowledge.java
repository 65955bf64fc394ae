package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.Count.State;

/**
 * What releases of the same students tell together.
 *
 * <p>Successive releases are tied by what an attacker would assume: with more data no group loses a
 * member, no outcome becomes unknown, and what was attained stays so. A total that did not change
 * then says that none of its parts did.
 */
final class ReleaseKnowledge {
  final Knowledge knowledge = new Knowledge();
  final Pattern pattern;
  final List<Layer> layers = new ArrayList<>();
  final List<List<String>> atoms;
  final Atoms order;

  /** By tie: the number in the earlier release, and in the later one. */
  final List<int[]> ties = new ArrayList<>();

  /** Knowledge of releases that are out. */
  static ReleaseKnowledge of(List<Tables> releases) {
    Atoms order = new Atoms(dimensions(releases));
    ReleaseKnowledge known = new ReleaseKnowledge(order, order.of(releases), releases, null);
    if (releases.size() > 1) {
      int variables = known.knowledge.variables();
      PlausiblePast.complete(known, new double[variables], variables);
    }
    return known;
  }

  /**
   * Knowledge of releases that are out, and of one that is not.
   *
   * @param open with all figures as they are
   * @param units its students
   * @param dimensions what the units' values are of
   */
  static ReleaseKnowledge before(
      List<Tables> earlier,
      Tables open,
      List<Unit> units,
      List<String> dimensions,
      ReleaseRules rules) {
    List<Tables> releases = new ArrayList<>(earlier);
    releases.add(open);
    Atoms order = new Atoms(dimensions(releases));
    // Alone, a release is judged by the groups that have students: that leaves an attacker less
    // room than there is.
    Set<List<String>> atoms = new TreeSet<>(Tables.ORDER);
    if (!earlier.isEmpty()) {
      atoms.addAll(order.of(releases));
    }
    for (Unit unit : units) {
      if (unit.members() > 0) {
        atoms.add(unit.by(dimensions, order.dimensions()));
      }
    }
    return new ReleaseKnowledge(order, List.copyOf(atoms), releases, rules);
  }

  private static List<String> dimensions(List<Tables> releases) {
    return Tables.dimensions(releases.stream().map(Tables::dimensions).toList());
  }

  /** The last release is yet to be published where there are rules for it. */
  private ReleaseKnowledge(
      Atoms order, List<List<String>> atoms, List<Tables> releases, @Nullable ReleaseRules rules) {
    this.order = order;
    this.atoms = atoms;
    atoms.forEach(atom -> knowledge.atom());
    for (int i = 0; i < releases.size(); i++) {
      boolean open = rules != null && i == releases.size() - 1;
      layers.add(new Layer(knowledge, order, atoms, releases.get(i), open ? rules : null));
    }
    for (int i = 0; i + 1 < layers.size(); i++) {
      for (int atom = 0; atom < atoms.size(); atom++) {
        tie(layers.get(i), layers.get(i + 1), atom);
      }
    }
    pattern = new Pattern(knowledge.counts());
    for (int i = 0; i < releases.size(); i++) {
      if (rules == null || i < releases.size() - 1) {
        show(releases.get(i), layers.get(i));
      }
    }
  }

  /** The first variable of the last release. */
  int firstOfLast() {
    return layers.get(layers.size() - 1).firstVariable();
  }

  /**
   * Atoms in groups, those together that are alone in as many sensitive counts.
   *
   * @param sensitive whether a count is, by its index
   */
  List<int[]> neighbourhoods(IntPredicate sensitive) {
    if (atoms.isEmpty()) {
      return List.of();
    }
    int[] alone = new int[atoms.size()];
    for (int i = 0; i < knowledge.counts().size(); i++) {
      int[] variables = knowledge.counts().get(i).variables();
      if (sensitive.test(i) && variables.length > 0) {
        int atom = knowledge.atomOf(variables[0]);
        if (atom == knowledge.atomOf(variables[variables.length - 1])) {
          alone[atom]++;
        }
      }
    }
    int each = (knowledge.variables() + atoms.size() - 1) / atoms.size();
    return Neighbourhoods.of(atoms, alone, each);
  }

  private void tie(Layer earlier, Layer later, int atom) {
    if (earlier.members(atom) < 0 || later.members(atom) < 0) {
      return;
    }
    ties.add(new int[] {earlier.members(atom), later.members(atom)});
    for (Outcome outcome : earlier.outcomes()) {
      if (later.outcomes().contains(outcome)) {
        ties.add(new int[] {earlier.attained(outcome, atom), later.attained(outcome, atom)});
      }
    }
  }

  /** What a release that is out shows. */
  private void show(Tables release, Layer layer) {
    for (int i = 0; i < release.groups().size(); i++) {
      Group group = release.groups().get(i);
      if (group.members() == null) {
        pattern.set(layer.memberCounts[i], State.WITHHELD);
      }
      for (int j = 0; j < group.figures().size(); j++) {
        Figures figures = group.figures().get(j);
        if (figures.observed() == null) {
          pattern.set(layer.observedCounts[i][j], State.WITHHELD);
        }
        if (layer.attainedCounts[i][j] >= 0 && figures.attained() == null) {
          pattern.set(
              layer.attainedCounts[i][j], figures.band() == null ? State.WITHHELD : State.BANDED);
        }
        if (layer.pointCounts[i][j] >= 0) {
          pattern.set(
              layer.pointCounts[i][j], figures.mean() == null ? State.WITHHELD : State.BANDED);
        }
      }
    }
  }
}
