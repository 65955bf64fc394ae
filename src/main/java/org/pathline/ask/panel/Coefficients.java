package org.pathline.ask.panel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.topics.Unanswerable;

/**
 * Coefficients of an event study in the order of their file.
 *
 * @param times of each; null where the file names none
 * @param names of each row; null where the file names none
 */
record Coefficients(
    Path file, double[] values, int @Nullable [] times, @Nullable List<String> names) {
  private static final Set<String> TIMES =
      Set.of(
          "t",
          "time",
          "times",
          "period",
          "year",
          "event",
          "eventtime",
          "relativetime",
          "reltime",
          "rel",
          "relyear",
          "relativeyear",
          "relativeperiod",
          "egt",
          "e",
          "tvec",
          "lead",
          "horizon",
          "timetotreat",
          "timetotreatment",
          "yearstotreatment",
          "attegt.egt");
  private static final Set<String> VALUES =
      Set.of(
          "beta",
          "betahat",
          "b",
          "coef",
          "coefs",
          "coefficient",
          "coefficients",
          "estimate",
          "estimates",
          "est",
          "att",
          "attegt",
          "effect",
          "value",
          "x");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern SIGNED = Pattern.compile("-?\\d+");

  /** Words for times before adoption. */
  private static final Pattern BEFORE =
      Pattern.compile("lead|pre|before|minus", Pattern.CASE_INSENSITIVE);

  private static final int MOST_DIGITS = 9;

  /** A number that stands apart from letters. */
  private static final Pattern WHOLE =
      Pattern.compile("(?<![A-Za-z0-9_.-])-?\\d+(?![A-Za-z0-9_.])");

  /**
   * Reads a file.
   *
   * @param pre how many stand before the reference, where their times are not to be read; null
   *     where they are
   * @throws Unanswerable with what cannot be used
   */
  static Coefficients read(Path file, @Nullable Integer pre) {
    NumberTable table = NumberTable.read(file);
    int width = table.width();
    if (width == -1) {
      throw new Unanswerable(file + " has rows of different lengths");
    }
    Coefficients read =
        isLyingDown(table) ? lyingDown(table) : upright(table, width, timesOfNames(table));
    return pre == null ? read : read.withoutTimes().numbered(pre);
  }

  /** A row of coefficients, maybe below one of times. */
  private static boolean isLyingDown(NumberTable table) {
    int width = table.rows().get(0).length;
    return width > 2
        && (table.rows().size() == 1
            || (table.rows().size() == 2 && areTimes(table.rows().get(0))));
  }

  private static Coefficients lyingDown(NumberTable table) {
    if (table.rows().size() == 2) {
      return new Coefficients(table.file(), table.rows().get(1), whole(table.rows().get(0)), null);
    }
    List<String> columns = table.columns();
    int[] times = columns == null ? null : wholeIn(columns);
    return new Coefficients(table.file(), table.rows().get(0), times, columns);
  }

  private static Coefficients upright(NumberTable table, int width, int @Nullable [] named) {
    List<String> columns = table.columns();
    int value = column(columns, VALUES);
    int time = column(columns, TIMES);
    if (value == -1 || (width > 1 && time == -1 && named == null)) {
      // Without names of columns: a time and its coefficient, maybe behind a number of the row.
      boolean numbered = named == null && width > 2 && isNumbering(table);
      time = named != null || width == 1 ? -1 : numbered ? 1 : 0;
      value = time + 1;
    }
    double[] values = column(table, value);
    int[] times = time == -1 ? named : checkedTimes(table, time);
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new Unanswerable(
            table.file() + ":" + table.lines().get(i) + ": the coefficient is missing");
      }
    }
    return new Coefficients(table.file(), values, times, table.names());
  }

  private static int column(@Nullable List<String> columns, Set<String> known) {
    if (columns != null) {
      for (int k = 0; k < columns.size(); k++) {
        if (known.contains(columns.get(k).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))) {
          return k;
        }
      }
    }
    return -1;
  }

  private static double[] column(NumberTable table, int column) {
    return table.rows().stream().mapToDouble(row -> row[column]).toArray();
  }

  /** Rows numbered from 1, with times behind that are another number. */
  private static boolean isNumbering(NumberTable table) {
    double[] first = column(table, 0);
    return IntStream.range(0, first.length).allMatch(i -> first[i] == i + 1)
        && areTimes(column(table, 1));
  }

  /** Whether they are whole and ascend. */
  static boolean areTimes(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .allMatch(
            i -> numbers[i] == Math.rint(numbers[i]) && (i == 0 || numbers[i] > numbers[i - 1]));
  }

  private static int[] checkedTimes(NumberTable table, int column) {
    double[] times = column(table, column);
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] == Math.rint(times[i]) && Math.abs(times[i]) < 1e9)) {
        throw new Unanswerable(
            table.file()
                + ":"
                + table.lines().get(i)
                + ": the time "
                + times[i]
                + " is no whole number; give rows of time,coefficient, such as 2009,0.196, or with"
                + " --pre-periods N the coefficients alone");
      }
    }
    return whole(times);
  }

  private static int[] whole(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(each -> (int) each).toArray();
  }

  /** Times in names such as {@code year::2009:treated}, where each holds one whole number. */
  private static int @Nullable [] timesOfNames(NumberTable table) {
    return table.names() == null ? null : wholeIn(table.names());
  }

  /**
   * The one whole number in each name, such as {@code year::2009:treated}; of {@code Lead_D3}, -3.
   *
   * @return null where a name has none, or several, or one is there twice
   */
  static int @Nullable [] wholeIn(List<String> names) {
    int[] apart = times(names, WHOLE, false);
    if (apart != null) {
      return apart;
    }
    // A hyphen in every name is none of numbers.
    boolean hyphens = names.stream().allMatch(each -> each.matches(".*-\\d.*"));
    return times(names, hyphens ? DIGITS : SIGNED, true);
  }

  private static int @Nullable [] times(List<String> names, Pattern pattern, boolean words) {
    Set<Integer> found = new LinkedHashSet<>();
    for (String name : names) {
      Matcher matcher = pattern.matcher(name);
      if (!matcher.find() || matcher.group().length() > MOST_DIGITS) {
        return null;
      }
      int time = Integer.parseInt(matcher.group());
      found.add(words && BEFORE.matcher(name).find() ? -Math.abs(time) : time);
      if (matcher.find()) {
        return null;
      }
    }
    return found.size() < names.size()
        ? null
        : found.stream().mapToInt(Integer::intValue).toArray();
  }

  private Coefficients withoutTimes() {
    return new Coefficients(file, values, null, names);
  }

  /** Numbered by their places: the reference, which may be among them as a 0, is -1. */
  private Coefficients numbered(int pre) {
    if (pre < 1 || pre >= values.length) {
      throw new Unanswerable(
          "--pre-periods "
              + pre
              + ": "
              + file
              + " has "
              + values.length
              + " coefficients; give how many of them are before the reference");
    }
    boolean withReference = values[pre] == 0;
    int[] numbered =
        IntStream.range(0, values.length)
            .map(i -> i < pre ? i - pre - 1 : i - pre - (withReference ? 1 : 0))
            .toArray();
    return new Coefficients(file, values, numbered, names);
  }
}
