package org.pathline.publish;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.PostsecondaryEnrollment;

/**
 * What the cells of a column hold, and how their text is understood.
 *
 * @param <T> the value of a cell
 */
final class CellKind<T> {
  /** Any text. */
  static final CellKind<String> TEXT = new CellKind<>("", text -> text);

  /** ISO date such as 2015-08-31. */
  static final CellKind<LocalDate> DATE =
      new CellKind<>(LocalDate.EPOCH, CellKind::date, Timestamps::text);

  /** ISO date of an end that is not known while it lies ahead. */
  static final CellKind<LocalDate> END_OF_TERM =
      new CellKind<>(
          PostsecondaryEnrollment.NOT_ENDED,
          CellKind::date,
          end -> end.equals(PostsecondaryEnrollment.NOT_ENDED) ? "" : Timestamps.text(end));

  /** ISO date-time, as milliseconds since 1970 UTC. */
  static final CellKind<Long> TIMESTAMP = new CellKind<>(0L, Timestamps::parse, Timestamps::text);

  /** Whole number. */
  static final CellKind<Integer> INTEGER = new CellKind<>(0, CellKind::integer);

  /** Decimal number with a point. */
  static final CellKind<Double> NUMBER = new CellKind<>(0.0, CellKind::number);

  /** Yes or no, in the ways that exports write it. */
  static final CellKind<Boolean> BOOLEAN = new CellKind<>(false, CellKind::bool);

  /** Several texts: separated by a bar in CSV, an array in JSON. */
  static final CellKind<List<String>> LIST =
      new CellKind<>(List.of(), null, list -> String.join("|", list));

  private interface Parser<T> {
    T parse(String text) throws BadCell;
  }

  private final T blank;
  private final @Nullable Parser<T> parser;
  private final Function<T, String> text;

  private CellKind(T blank, @Nullable Parser<T> parser) {
    this(blank, parser, Object::toString);
  }

  private CellKind(T blank, @Nullable Parser<T> parser, Function<T, String> text) {
    this.blank = blank;
    this.parser = parser;
    this.text = text;
  }

  /** One of the names of an enum that has the name {@code UNKNOWN} for the absent. */
  static <E extends Enum<E>> CellKind<E> symbol(Class<E> type) {
    Map<String, E> symbols = new LinkedHashMap<>();
    Arrays.stream(type.getEnumConstants()).forEach(symbol -> symbols.put(symbol.name(), symbol));
    return new CellKind<>(
        Enum.valueOf(type, "UNKNOWN"),
        text -> {
          E symbol = symbols.get(text);
          if (symbol == null) {
            throw new BadCell(
                "'" + text + "'", "is none of " + String.join(", ", symbols.keySet()));
          }
          return symbol;
        });
  }

  /** What stands in a fact for a cell that a retraction may leave empty. */
  T blank() {
    return blank;
  }

  /**
   * Value of a cell, or null where it is empty or absent.
   *
   * @throws BadCell when the text is not of this kind
   */
  @SuppressWarnings("unchecked") // only LIST has no parser
  @Nullable T read(Cells cells, int column) throws BadCell {
    if (parser == null) {
      List<String> list = cells.list(column);
      return list == null || list.isEmpty() ? null : (T) list;
    }
    String text = cells.text(column);
    if (text == null) {
      return null;
    }
    // Exports pad; an id with a space at its end would be another student.
    text = text.strip();
    return text.isEmpty() ? null : parser.parse(text);
  }

  /** Text of a value; empty for null. */
  String text(T value) {
    return value == null ? "" : text.apply(value);
  }

  private static LocalDate date(String text) throws BadCell {
    try {
      if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
        return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
      }
    } catch (DateTimeException | NumberFormatException e) {
      // Said below, in the same words as for any other text that is no date.
    }
    throw new BadCell("'" + text + "'", "is not a date such as 2015-08-31");
  }

  /** Number that the digits of a part of the text make. */
  static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new NumberFormatException(text);
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  /** All whole numbers are school years, which many systems write as 2014-15. */
  private static Integer integer(String text) throws BadCell {
    try {
      if (text.chars().allMatch(c -> c < 0x80)) {
        return Integer.valueOf(text);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadCell(
        "'" + text + "'",
        "is not a whole number such as 2015, the year in which the school year 2014-15 ends");
  }

  private static Double number(String text) throws BadCell {
    boolean plain = text.length() <= 64;
    for (int i = 0; plain && i < text.length(); i++) {
      // The JDK would also read 1f, 0x1p3 and NaN.
      plain = "0123456789.+-eE".indexOf(text.charAt(i)) >= 0;
    }
    if (plain) {
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw new BadCell("'" + text + "'", "is not a number such as 3.7");
  }

  private static Boolean bool(String text) throws BadCell {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y" -> true;
            case "false", "no", "n" -> false;
            default ->
                throw new BadCell("'" + text + "'", "is neither true nor false (yes, no, 1, 0)");
          };
    };
  }
}
