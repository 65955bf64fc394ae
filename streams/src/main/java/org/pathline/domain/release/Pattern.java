package org.pathline.domain.release;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.pathline.domain.release.Count.State;

/** What is shown of each count. Mutable: protection withholds more and more. */
final class Pattern {
  private final List<Count> counts;
  private final State[] states;
  private final BitSet needed = new BitSet();

  /** Everything printed that may be. */
  Pattern(List<Count> counts) {
    this.counts = counts;
    states = new State[counts.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = counts.get(i).printable() ? State.PRINTED : State.WITHHELD;
    }
  }

  private Pattern(Pattern other) {
    counts = other.counts;
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

  boolean isHidden(int count) {
    return states[count] != State.PRINTED;
  }

  /** How many printable counts are not printed. */
  int hidden() {
    int hidden = 0;
    for (int i = 0; i < states.length; i++) {
      if (counts.get(i).printable() && isHidden(i)) {
        hidden++;
      }
    }
    return hidden;
  }

  @Override
  public String toString() {
    return Arrays.toString(states);
  }
}
