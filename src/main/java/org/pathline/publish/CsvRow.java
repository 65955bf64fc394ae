package org.pathline.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file as characters, of which only those cells become texts that are asked for;
 * filled anew for another row.
 */
final class CsvRow {
  private char[] characters;
  private int[] ends;
  private int fields;
  private long line;

  /** The text that each column had last: many columns say the same row after row. */
  private final Recent recent;

  /** The last text of each column, shared by the rows of a file. */
  static final class Recent {
    private @Nullable String[] texts = new String[1 << 4];

    private String text(int column, char[] characters, int from, int to) {
      if (column >= texts.length) {
        texts = Arrays.copyOf(texts, Math.max(column + 1, 2 * texts.length));
      }
      String last = texts[column];
      if (last != null && isText(last, characters, from, to)) {
        return last;
      }
      String text = new String(characters, from, to - from);
      texts[column] = text;
      return text;
    }

    private static boolean isText(String text, char[] characters, int from, int to) {
      int length = to - from;
      if (text.length() != length) {
        return false;
      }
      // Ids that follow each other differ at their end.
      for (int i = length - 1; i >= 0; i--) {
        if (text.charAt(i) != characters[from + i]) {
          return false;
        }
      }
      return true;
    }
  }

  CsvRow(Recent recent) {
    this(recent, new char[1 << 8], new int[1 << 4]);
  }

  /** The same row for as long as it is needed, in no more memory than it takes. */
  CsvRow kept(Recent texts) {
    CsvRow kept =
        new CsvRow(texts, Arrays.copyOf(characters, length()), Arrays.copyOf(ends, fields));
    kept.fields = fields;
    kept.line = line;
    return kept;
  }

  private CsvRow(Recent recent, char[] characters, int[] ends) {
    this.recent = recent;
    this.characters = characters;
    this.ends = ends;
  }

  /** Begins another row, at a physical line counted from 1. */
  void begin(long at) {
    line = at;
    fields = 0;
  }

  void add(char[] from, int offset, int length) {
    int begin = begin(fields, ends);
    if (begin + length > characters.length) {
      characters = Arrays.copyOf(characters, Math.max(begin + length, 2 * characters.length));
    }
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, 2 * fields);
    }
    System.arraycopy(from, offset, characters, begin, length);
    ends[fields++] = begin + length;
  }

  private static int begin(int field, int[] ends) {
    return field == 0 ? 0 : ends[field - 1];
  }

  /** Characters of all cells. */
  int length() {
    return begin(fields, ends);
  }

  long line() {
    return line;
  }

  int fields() {
    return fields;
  }

  /** Text of a cell. */
  String field(int field) {
    int from = begin(field, ends);
    int to = ends[field];
    return from == to ? "" : recent.text(field, characters, from, to);
  }

  /** The same, in a text of its own. */
  String copy(int field) {
    int from = begin(field, ends);
    return new String(characters, from, ends[field] - from);
  }

  /** Texts of all cells. */
  List<String> all() {
    List<String> all = new ArrayList<>(fields);
    for (int i = 0; i < fields; i++) {
      all.add(copy(i));
    }
    return all;
  }

  /** Whether a character stands in any cell. */
  boolean holds(char wanted) {
    int length = length();
    for (int i = 0; i < length; i++) {
      if (characters[i] == wanted) {
        return true;
      }
    }
    return false;
  }
}
