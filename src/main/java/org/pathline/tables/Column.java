package org.pathline.tables;

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

  /** A name as a statement takes any name. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text as a statement takes any text. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
