package org.pathline.tables;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.pathline.words.Bundled;

/**
 * What columns hold, where the schemas say nothing: {@code columns.properties}, by table and column
 * or by column alone.
 */
final class ColumnDocs {
  private static final Properties TEXTS =
      Bundled.properties(ColumnDocs.class, "columns.properties");

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
}
