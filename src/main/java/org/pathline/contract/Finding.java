package org.pathline.contract;

import java.util.List;

/**
 * What was found out about one topic or subject, and what was done about it.
 *
 * @param name topic or subject
 * @param state what was found or done
 * @param words the same in words, such as {@code retention.ms: is 1, should be -1}
 */
public record Finding(String name, State state, String words) {

  /** What was found or done. */
  public enum State {
    /** It was there and is as it should be. */
    EXISTS,
    /** It was not there and is now. */
    CREATED,
    /** It was otherwise and is now as it should be. */
    FIXED,
    /** It is not there. */
    MISSING,
    /** It is there and otherwise than it should be. */
    DIFFERS,
    /** The registry does not take it. */
    REFUSED
  }

  /** Whether it is now as the contract says. */
  public boolean isGood() {
    return state == State.EXISTS || state == State.CREATED || state == State.FIXED;
  }

  /** What was done, such as {@code created pathline.grades.v1}; nothing where all was as it is. */
  public static List<String> changed(List<Finding> findings) {
    return findings.stream()
        .filter(each -> each.state() == State.CREATED || each.state() == State.FIXED)
        .map(each -> each.state().name().toLowerCase(java.util.Locale.ROOT) + " " + each.name())
        .toList();
  }

  /** A line for people: what is good as a table row, anything else as {@code name: words}. */
  public String line() {
    return isGood()
        ? String.format(
            "%-8s %-34s %s", state.name().toLowerCase(java.util.Locale.ROOT), name, words)
        : name + ": " + words;
  }
}
