package org.pathline.streams.registry;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The schema ids that the records of one partition, polled at one moment, name and that are not
 * known, with what became of each.
 *
 * <p>"No such schema" counts for these records only: a schema may be registered a moment later, and
 * records that were polled after that have a question of their own. Thread-safe.
 */
public final class SchemaQuestion {
  private enum State {
    OPEN,
    KNOWN,
    ABSENT
  }

  private final int firstId;
  private final int[] ids;
  private final State[] states;
  private final long polledNanos;
  private int open;

  /**
   * A question about ids.
   *
   * @param firstId that of the first record that cannot be handed on
   * @param ids all of them, each once, in ascending order
   * @param polledNanos moment at which the records were polled
   */
  SchemaQuestion(int firstId, int[] ids, long polledNanos) {
    this.firstId = firstId;
    this.ids = ids;
    this.polledNanos = polledNanos;
    states = new State[ids.length];
    Arrays.fill(states, State.OPEN);
    open = ids.length;
  }

  /** Id of the first record that cannot be handed on. */
  public int firstId() {
    return firstId;
  }

  /** Whether all is answered. */
  public synchronized boolean isAnswered() {
    return open == 0;
  }

  /** Whether the first record can be handed on. */
  public synchronized boolean isFirstAnswered() {
    return states[Arrays.binarySearch(ids, firstId)] != State.OPEN;
  }

  /** Whether the registry has no schema with an id that was asked for here. */
  public synchronized boolean isAbsent(int id) {
    int place = Arrays.binarySearch(ids, id);
    return place >= 0 && states[place] == State.ABSENT;
  }

  synchronized void known(int id) {
    int place = Arrays.binarySearch(ids, id);
    if (place >= 0) {
      answer(place, State.KNOWN);
    }
  }

  /** Notes that an id is absent if that was asked after the records were polled. */
  synchronized void absent(int id, long askedNanos) {
    int place = Arrays.binarySearch(ids, id);
    if (place >= 0 && askedNanos - polledNanos >= 0) {
      answer(place, State.ABSENT);
    }
  }

  /** Notes that all ids that a listing rules out are absent. */
  synchronized void absent(IntPredicate ruledOut, long listedNanos) {
    if (listedNanos - polledNanos < 0) {
      return;
    }
    for (int place = 0; place < ids.length; place++) {
      if (ruledOut.test(ids[place])) {
        answer(place, State.ABSENT);
      }
    }
  }

  private void answer(int place, State state) {
    if (states[place] == State.OPEN) {
      states[place] = state;
      open--;
    }
  }

  /** Tells of open ids until the receiver wants no more; whether it did to the end. */
  synchronized boolean forEachOpen(IntPredicate receiver) {
    for (int place = 0; open > 0 && place < ids.length; place++) {
      if (states[place] == State.OPEN && !receiver.test(ids[place])) {
        return false;
      }
    }
    return true;
  }
}
