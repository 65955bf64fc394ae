package org.pathline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.Column.Need;

/**
 * How rows become facts of one type: its columns, and the fact that their values make.
 *
 * <p>The first columns are those of the envelope, the rest are the fact's own in the order of its
 * Avro schema. CSV and JSON share the form.
 */
final class FactForm {
  private static final int STUDENT_ID = 0;
  static final int RECORDED_AT = 1;
  private static final int SOURCE = 2;
  static final int RETRACTED = 3;
  private static final int FACT_ID = 4;
  static final int ENVELOPE_COLUMNS = 5;

  /** The parsed cells of one row, from which a fact is made. */
  static final class Values {
    private final Object[] values;

    private Values(int columns) {
      values = new Object[columns];
    }

    /** Value of the n-th column after the envelope, in the type of its kind; null where absent. */
    @SuppressWarnings("unchecked") // the table of forms is where types and columns meet
    <T> T get(int n) {
      return (T) values[ENVELOPE_COLUMNS + n];
    }

    /** What every fact carries. */
    Envelope envelope() {
      return new Envelope(
          (String) values[STUDENT_ID],
          (Long) values[RECORDED_AT],
          (String) values[SOURCE],
          (Boolean) values[RETRACTED],
          (String) values[FACT_ID]);
    }
  }

  private final FactType type;
  private final List<Column<?>> columns;
  private final List<String> plainNames;
  private final Function<Values, Fact> maker;

  /**
   * A form.
   *
   * @param own the columns after the envelope's
   * @param maker makes the fact; its {@code get(n)} is the n-th of these columns
   */
  FactForm(FactType type, List<Column<?>> own, Function<Values, Fact> maker) {
    this.type = type;
    this.maker = maker;
    List<Column<?>> all = new ArrayList<>();
    all.add(
        new Column<>(
            idColumn(type), CellKind.TEXT, Need.ALWAYS, fact -> fact.envelope().studentId()));
    // A version without a time could never stand against another.
    all.add(
        new Column<>(
            "recordedAt", CellKind.TIMESTAMP, Need.ALWAYS, fact -> fact.envelope().recordedAt()));
    // A search is identified by who searched.
    all.add(
        new Column<>(
            "source",
            CellKind.TEXT,
            type == FactType.SEARCHES ? Need.IDENTITY : Need.REQUIRED,
            fact -> fact.envelope().source()));
    all.add(Column.defaulted("retracted", CellKind.BOOLEAN, fact -> fact.envelope().retracted()));
    all.add(Column.optional("factId", CellKind.TEXT, fact -> fact.envelope().factId()));
    all.addAll(own);
    this.columns = List.copyOf(all);
    this.plainNames = columns.stream().map(column -> ColumnNames.plain(column.name())).toList();
  }

  private static String idColumn(FactType type) {
    return switch (type) {
      case IDENTITIES -> "aliasId";
      case POLICIES -> "policyId";
      default -> "studentId";
    };
  }

  FactType type() {
    return type;
  }

  List<Column<?>> columns() {
    return columns;
  }

  /** Number of the column with a name, in any case and with any sign between its words; or -1. */
  int indexOf(String name) {
    return plainNames.indexOf(ColumnNames.plain(name));
  }

  /** Whether a column that the form does not use is nothing to warn of. */
  boolean isIgnorable(String name) {
    return ColumnNames.plain(name).equals("studentid");
  }

  /**
   * The fact that a row states.
   *
   * @param now when it is published, in milliseconds since 1970 UTC
   * @throws BadRow when a cell cannot be read or the fact breaks a rule
   */
  Fact read(Cells cells, long now) throws BadRow {
    return read(cells, now, null);
  }

  /**
   * The fact that a row states, with pseudonyms in the place of its ids.
   *
   * <p>The rules are about the ids as they are: a word for nothing, or an id that a spreadsheet
   * damaged, would have a pseudonym like any other.
   */
  Fact read(Cells cells, long now, @Nullable Pseudonyms pseudonyms) throws BadRow {
    Values row = new Values(columns.size());
    boolean retracted = Boolean.TRUE.equals(cell(cells, RETRACTED));
    boolean named = cell(cells, FACT_ID) != null;
    for (int i = 0; i < columns.size(); i++) {
      Column<?> column = columns.get(i);
      Object value = cell(cells, i);
      if (value == null && column.need() != Need.OPTIONAL) {
        boolean mayBeEmpty =
            switch (column.need()) {
              case ALWAYS -> false;
              case IDENTITY -> retracted && named;
              case REQUIRED -> retracted;
              case IDENTITY_IF_ANY, DEFAULTED, OPTIONAL -> true;
            };
        if (!mayBeEmpty) {
          throw new BadRow(Reason.MISSING_FIELD, column.name(), "is required and empty");
        }
        value = column.kind().blank();
      }
      row.values[i] = value;
    }
    Fact fact = maker.apply(row);
    Violation violation = FactRules.firstViolation(fact, now);
    if (violation != null) {
      throw new BadRow(violation.reason(), violation.field(), violation.detail());
    }
    if (pseudonyms != null) {
      PseudonymousIds.replace(columns, row.values, pseudonyms);
      return maker.apply(row);
    }
    return fact;
  }

  private @Nullable Object cell(Cells cells, int i) throws BadRow {
    Column<?> column = columns.get(i);
    try {
      return column.kind().read(cells, i);
    } catch (BadCell bad) {
      throw new BadRow(column.name(), bad);
    }
  }
}
