package org.pathline.publish;

import java.util.function.Function;
import org.pathline.domain.fact.Fact;

/**
 * One column of an import file.
 *
 * @param name name in a header or of a JSON field, which is that of the Avro field
 * @param kind what its cells hold
 * @param need what an empty cell means
 * @param value what a fact says in it; null where nothing
 * @param <T> what its cells hold
 */
record Column<T>(String name, CellKind<T> kind, Need need, Function<Fact, T> value) {

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

  /** Cell of a fact; empty where it says nothing. */
  String text(Fact fact) {
    return kind.text(value.apply(fact));
  }

  /** Whether a file without the column cannot be read. */
  boolean isRequiredInHeader() {
    return switch (need) {
      case ALWAYS, IDENTITY, REQUIRED -> true;
      case IDENTITY_IF_ANY, DEFAULTED, OPTIONAL -> false;
    };
  }

  static <F extends Fact, T> Column<T> identity(
      String name, CellKind<T> kind, Function<F, T> value) {
    return of(name, kind, Need.IDENTITY, value);
  }

  static <F extends Fact, T> Column<T> identityIfAny(
      String name, CellKind<T> kind, Function<F, T> value) {
    return of(name, kind, Need.IDENTITY_IF_ANY, value);
  }

  static <F extends Fact, T> Column<T> required(
      String name, CellKind<T> kind, Function<F, T> value) {
    return of(name, kind, Need.REQUIRED, value);
  }

  static <F extends Fact, T> Column<T> defaulted(
      String name, CellKind<T> kind, Function<F, T> value) {
    return of(name, kind, Need.DEFAULTED, value);
  }

  static <F extends Fact, T> Column<T> optional(
      String name, CellKind<T> kind, Function<F, T> value) {
    return of(name, kind, Need.OPTIONAL, value);
  }

  @SuppressWarnings("unchecked") // the table of forms is where types and columns meet
  private static <F extends Fact, T> Column<T> of(
      String name, CellKind<T> kind, Need need, Function<F, T> value) {
    return new Column<>(name, kind, need, (Function<Fact, T>) value);
  }
}
