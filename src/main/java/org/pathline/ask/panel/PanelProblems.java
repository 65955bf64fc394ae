package org.pathline.ask.panel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathline.topics.Unanswerable;

/** What of a panel's file cannot be used: the first lines of it, and how many there are. */
final class PanelProblems {
  private static final int MOST_SHOWN = 10;

  private final Path file;
  private final List<String> shown = new ArrayList<>();
  private long count;

  PanelProblems(Path file) {
    this.file = file;
  }

  void add(long line, String what) {
    count++;
    if (shown.size() < MOST_SHOWN) {
      shown.add(file + ":" + line + ": " + what);
    }
  }

  /**
   * Refuses the panel where anything of it cannot be used.
   *
   * @throws Unanswerable with file, lines and columns
   */
  void refuseIfAny() {
    if (count > 0) {
      String more = count > MOST_SHOWN ? "\nand " + (count - MOST_SHOWN) + " more" : "";
      throw new Unanswerable("the panel cannot be used:\n" + String.join("\n", shown) + more);
    }
  }
}
