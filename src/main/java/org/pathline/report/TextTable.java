package org.pathline.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: text to the left, numbers to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<Boolean> left;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Table without rows.
   *
   * @param left for each column whether it is aligned to the left
   */
  TextTable(List<Boolean> left) {
    this.left = left;
  }

  /** Adds a row of as many cells as there are columns. */
  void add(List<String> row) {
    rows.add(row);
  }

  void print(PrintWriter out) {
    int[] widths = new int[left.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : GAP)
            .append(left.get(i) ? row.get(i) + padding : padding + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
