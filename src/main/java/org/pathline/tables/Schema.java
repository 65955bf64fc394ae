package org.pathline.tables;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.pathline.Main;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.topics.Cut;
import org.pathline.words.Bundled;

/** Tables, views and their docs, as statements. */
public final class Schema {
  private static final String VIEWS_OF_STUDENTS = "-- student level";

  private final Database database;

  /** Schema of a database. */
  public Schema(Database database) {
    this.database = database;
  }

  /** Makes tables, empty. */
  public void create(List<Table> tables) {
    for (Table table : tables) {
      database.execute(
          "CREATE TABLE " + table.name() + " (" + Column.declared(table.columns()) + ")");
      comment("TABLE", table.name(), table.doc());
      table
          .columns()
          .forEach(
              column ->
                  comment(
                      "COLUMN", table.name() + "." + Column.quoted(column.name()), column.doc()));
    }
    database.execute(
        "CREATE TABLE cohort_regimes (anchorGrade INTEGER, stemList VARCHAR, districtId VARCHAR,"
            + " schoolId VARCHAR, anchorYear INTEGER, subject VARCHAR, regime VARCHAR)");
    database.execute("CREATE TABLE cut (topic VARCHAR, \"partition\" INTEGER, \"offset\" BIGINT)");
    database.execute(
        "CREATE TABLE district_cuts (districtId VARCHAR, pathwaysPartition INTEGER, pathwaysOffset"
            + " BIGINT)");
    database.execute("CREATE TABLE about (name VARCHAR, \"value\" VARCHAR)");
    comment(
        "TABLE",
        "cohort_regimes",
        "The regime that policies declare for each cohort, at its school in its anchor grade.");
    comment("TABLE", "cut", "What the tables stand for: the records before these offsets.");
    comment(
        "TABLE",
        "district_cuts",
        "Which students the cells of a district count: those of the pathways before these"
            + " offsets.");
    comment("TABLE", "about", "What made these tables.");
    docs("cohort_regimes", "cut", "district_cuts", "about");
  }

  /** Makes the views of tables that are there. */
  public void createViews(List<Table> tables) {
    Set<String> names = tables.stream().map(Table::name).collect(Collectors.toSet());
    database.execute(CellColumns.outcomesView());
    database.execute(CellColumns.milestoneCountsView());
    String[] parts = Bundled.text(Schema.class, "views.sql").split(VIEWS_OF_STUDENTS, -1);
    database.execute(parts[0]);
    if (names.contains(Tables.PATHWAYS.name())) {
      database.execute(parts[1]);
    }
    docs(
        database
            .rows(
                "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1",
                row -> row.getString(1))
            .toArray(String[]::new));
  }

  /** Says in {@code cut} and {@code about} what the tables stand for. */
  public void describe(Cut cut) {
    database.execute("DELETE FROM cut");
    database.execute("DELETE FROM about");
    List<List<?>> ends = new ArrayList<>();
    for (String topic : cut.offsets().keySet()) {
      cut.of(topic).forEach((partition, end) -> ends.add(List.of(topic, partition, end)));
    }
    insert("cut", ends);
    insert("about", List.of(List.of("cut", cut.id()), List.of("program", Main.version())));
  }

  /**
   * Says in {@code district_cuts} for which pathways cells stand.
   *
   * @param districts positions by district; the empty id is that of students without an anchor
   */
  void describe(SortedMap<String, ReadPositions> districts) {
    List<List<?>> rows = new ArrayList<>();
    districts.forEach(
        (district, positions) ->
            positions
                .next()
                .forEach(
                    (partition, next) ->
                        rows.add(
                            Arrays.asList(district.isEmpty() ? null : district, partition, next))));
    insert("district_cuts", rows);
  }

  private void insert(String table, List<List<?>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    String values = String.join(", ", Collections.nCopies(rows.get(0).size(), "?"));
    try (PreparedStatement insert =
        database
            .connection()
            .prepareStatement("INSERT INTO " + table + " VALUES (" + values + ")")) {
      for (List<?> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          insert.setObject(i + 1, row.get(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Documents columns that no schema documents. */
  private void docs(String... relations) {
    for (String relation : relations) {
      List<String> columns =
          database.rows(
              "SELECT column_name FROM duckdb_columns() WHERE table_name = "
                  + Column.literal(relation)
                  + " ORDER BY column_index",
              row -> row.getString(1));
      for (String column : columns) {
        String doc = ColumnDocs.of(relation, column, null);
        comment("COLUMN", relation + "." + Column.quoted(column), doc);
      }
    }
  }

  private void comment(String kind, String of, String doc) {
    database.execute("COMMENT ON " + kind + " " + of + " IS " + Column.literal(doc));
  }
}
