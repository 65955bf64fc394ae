package org.pathline.tables;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a table.
 *
 * @param name as records spell it
 * @param type DuckDB's name of its type
 * @param doc what it holds, with its unit where it has one
 */
public record Column(String name, String type, String doc) {
  /** Name and type as a statement declares them. */
  String declared() {
    return quoted(name) + " " + type;
  }

  /** Names of columns as a statement lists them. */
  static String names(List<Column> columns) {
    return columns.stream().map(each -> quoted(each.name)).collect(Collectors.joining(", "));
  }

  /** Columns as a statement declares them. */
  static String declared(List<Column> columns) {
    return columns.stream().map(Column::declared).collect(Collectors.joining(", "));
  }

  /** A name as a statement takes any name. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text as a statement takes any text. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
