package org.pathline.release;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file of a release.
 *
 * @param type what it holds, as DuckDB names it
 * @param value what it holds of a row, or null for nothing
 * @param <R> what a row is about
 */
record ReleaseColumn<R>(String name, Type type, Function<R, @Nullable Object> value) {
  /** What a column holds. */
  enum Type {
    VARCHAR,
    BIGINT,
    DOUBLE
  }

  static <R> ReleaseColumn<R> text(String name, Function<R, @Nullable Object> value) {
    return new ReleaseColumn<>(name, Type.VARCHAR, value);
  }

  static <R> ReleaseColumn<R> whole(String name, Function<R, @Nullable Object> value) {
    return new ReleaseColumn<>(name, Type.BIGINT, value);
  }

  /** Five decimals: more would be of no use, and digits of the machine might differ. */
  static <R> ReleaseColumn<R> decimal(String name, Function<R, @Nullable Double> value) {
    return new ReleaseColumn<>(name, Type.DOUBLE, row -> rounded(value.apply(row)));
  }

  private static @Nullable String rounded(@Nullable Double value) {
    return value == null || !Double.isFinite(value)
        ? null
        : new BigDecimal(value)
            .setScale(5, RoundingMode.HALF_EVEN)
            .toPlainString()
            .replaceFirst("^-(0\\.0+)$", "$1");
  }

  static List<String> names(List<? extends ReleaseColumn<?>> columns) {
    return columns.stream().map(ReleaseColumn::name).toList();
  }

  /** CSV as releases write it: a header, line feeds, and nothing where there is no value. */
  static <R> String csv(List<ReleaseColumn<R>> columns, List<R> rows) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(names(columns));
      for (R row : rows) {
        csv.writeRecord(
            columns.stream()
                .map(column -> column.value().apply(row))
                .map(value -> value == null ? "" : value.toString())
                .toList());
      }
    }
    return text.toString();
  }
}
