package org.pathline.publish;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactFields;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.FieldValues;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.Column.Need;
import org.pathline.words.Names;

/**
 * How rows become facts of one type, and facts rows: its columns.
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

  private final FactType type;
  private final List<Column<?>> columns;
  private final List<String> plainNames;

  /**
   * A form.
   *
   * @param own the columns after the envelope's, one for each field of the type
   */
  FactForm(FactType type, List<Column<?>> own) {
    this.type = type;
    List<Column<?>> all = new ArrayList<>();
    all.add(new Column<>(idColumn(type), CellKind.TEXT, Need.ALWAYS));
    // A version without a time could never stand against another.
    all.add(new Column<>("recordedAt", CellKind.TIMESTAMP, Need.ALWAYS));
    // A search is identified by who searched.
    all.add(
        new Column<>(
            "source", CellKind.TEXT, type == FactType.SEARCHES ? Need.IDENTITY : Need.REQUIRED));
    all.add(Column.defaulted("retracted", CellKind.BOOLEAN));
    all.add(Column.optional("factId", CellKind.TEXT));
    all.addAll(own);
    this.columns = List.copyOf(all);
    this.plainNames = columns.stream().map(column -> Names.plain(column.name())).toList();
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
    return plainNames.indexOf(Names.plain(name));
  }

  /** Whether a column that the form does not use is nothing to warn of. */
  boolean isIgnorable(String name) {
    return Names.plain(name).equals("studentid");
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
    Object[] row = new Object[columns.size()];
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
      row[i] = value;
    }
    Fact fact = fact(row);
    Violation violation = FactRules.firstViolation(fact, now);
    if (violation != null) {
      throw new BadRow(violation.reason(), violation.field(), violation.detail());
    }
    if (pseudonyms != null) {
      PseudonymousIds.replace(columns, row, pseudonyms);
      return fact(row);
    }
    return fact;
  }

  /** What a row is of that is no fact, as far as its ids can be read. */
  LeftOut leftOut(RowReader rows) {
    try {
      Cells cells = rows.cells();
      return new LeftOut(type, text(cells, STUDENT_ID), text(cells, FACT_ID), true);
    } catch (BadRow bad) {
      return new LeftOut(type, null, null, true);
    }
  }

  private static @Nullable String text(Cells cells, int i) {
    try {
      return CellKind.TEXT.read(cells, i);
    } catch (BadCell bad) {
      return null;
    }
  }

  /** A fact of some id that says nothing, as a retraction need not. */
  Fact withoutContent(String studentId, @Nullable String factId) {
    @Nullable Object[] row = new Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      Column<?> column = columns.get(i);
      row[i] = column.need() == Need.OPTIONAL ? null : column.kind().blank();
    }
    row[STUDENT_ID] = studentId;
    row[RETRACTED] = true;
    row[FACT_ID] = factId;
    return fact(row);
  }

  private Fact fact(@Nullable Object[] row) {
    Envelope envelope =
        new Envelope(
            (String) row[STUDENT_ID],
            (Long) row[RECORDED_AT],
            (String) row[SOURCE],
            (Boolean) row[RETRACTED],
            (String) row[FACT_ID]);
    return FactFields.read(type, envelope, new FieldValues(row, ENVELOPE_COLUMNS));
  }

  /** What a fact says in each column; null where nothing. */
  @Nullable Object[] values(Fact fact) {
    @Nullable Object[] row = new Object[columns.size()];
    Envelope envelope = fact.envelope();
    row[STUDENT_ID] = envelope.studentId();
    row[RECORDED_AT] = envelope.recordedAt();
    row[SOURCE] = envelope.source();
    row[RETRACTED] = envelope.retracted();
    row[FACT_ID] = envelope.factId();
    FactFields.write(fact, new FieldValues(row, ENVELOPE_COLUMNS));
    return row;
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
