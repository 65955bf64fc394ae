package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.release.Count.State;

/** What is shown of each count. Mutable: protection withholds more and more. */
final class Pattern {
  private final List<Count> counts;
  private final State[] states;
  private final BitSet needed = new BitSet();

  /** By count: coded rates that need it. */
  private final Map<Integer, List<Integer>> codedOf;

  /** Everything printed that may be. */
  Pattern(List<Count> counts) {
    this.counts = counts;
    states = new State[counts.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = counts.get(i).printable() ? State.PRINTED : State.WITHHELD;
    }
    codedOf = new HashMap<>();
    for (int i = 0; i < states.length; i++) {
      if (counts.get(i).bandOf() >= 0) {
        codedOf.computeIfAbsent(counts.get(i).bandOf(), none -> new ArrayList<>(1)).add(i);
      }
    }
  }

  private Pattern(Pattern other) {
    counts = other.counts;
    codedOf = other.codedOf;
    states = other.states.clone();
    needed.or(other.needed);
  }

  Pattern copy() {
    return new Pattern(this);
  }

  State state(int count) {
    return states[count];
  }

  /** Shows this of a count; without the count that a coded rate needs, the rate goes too. */
  void set(int count, State state) {
    states[count] = state;
  }

  /** Withholds a count that is sensitive itself, but for its coded rate where it has one. */
  void primary(int count) {
    needed.set(count);
    Count one = counts.get(count);
    boolean coded = one.hasBand() && one.bandOf() >= 0 && states[one.bandOf()] == State.PRINTED;
    states[count] = coded ? State.BANDED : State.WITHHELD;
  }

  boolean isPrimary(int count) {
    return needed.get(count);
  }

  /** Drops coded rates whose denominators are withheld. */
  void settle() {
    for (int i = 0; i < states.length; i++) {
      if (states[i] == State.BANDED && states[counts.get(i).bandOf()] != State.PRINTED) {
        states[i] = State.WITHHELD;
      }
    }
  }

  /** The same, where only some counts have changed. */
  void settle(int[] changed) {
    for (int count : changed) {
      for (int coded : codedOf.getOrDefault(count, List.of())) {
        if (states[coded] == State.BANDED && states[count] != State.PRINTED) {
          states[coded] = State.WITHHELD;
        }
      }
    }
  }

  boolean isHidden(int count) {
    return states[count] != State.PRINTED;
  }

  @Override
  public String toString() {
    return Arrays.toString(states);
  }
}
