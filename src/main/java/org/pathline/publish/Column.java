package org.pathline.publish;

import org.jspecify.annotations.Nullable;

/**
 * One column of an import file.
 *
 * @param name name in a header or of a JSON field, which is that of the Avro field
 * @param kind what its cells hold
 * @param need what an empty cell means
 * @param <T> what its cells hold
 */
record Column<T>(String name, CellKind<T> kind, Need need) {

  /** What an empty cell, or a file without the column, means. */
  enum Need {
    /** Needed by every row. */
    ALWAYS,
    /** Part of the natural key: needed unless a retraction names its {@code factId}. */
    IDENTITY,
    /** Part of the natural key of those facts that have it; a fact may have none. */
    IDENTITY_IF_ANY,
    /** Needed unless the row is a retraction. */
    REQUIRED,
    /** Stands for the default of the schema, such as UNKNOWN. */
    DEFAULTED,
    /** Nothing is known; the fact has no such value. */
    OPTIONAL
  }

  /** Cell of a value; empty where there is none. */
  @SuppressWarnings("unchecked") // the table of forms is where types and columns meet
  String text(@Nullable Object value) {
    return value == null ? "" : kind.text((T) value);
  }

  /** Whether a file without the column cannot be read. */
  boolean isRequiredInHeader() {
    return switch (need) {
      case ALWAYS, IDENTITY, REQUIRED -> true;
      case IDENTITY_IF_ANY, DEFAULTED, OPTIONAL -> false;
    };
  }

  static <T> Column<T> identity(String name, CellKind<T> kind) {
    return new Column<>(name, kind, Need.IDENTITY);
  }

  static <T> Column<T> identityIfAny(String name, CellKind<T> kind) {
    return new Column<>(name, kind, Need.IDENTITY_IF_ANY);
  }

  static <T> Column<T> required(String name, CellKind<T> kind) {
    return new Column<>(name, kind, Need.REQUIRED);
  }

  static <T> Column<T> defaulted(String name, CellKind<T> kind) {
    return new Column<>(name, kind, Need.DEFAULTED);
  }

  static <T> Column<T> optional(String name, CellKind<T> kind) {
    return new Column<>(name, kind, Need.OPTIONAL);
  }
}
