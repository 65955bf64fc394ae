package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.pathline.domain.release.Count.State;

/**
 * Knowledge taken apart into components that tell nothing of each other.
 *
 * <p>A variable that is shown by itself is known; the others hang together through what is shown of
 * their sums, and through rules.
 */
final class Components {
  private final Pattern pattern;
  private final double[] known;
  private final int[] parent;

  Components(Knowledge knowledge, Pattern pattern) {
    this.pattern = pattern;
    known = new double[knowledge.variables()];
    java.util.Arrays.fill(known, Double.NaN);
    parent = new int[knowledge.variables()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    // A sum of which all but one number are known tells that one, too.
    List<Count> counts = knowledge.counts();
    boolean more = true;
    BitSet done = new BitSet();
    while (more) {
      more = false;
      for (int i = 0; i < counts.size(); i++) {
        if (!done.get(i) && pattern.state(i) == State.PRINTED) {
          more |= tell(i, counts.get(i), done);
        }
      }
    }
    for (int i = 0; i < counts.size(); i++) {
      if (pattern.state(i) != State.WITHHELD) {
        join(counts.get(i).variables());
      }
    }
    knowledge.rules().forEach(rule -> join(rule.variables()));
  }

  private boolean tell(int index, Count count, BitSet done) {
    int unknown = -1;
    double rest = count.value();
    for (int variable : count.variables()) {
      if (!Double.isNaN(known[variable])) {
        rest -= known[variable];
      } else if (unknown >= 0) {
        return false;
      } else {
        unknown = variable;
      }
    }
    done.set(index);
    if (unknown >= 0) {
      known[unknown] = rest;
    }
    return unknown >= 0;
  }

  private void join(int[] variables) {
    int first = -1;
    for (int variable : variables) {
      if (Double.isNaN(known[variable])) {
        if (first >= 0) {
          parent[root(variable)] = root(first);
        }
        first = variable;
      }
    }
  }

  private int root(int variable) {
    int at = variable;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  boolean isKnown(int variable) {
    return !Double.isNaN(known[variable]);
  }

  double known(int variable) {
    return known[variable];
  }

  /** Component of a variable that is not known. */
  int of(int variable) {
    return root(variable);
  }

  /** The part of a count that is known. */
  double knownPart(int[] variables) {
    double sum = 0;
    for (int variable : variables) {
      if (isKnown(variable)) {
        sum += known[variable];
      }
    }
    return sum;
  }

  /** Indices of the variables of each component, by its representative; others are empty. */
  List<List<Integer>> members() {
    List<List<Integer>> members = new ArrayList<>();
    for (int i = 0; i < parent.length; i++) {
      members.add(new ArrayList<>(0));
    }
    for (int i = 0; i < parent.length; i++) {
      if (!isKnown(i)) {
        members.get(root(i)).add(i);
      }
    }
    return members;
  }

  Pattern pattern() {
    return pattern;
  }
}
