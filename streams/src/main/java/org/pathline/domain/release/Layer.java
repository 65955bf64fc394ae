package org.pathline.domain.release;

import static org.pathline.domain.pathway.Outcome.GRADE_POINTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.Count.Kind;

/** The unknown numbers and the counts of one release, within the knowledge of several. */
final class Layer {
  /** Outcomes that are known of every member by definition. */
  private static final Set<Outcome> OF_ALL =
      EnumSet.of(Outcome.ADVANCED_COURSE, Outcome.ALGEBRA_BY_8, Outcome.CALCULUS_BY_12);

  /** More than anybody's mean, in hundredths of a point. */
  private static final double MOST_POINTS = 500;

  private final Knowledge knowledge;
  private final Tables tables;
  private final @Nullable ReleaseRules rules;
  private final int firstVariable;
  private final int firstCount;

  /** Counts of a release that is not out, by what they add up: the same is counted once. */
  private final Map<List<Integer>, Integer> same = new HashMap<>();

  private final int[] members;
  private final int[][] attained;
  private final int[][] others;
  private final int[][] points;

  /** By group: index of the count of members. */
  final int[] memberCounts;

  /** By group and outcome: indices of the counts; -1 where there is none. */
  final int[][] observedCounts;

  final int[][] attainedCounts;
  final int[][] restCounts;
  final int[][] pointCounts;

  /**
   * Adds a release to the knowledge.
   *
   * @param atoms all atoms' values
   * @param rules where it is yet to be released: what it shall promise; its figures are as they are
   */
  Layer(
      Knowledge knowledge,
      Atoms order,
      List<List<String>> atoms,
      Tables tables,
      @Nullable ReleaseRules rules) {
    this.knowledge = knowledge;
    this.tables = tables;
    this.rules = rules;
    firstVariable = knowledge.variables();
    firstCount = knowledge.counts().size();
    int outcomes = tables.outcomes().size();
    members = new int[atoms.size()];
    Arrays.fill(members, -1);
    attained = table(outcomes, atoms.size());
    others = table(outcomes, atoms.size());
    points = table(outcomes, atoms.size());
    int groups = tables.groups().size();
    memberCounts = new int[groups];
    observedCounts = table(groups, outcomes);
    attainedCounts = table(groups, outcomes);
    restCounts = table(groups, outcomes);
    pointCounts = table(groups, outcomes);
    List<List<Integer>> inGroup = groupsOfAtoms(order, atoms);
    for (int atom = 0; atom < atoms.size(); atom++) {
      if (members[atom] == 0) {
        addVariables(atom);
      }
    }
    for (int group = 0; group < groups; group++) {
      addCounts(group, inGroup.get(group));
    }
  }

  private static int[][] table(int rows, int columns) {
    int[][] table = new int[rows][columns];
    for (int[] row : table) {
      Arrays.fill(row, -1);
    }
    return table;
  }

  /** Atoms of each group; an atom that lacks a group of some table has nobody in it. */
  private List<List<Integer>> groupsOfAtoms(Atoms order, List<List<String>> atoms) {
    Map<List<String>, Integer> groups = new HashMap<>();
    List<List<Integer>> inGroup = new ArrayList<>();
    for (Group group : tables.groups()) {
      groups.put(order.values(tables, group), inGroup.size());
      inGroup.add(new ArrayList<>());
    }
    List<String> dimensions = order.dimensions();
    List<boolean[]> margins = Tables.margins(dimensions, tables.tables());
    for (int atom = 0; atom < atoms.size(); atom++) {
      List<Integer> of = new ArrayList<>();
      for (boolean[] kept : margins) {
        Integer group = groups.get(Tables.project(atoms.get(atom), kept));
        if (group != null) {
          of.add(group);
        }
      }
      if (of.size() == margins.size()) {
        members[atom] = 0;
        for (int group : of) {
          inGroup.get(group).add(atom);
        }
      }
    }
    return inGroup;
  }

  private void addVariables(int atom) {
    members[atom] = knowledge.variable(atom);
    for (int i = 0; i < tables.outcomes().size(); i++) {
      Outcome outcome = tables.outcomes().get(i);
      attained[i][atom] = knowledge.variable(atom);
      if (outcome == GRADE_POINTS) {
        points[i][atom] = knowledge.variable(atom);
        knowledge.add(
            new Rule(
                new int[] {attained[i][atom], points[i][atom]},
                new double[] {MOST_POINTS, -1},
                0,
                Double.POSITIVE_INFINITY));
      } else if (!OF_ALL.contains(outcome)) {
        others[i][atom] = knowledge.variable(atom);
      }
      knowledge.add(
          rule(
              0,
              Double.POSITIVE_INFINITY,
              new int[] {members[atom], attained[i][atom], others[i][atom]},
              1,
              -1,
              -1));
    }
    OutcomeRelations.add(this, atom);
  }

