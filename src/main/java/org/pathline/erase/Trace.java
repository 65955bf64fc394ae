package org.pathline.erase;

/**
 * A place where an id was found.
 *
 * @param where the place: a partition of a topic or a file
 * @param form the form in which it lies there
 * @param count how often, at least
 */
public record Trace(String where, String form, long count) {
  /** Stands before the name of a partition. */
  static final String TOPIC = "topic ";

  @Override
  public String toString() {
    return where + ": " + count + (count == 1 ? " time, as " : " times, as ") + form;
  }
}
