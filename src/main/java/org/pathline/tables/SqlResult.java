package org.pathline.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement gave.
 *
 * @param columns names, in order
 * @param numeric whether a column holds numbers
 * @param rows values: numbers, truth values, texts and what else Java has for them; null for NULL
 * @param total rows that there are, those among them that are not kept
 */
public record SqlResult(
    List<String> columns, List<Boolean> numeric, List<List<@Nullable Object>> rows, long total) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DESCRIBE =
      Pattern.compile("(?is)\\s*(?:describe|desc|\\\\d)\\s+\"?(\\w+)\"?\\s*;?\\s*");
  private static final Pattern SHOW =
      Pattern.compile("(?is)\\s*(?:show\\s+tables|describe|\\\\dt?|\\.tables)\\s*;?\\s*");

  /**
   * Runs a statement. {@code describe} of a table shows what the columns hold, and {@code show
   * tables} what a row is.
   *
   * @param most rows that are kept
   * @return null where the statement has no result
   */
  public static @Nullable SqlResult of(Database database, String sql, long most) {
    try (Statement statement = database.connection().createStatement()) {
      if (!statement.execute(documented(sql))) {
        return null;
      }
      try (ResultSet result = statement.getResultSet()) {
        return read(result, most);
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static String documented(String sql) {
    if (SHOW.matcher(sql).matches()) {
      return "SELECT table_name AS name, 'table' AS kind, estimated_size AS \"rows\", comment AS doc"
          + " FROM duckdb_tables() UNION ALL SELECT view_name, 'view', NULL, comment FROM"
          + " duckdb_views() WHERE NOT internal ORDER BY 2, 1";
    }
    Matcher describe = DESCRIBE.matcher(sql);
    if (describe.matches()) {
      String name = Column.literal(describe.group(1).toLowerCase(java.util.Locale.ROOT));
      return "SELECT column_name AS \"column\", data_type AS type, comment AS doc FROM"
          + " duckdb_columns() WHERE lower(table_name) = "
          + name
          + " UNION ALL SELECT error('there is no table ' || "
          + name
          + " || '; show tables lists them'), '', '' WHERE NOT EXISTS (SELECT 1 FROM"
          + " duckdb_columns() WHERE lower(table_name) = "
          + name
          + ")";
    }
    return sql;
  }

  private static SqlResult read(ResultSet result, long most) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> columns = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnName(i));
      numeric.add(
          switch (meta.getColumnType(i)) {
            case Types.TINYINT,
                Types.SMALLINT,
                Types.INTEGER,
                Types.BIGINT,
                Types.REAL,
                Types.FLOAT,
                Types.DOUBLE,
                Types.DECIMAL,
                Types.NUMERIC ->
                true;
            default -> meta.getColumnTypeName(i).equals("HUGEINT");
          });
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long total = 0;
    while (result.next()) {
      if (total++ < most) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(value(result, i));
        }
        rows.add(row);
      }
    }
    return new SqlResult(columns, numeric, rows, total);
  }

  private static @Nullable Object value(ResultSet result, int at) throws SQLException {
    Object value = result.getObject(at);
    if (value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String) {
      return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }
    return value.toString();
  }

  /** Rows of a query as JSON, nested values as such. */
  public static List<JsonNode> json(Database database, String query) {
    return database.rows(
        "SELECT to_json(row_of_result) FROM (" + query + ") AS row_of_result",
        row -> {
          try {
            return JSON.readTree(row.getString(1));
          } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
