package org.pathline.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: text to the left, numbers to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int leftColumns;
  private final int firstTextAfterNumbers;

  /**
   * Table without rows.
   *
   * @param leftColumns how many columns, from the first, are aligned to the left
   */
  TextTable(int leftColumns) {
    this(leftColumns, Integer.MAX_VALUE - leftColumns);
  }

  /**
   * Table without rows, with text again behind the numbers.
   *
   * @param leftColumns how many columns, from the first, are aligned to the left
   * @param numbers how many columns after them are aligned to the right
   */
  TextTable(int leftColumns, int numbers) {
    this.leftColumns = leftColumns;
    this.firstTextAfterNumbers = leftColumns + numbers;
  }

  void add(List<String> row) {
    rows.add(row);
  }

  void print(PrintWriter out) {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : GAP)
            .append(
                i < leftColumns || i >= firstTextAfterNumbers
                    ? row.get(i) + padding
                    : padding + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
