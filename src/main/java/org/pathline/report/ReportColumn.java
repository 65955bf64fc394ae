package org.pathline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A named column of a report, and what stands in it.
 *
 * @param name its name in CSV and JSON
 * @param heading what stands above it in a table
 * @param left whether a table aligns it to the left, as text
 * @param value what CSV and JSON hold of a row; null for nothing
 * @param shown what a table shows of a row
 * @param formats the forms that have the column
 * @param <R> what a row is about
 */
public record ReportColumn<R>(
    String name,
    String heading,
    boolean left,
    Function<R, ?> value,
    Function<R, String> shown,
    Set<AnswerFormat> formats) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SHOWN = 120;

  /** Column of texts, in every form. */
  public static <R> ReportColumn<R> text(String name, Function<R, ?> value) {
    return of(name, true, value);
  }

  /** Column of numbers, in every form. */
  public static <R> ReportColumn<R> number(String name, Function<R, ?> value) {
    return of(name, false, value);
  }

  /**
   * Column of numbers, in every form.
   *
   * @param readable what a table shows of a number, or of none
   */
  public static <R> ReportColumn<R> number(
      String name,
      Function<R, @Nullable Double> value,
      Function<@Nullable Double, String> readable) {
    return ReportColumn.<R>number(name, value).shown(row -> readable.apply(value.apply(row)));
  }

  /** Column of estimates, in every form; a table shows four digits. */
  public static <R> ReportColumn<R> estimate(String name, Function<R, @Nullable Double> value) {
    return number(name, value, Numbers::estimate);
  }

  private static <R> ReportColumn<R> of(String name, boolean left, Function<R, ?> value) {
    return new ReportColumn<>(
        name,
        name,
        left,
        value,
        row -> readable(text(value.apply(row))),
        Set.of(AnswerFormat.values()));
  }

  /** The same column, shown otherwise in tables. */
  public ReportColumn<R> shown(Function<R, String> readable) {
    return new ReportColumn<>(name, heading, left, value, readable, formats);
  }

  /** The same column under another heading in tables. */
  public ReportColumn<R> headed(String other) {
    return new ReportColumn<>(name, other, left, value, shown, formats);
  }

  /** The same column in some of the forms only. */
  public ReportColumn<R> only(AnswerFormat... some) {
    return new ReportColumn<>(name, heading, left, value, shown, Set.of(some));
  }

  String csv(R row) {
    return text(value.apply(row));
  }

  JsonNode json(R row) {
    Object found = value.apply(row);
    // JSON has no number that is not finite.
    boolean endless = found instanceof Double number && !Double.isFinite(number);
    return JSON.valueToTree(endless ? null : found);
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    } else if (value instanceof Double number) {
      return Numbers.exact(number);
    } else if (value instanceof Collection<?> values) {
      return values.stream().map(Object::toString).collect(Collectors.joining("|"));
    } else if (value instanceof JsonNode node) {
      return node.isNull() ? "" : node.isValueNode() ? node.asText() : node.toString();
    }
    return value.toString();
  }

  private static String readable(String text) {
    String harmless = printable(text);
    if (harmless.isEmpty()) {
      return "-";
    }
    return harmless.length() <= LONGEST_SHOWN
        ? harmless
        : harmless.substring(0, LONGEST_SHOWN - 1) + "…";
  }

  /** A text with a dot for each character that is not to be shown. */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              int type = Character.getType(each);
              boolean hidden =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.SURROGATE
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              shown.appendCodePoint(hidden ? '.' : each);
            });
    return shown.toString();
  }
}