  /** Adds a rule between numbers of an atom; those with index -1 are left out. */
  private static Rule rule(double low, double high, int[] variables, double... coefficients) {
    int[] kept = IntStream.range(0, variables.length).filter(i -> variables[i] >= 0).toArray();
    return new Rule(
        Arrays.stream(kept).map(i -> variables[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> coefficients[i]).toArray(),
        low,
        high);
  }

  void add(Rule rule) {
    knowledge.add(rule);
  }

  List<Outcome> outcomes() {
    return tables.outcomes();
  }

  /** Variable of who attained an outcome, or -1 where the release has not the outcome. */
  int attained(Outcome outcome, int atom) {
    int at = tables.outcomes().indexOf(outcome);
    return at < 0 ? -1 : attained[at][atom];
  }

  /**
   * Variables whose sum is of how many an outcome is known; none where it is not in the release.
   */
  int[] observed(Outcome outcome, int atom) {
    int at = tables.outcomes().indexOf(outcome);
    if (at < 0) {
      return new int[0];
    }
    if (OF_ALL.contains(outcome)) {
      return new int[] {members[atom]};
    }
    return others[at][atom] < 0
        ? new int[] {attained[at][atom]}
        : new int[] {attained[at][atom], others[at][atom]};
  }

  int firstVariable() {
    return firstVariable;
  }

  int firstCount() {
    return firstCount;
  }

  /** Adds students of an atom to the values of its variables. */
  void fill(double[] base, int atom, Unit unit) {
    if (members[atom] < 0) {
      return;
    }
    base[members[atom]] += unit.members();
    for (int i = 0; i < tables.outcomes().size(); i++) {
      base[attained[i][atom]] += unit.attained()[i];
      if (others[i][atom] >= 0) {
        base[others[i][atom]] += unit.observed()[i] - unit.attained()[i];
      }
      if (points[i][atom] >= 0) {
        base[points[i][atom]] += unit.points();
      }
    }
  }

  int members(int atom) {
    return members[atom];
  }

  private void addCounts(int index, List<Integer> atoms) {
    Group group = tables.groups().get(index);
    memberCounts[index] = count(group, "members", pick(members, atoms), group.members(), 1);
    for (int i = 0; i < tables.outcomes().size(); i++) {
      Outcome outcome = tables.outcomes().get(i);
      Figures figures = group.figures().get(i);
      String name = outcome.label();
      int[] ofAttained = pick(attained[i], atoms);
      int observed = memberCounts[index];
      if (!OF_ALL.contains(outcome)) {
        int[] all =
            IntStream.concat(Arrays.stream(ofAttained), Arrays.stream(pick(others[i], atoms)))
                .sorted()
                .toArray();
        observed = count(group, name + " observed", all, figures.observed(), 1.2);
      }
      observedCounts[index][i] = observed;
      if (outcome == GRADE_POINTS) {
        pointCounts[index][i] = mean(group, name, pick(points[i], atoms), figures, observed);
      } else {
        attainedCounts[index][i] = attained(group, name, ofAttained, figures, observed);
        int[] rest = OF_ALL.contains(outcome) ? new int[0] : pick(others[i], atoms);
        if (rules != null && rest.length > 0) {
          restCounts[index][i] =
              once(
                  Count.uncoded(
                      name(group, name + " not attained"),
                      rest,
                      value(figures.observed()) - value(figures.attained()),
                      Kind.IMPLIED,
                      true,
                      0));
        }
      }
    }
  }

  private int once(Count count) {
    if (rules == null) {
      return knowledge.add(count);
    }
    return same.computeIfAbsent(
        Arrays.stream(count.variables()).boxed().toList(), absent -> knowledge.add(count));
  }

  private int count(Group group, String what, int[] variables, @Nullable Long value, double cost) {
    double known = value(value);
    return once(
        Count.uncoded(
            name(group, what),
            variables,
            known,
            Kind.STUDENTS,
            rules != null,
            cost + price(known)));
  }

  /** Large counts tell more, so that it costs a little more to withhold them. */
  private static double price(double value) {
    return Double.isNaN(value) ? 0 : 0.05 * StrictMath.log10(1 + value);
  }

  private int attained(Group group, String name, int[] variables, Figures figures, int observed) {
    double known = value(figures.attained());
    double low = Double.NaN;
    double high = Double.NaN;
    RateCoding.Band band = figures.band();
    if (rules != null && figures.observed() != null && figures.observed() > 0) {
      band = RateCoding.band((long) known, figures.observed(), rules.minWidth());
    }
    if (band != null && figures.observed() != null) {
      low = band.low() * figures.observed() / 100.0;
      high = band.high() * figures.observed() / 100.0;
    }
    return once(
        new Count(
            name(group, name + " attained"),
            variables,
            known,
            Kind.STUDENTS,
            rules != null,
            1 + price(known),
            low,
            high,
            observed));
  }

  private int mean(Group group, String name, int[] variables, Figures figures, int observed) {
    double low = Double.NaN;
    double high = Double.NaN;
    if (figures.mean() != null && figures.observed() != null) {
      low = (figures.mean() - 0.5) * figures.observed();
      high = (figures.mean() + 0.5) * figures.observed();
    }
    return once(
        new Count(
            name(group, name + " points"),
            variables,
            Double.NaN,
            Kind.POINTS,
            rules != null,
            0.5,
            low,
            high,
            observed));
  }

  private static double value(@Nullable Long value) {
    return value == null ? Double.NaN : value;
  }

  private String name(Group group, String what) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < tables.dimensions().size(); i++) {
      if (!group.values().get(i).equals(Group.ALL)) {
        parts.add(tables.dimensions().get(i) + "=" + group.values().get(i));
      }
    }
    return (parts.isEmpty() ? "all" : String.join(" ", parts)) + " " + what;
  }

  private static int[] pick(int[] variables, List<Integer> atoms) {
    return atoms.stream().mapToInt(atom -> variables[atom]).filter(each -> each >= 0).toArray();
  }
}
