package org.pathline.command;

import java.util.List;

/** What is said beside lists of bad records. */
final class BadRecordNotes {
  private BadRecordNotes() {}

  /**
   * Tells of records that are in no list, as nobody can read them; nothing where there are none.
   */
  static List<String> unreadable(long count) {
    return count == 0
        ? List.of()
        : List.of(count + " record(s) of the topic are not readable as what it is for");
  }
}
