package org.pathline.publish;

/**
 * One column of an import file.
 *
 * @param name name in a header or of a JSON field, which is that of the Avro field
 * @param kind what its cells hold
 * @param need what an empty cell means
 */
record Column(String name, CellKind<?> kind, Need need) {

  /** What an empty cell, or a file without the column, means. */
  enum Need {
    /** Needed by every row. */
    ALWAYS,
    /** Part of the natural key: needed unless a retraction names its {@code factId}. */
    IDENTITY,
    /** Needed unless the row is a retraction. */
    REQUIRED,
    /** Stands for the default of the schema, such as UNKNOWN. */
    DEFAULTED,
    /** Nothing is known; the fact has no such value. */
    OPTIONAL
  }

  /** Whether a file without the column cannot be read. */
  boolean isRequiredInHeader() {
    return need != Need.DEFAULTED && need != Need.OPTIONAL;
  }

  static Column identity(String name, CellKind<?> kind) {
    return new Column(name, kind, Need.IDENTITY);
  }

  static Column required(String name, CellKind<?> kind) {
    return new Column(name, kind, Need.REQUIRED);
  }

  static Column defaulted(String name, CellKind<?> kind) {
    return new Column(name, kind, Need.DEFAULTED);
  }

  static Column optional(String name, CellKind<?> kind) {
    return new Column(name, kind, Need.OPTIONAL);
  }
}
