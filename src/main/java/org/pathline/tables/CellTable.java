package org.pathline.tables;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/** The table {@code outcome_cells}, to change and to read. */
public final class CellTable {
  private static final String DIMENSIONS = Column.names(CellColumns.dimensions());

  /** Column of the sum of grade points. */
  public static final String POINTS = CellColumns.points().get(0).name();

  /** Column of the sum of their squares. */
  public static final String POINTS_SQUARED = CellColumns.points().get(1).name();

  private final Database database;

  /** The table of a database, which has it. */
  public CellTable(Database database) {
    this.database = database;
  }

  /** Adds changes to what stands; a cell in which nobody is left, leaves. */
  public void add(Collection<Cell> changes) {
    CellRows.createStage(database);
    try (CellRows rows = new CellRows(database)) {
      changes.forEach(cell -> rows.append(cell));
    }
    database.execute("CREATE TEMP TABLE cell_changes AS FROM outcome_cells LIMIT 0");
    CellRows.moveIn(database, "cell_changes");
    String same =
        CellColumns.dimensions().stream()
            .map(Column::name)
            .map(name -> "cell." + name + " IS NOT DISTINCT FROM change." + name)
            .collect(Collectors.joining(" AND "));
    List<String> sums = new ArrayList<>();
    CellColumns.counts()
        .forEach(each -> sums.add("sum(" + each.name() + ")::BIGINT AS " + each.name()));
    CellColumns.points().forEach(each -> sums.add("sum(" + each.name() + ") AS " + each.name()));
    database.execute(
        "CREATE TEMP TABLE cells_now AS SELECT "
            + DIMENSIONS
            + ", "
            + String.join(", ", sums)
            + " FROM (SELECT cell.* FROM outcome_cells AS cell SEMI JOIN cell_changes AS change ON "
            + same
            + " UNION ALL FROM cell_changes) GROUP BY "
            + DIMENSIONS);
    database.execute(
        "DELETE FROM outcome_cells AS cell USING cell_changes AS change WHERE " + same);
    database.execute("INSERT INTO outcome_cells FROM cells_now WHERE members <> 0");
    database.execute("DROP TABLE cell_changes");
    database.execute("DROP TABLE cells_now");
  }

  /** Every cell. */
  public List<Cell> cells() {
    return database.rows(
        "SELECT * FROM outcome_cells ORDER BY " + DIMENSIONS, row -> new Cell(key(row), sums(row)));
  }

  private static CellKey key(ResultSet row) throws SQLException {
    return new CellKey(
        new Settings(row.getInt(1), row.getString(2)),
        row.getString(3),
        row.getString(4),
        whole(row, 5),
        Subject.valueOf(row.getString(6)),
        RaceEthnicity.valueOf(row.getString(7)),
        Indicator.valueOf(row.getString(8)),
        PriorAchievement.valueOf(row.getString(9)));
  }

  private static @Nullable Integer whole(ResultSet row, int at) throws SQLException {
    int value = row.getInt(at);
    return row.wasNull() ? null : Integer.valueOf(value);
  }

  private static CellSums sums(ResultSet row) throws SQLException {
    int first = CellColumns.dimensions().size() + 1;
    long[] counts = new long[CellSums.COUNTS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = row.getLong(first + i);
    }
    return new CellSums(
        counts,
        unscaled(row.getBigDecimal(first + counts.length), GradePoints.DECIMALS),
        unscaled(row.getBigDecimal(first + counts.length + 1), GradePoints.DECIMALS_OF_SQUARES));
  }

  /** A sum of grade points as sums of cells hold it; nothing for null. */
  public static BigInteger points(@Nullable BigDecimal sum) {
    return sum == null ? BigInteger.ZERO : unscaled(sum, GradePoints.DECIMALS);
  }

  /** A sum of squares of grade points as sums of cells hold it; nothing for null. */
  public static BigInteger squares(@Nullable BigDecimal sum) {
    return sum == null ? BigInteger.ZERO : unscaled(sum, GradePoints.DECIMALS_OF_SQUARES);
  }

  private static BigInteger unscaled(BigDecimal value, int decimals) {
    return value.setScale(decimals).unscaledValue();
  }
}
