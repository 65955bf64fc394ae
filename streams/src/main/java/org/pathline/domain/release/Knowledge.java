package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that an attacker has: numbers of students that nobody tells, none below 0, sums of
 * them of which some are shown, and rules that hold by definition.
 *
 * <p>Variables belong to atoms, the finest groups that any table tells apart. Rules stay within an
 * atom.
 */
final class Knowledge {
  private final List<Count> counts = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Integer> atomOf = new ArrayList<>();
  private final List<List<Integer>> variablesOf = new ArrayList<>();

  /** Adds an atom and returns its index. */
  int atom() {
    variablesOf.add(new ArrayList<>());
    return variablesOf.size() - 1;
  }

  /** Adds a number of students of an atom and returns its index. */
  int variable(int atom) {
    atomOf.add(atom);
    variablesOf.get(atom).add(atomOf.size() - 1);
    return atomOf.size() - 1;
  }

  /** Adds a count and returns its index. */
  int add(Count count) {
    counts.add(count);
    return counts.size() - 1;
  }

  void add(Rule rule) {
    rules.add(rule);
  }

  int variables() {
    return atomOf.size();
  }

  int atoms() {
    return variablesOf.size();
  }

  int atomOf(int variable) {
    return atomOf.get(variable);
  }

  List<Integer> variablesOf(int atom) {
    return variablesOf.get(atom);
  }

  List<Count> counts() {
    return counts;
  }

  /** Sum of each count for some values of the variables. */
  double[] totals(double[] values) {
    return counts.stream().mapToDouble(count -> Count.sum(count.variables(), values)).toArray();
  }

  List<Rule> rules() {
    return rules;
  }
}
