package org.pathline.tables;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What columns hold, where the schemas say nothing: {@code columns.properties}, by table and column
 * or by column alone.
 */
final class ColumnDocs {
  private static final Properties TEXTS = read();

  private ColumnDocs() {}

  /**
   * Doc of a column.
   *
   * @param inSchema what its schema says; null or blank for nothing
   */
  static String of(String table, String column, @Nullable String inSchema) {
    String own = TEXTS.getProperty(table + "." + column);
    if (own != null) {
      return own;
    }
    if (inSchema != null && !inSchema.isBlank()) {
      return inSchema.replaceAll("\\s+", " ").strip();
    }
    return TEXTS.getProperty(column, "");
  }

  private static Properties read() {
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(ColumnDocs.class.getResourceAsStream("columns.properties")),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
