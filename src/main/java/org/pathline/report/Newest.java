package org.pathline.report;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The last few of many, in their order.
 *
 * @param <T> what they are
 */
public final class Newest<T> {
  private final Deque<T> kept = new ArrayDeque<>();
  private final int limit;
  private long count;

  /** None yet, and never more than a limit. */
  public Newest(int limit) {
    this.limit = limit;
  }

  /** Adds one, in place of the oldest where there are enough. */
  public void add(T each) {
    count++;
    kept.addLast(each);
    if (kept.size() > limit) {
      kept.removeFirst();
    }
  }

  /** The last ones, oldest first. */
  public Collection<T> kept() {
    return kept;
  }

  /** Tells whether there were none, or which were left out; nothing otherwise. */
  public List<String> notes(String what) {
    if (count == 0) {
      return List.of("no " + what);
    }
    return count <= limit
        ? List.of()
        : List.of("the newest " + limit + " of " + count + " " + what + "; --limit N shows more");
  }
}
