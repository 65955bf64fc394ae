package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which counts and rules an atom is in. */
final class Around {
  private final List<List<Integer>> counts = new ArrayList<>();
  private final List<List<Integer>> rules = new ArrayList<>();
  private final int[][] countsOf;

  Around(Knowledge knowledge) {
    for (int i = 0; i < knowledge.atoms(); i++) {
      counts.add(new ArrayList<>());
      rules.add(new ArrayList<>(2));
    }
    for (int i = 0; i < knowledge.counts().size(); i++) {
      add(counts, i, knowledge, knowledge.counts().get(i).variables());
    }
    countsOf = countsOf(knowledge);
    for (int i = 0; i < knowledge.rules().size(); i++) {
      add(rules, i, knowledge, knowledge.rules().get(i).variables());
    }
  }

  private static int[][] countsOf(Knowledge knowledge) {
    int[] sizes = new int[knowledge.variables()];
    for (Count count : knowledge.counts()) {
      for (int variable : count.variables()) {
        sizes[variable]++;
      }
    }
    int[][] all = new int[sizes.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new int[sizes[i]];
    }
    for (int i = knowledge.counts().size() - 1; i >= 0; i--) {
      for (int variable : knowledge.counts().get(i).variables()) {
        all[variable][--sizes[variable]] = i;
      }
    }
    return all;
  }

  /** Counts that a variable is in, ascending. */
  int[] countsOf(int variable) {
    return countsOf[variable];
  }

  private static void add(
      List<List<Integer>> lists, int index, Knowledge knowledge, int[] variables) {
    int last = -1;
    for (int variable : variables) {
      int atom = knowledge.atomOf(variable);
      List<Integer> list = lists.get(atom);
      // Variables of an atom mostly follow each other.
      if (atom != last && (list.isEmpty() || list.get(list.size() - 1) != index)) {
        list.add(index);
      }
      last = atom;
    }
  }

  /** Counts that any of some atoms is in, ascending. */
  int[] counts(int[] atoms) {
    return union(counts, atoms);
  }

  /** Rules that any of some atoms is in, ascending. */
  int[] rules(int[] atoms) {
    return union(rules, atoms);
  }

  private static int[] union(List<List<Integer>> lists, int[] atoms) {
    BitSet union = new BitSet();
    for (int atom : atoms) {
      lists.get(atom).forEach(union::set);
    }
    return union.stream().toArray();
  }
}
