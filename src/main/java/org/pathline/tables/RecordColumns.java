package org.pathline.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The columns of a record: its fields, and those of its settings beside them. */
final class RecordColumns {
  static final String SETTINGS = "settings";

  private RecordColumns() {}

  /** Columns of a table of records of a schema. */
  static List<Column> of(String table, Schema record) {
    List<Column> columns = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      if (field.name().equals(SETTINGS)) {
        columns.addAll(of(table, field.schema()));
      } else {
        columns.add(
            new Column(
                field.name(),
                type(field.schema()),
                ColumnDocs.of(table, field.name(), field.doc())));
      }
    }
    return columns;
  }

  /** DuckDB's type of values of a schema. */
  static String type(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Date) {
      return "DATE";
    } else if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return "TIMESTAMP WITH TIME ZONE";
    }
    return switch (schema.getType()) {
      case STRING, ENUM -> "VARCHAR";
      case INT -> "INTEGER";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case BYTES -> "BLOB";
      case ARRAY -> type(schema.getElementType()) + "[]";
      case RECORD ->
          schema.getFields().stream()
              .map(field -> Column.quoted(field.name()) + " " + type(field.schema()))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
      case UNION ->
          type(
              schema.getTypes().stream()
                  .filter(each -> each.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow());
      default -> throw new IllegalArgumentException("no column for a " + schema.getType());
    };
  }
}
