package org.pathline.ask.panel;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.topics.Unanswerable;

/**
 * Numbers as programs write them to text: with or without a header, with names of rows or without,
 * separated by commas, semicolons, tabs or blanks.
 *
 * <p>Between semicolons and tabs a comma is a decimal comma. A cell that is missing is NaN.
 *
 * @param header cells of the first row where it is one of names; null where it is none
 * @param names of the rows; null where they have none
 * @param rows their numbers
 * @param lines line of each row, from 1
 */
record NumberTable(
    Path file,
    @Nullable List<String> header,
    @Nullable List<String> names,
    List<double[]> rows,
    List<Integer> lines) {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eEdD][-+]?\\d+)?");
  private static final Set<String> MISSING = Set.of("na", "nan", ".", "null", "#n/a", "");

  /**
   * Reads a file.
   *
   * @throws Unanswerable with file and line of what is no number
   */
  static NumberTable read(Path file) {
    List<String> all = lines(file);
    List<List<String>> cells = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    Separator separator = Separator.of(all);
    for (int i = 0; i < all.size(); i++) {
      List<String> row = separator.split(all.get(i).replace("\uFEFF", ""));
      boolean comment = row.get(0).startsWith("#");
      if (!comment && row.stream().anyMatch(each -> !each.isEmpty())) {
        cells.add(row);
        lines.add(i + 1);
      }
    }
    if (cells.isEmpty()) {
      throw new Unanswerable(file + " holds no numbers");
    }
    List<String> header = null;
    if (isHeader(cells.get(0), cells)) {
      header = cells.remove(0);
      lines.remove(0);
    }
    if (cells.isEmpty()) {
      throw new Unanswerable(file + " holds no numbers below its header");
    }
    boolean named = cells.stream().allMatch(row -> isName(row.get(0)));
    List<double[]> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      List<String> row = cells.get(i);
      names.add(row.get(0));
      rows.add(numbers(file, lines.get(i), named ? row.subList(1, row.size()) : row));
    }
    return new NumberTable(file, header, named ? List.copyOf(names) : null, rows, lines);
  }

  /** Names of the columns of numbers; null without a header, or where they do not fit. */
  @Nullable List<String> columns() {
    if (header == null) {
      return null;
    }
    int width = rows.get(0).length;
    int more = header.size() - width;
    boolean fits = names == null ? more == 0 : more == 1 || more == 0;
    return fits ? header.subList(more, header.size()) : null;
  }

  /** Numbers of each row, or -1 where rows differ. */
  int width() {
    int width = rows.get(0).length;
    return rows.stream().allMatch(row -> row.length == width) ? width : -1;
  }

  /** Number in a text; null where it is none, NaN where it is missing. */
  static @Nullable Double number(String text) {
    if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    return NUMBER.matcher(text).matches()
        ? Double.valueOf(text.replace('d', 'e').replace('D', 'e'))
        : null;
  }

  private static boolean isName(String cell) {
    return number(cell) == null;
  }

  /** A first row of names; one that names a row of numbers is none, unless all rows have one. */
  private static boolean isHeader(List<String> first, List<List<String>> cells) {
    long names = first.stream().filter(NumberTable::isName).count();
    if (names > 1 || (names == 1 && first.size() == 1)) {
      return true;
    }
    boolean next = cells.size() > 1 && isName(cells.get(1).get(0));
    // The corner above names of rows is empty, or missing.
    return next ? first.get(0).isEmpty() || !isName(first.get(0)) : names == 1;
  }

  private static double[] numbers(Path file, int line, List<String> cells) {
    double[] numbers = new double[cells.size()];
    for (int k = 0; k < numbers.length; k++) {
      Double value = number(cells.get(k));
      if (value == null) {
        throw new Unanswerable(file + ":" + line + ": '" + cells.get(k) + "' is no number");
      }
      numbers[k] = value;
    }
    return numbers;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new Unanswerable("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new Unanswerable(file + " is no text in UTF-8; write it as CSV", e);
    } catch (IOException e) {
      throw new Unanswerable("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** What stands between cells. */
  private enum Separator {
    SEMICOLON(";"),
    TAB("\t"),
    COMMA(","),
    BLANKS("\\s+");

    private final String pattern;

    Separator(String pattern) {
      this.pattern = pattern;
    }

    static Separator of(List<String> lines) {
      for (Separator each : List.of(SEMICOLON, TAB, COMMA)) {
        if (lines.stream().anyMatch(line -> unquoted(line).contains(each.pattern))) {
          return each;
        }
      }
      return BLANKS;
    }

    private static String unquoted(String line) {
      return line.replaceAll("\"[^\"]*\"", "");
    }

    List<String> split(String line) {
      String text = this == BLANKS ? line.strip() : line;
      // Only outside of quotes: an even number of them follows.
      List<String> cells =
          Arrays.stream(text.split("(?:" + pattern + ")(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
              .map(each -> each.replace("\"", "").strip())
              .map(each -> this == SEMICOLON || this == TAB ? withPoint(each) : each)
              .toList();
      // A separator behind the last cell adds none.
      int last = cells.size() - 1;
      return last > 0 && cells.get(last).isEmpty() && text.strip().endsWith(last(pattern))
          ? cells.subList(0, last)
          : cells;
    }

    private static String last(String pattern) {
      return pattern.substring(pattern.length() - 1);
    }

    private static String withPoint(String cell) {
      String pointed = cell.replace(',', '.');
      return NUMBER.matcher(pointed).matches() ? pointed : cell;
    }
  }
}
