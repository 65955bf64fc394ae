package org.pathline.tables;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.GradePoints;

/**
 * Outcome cells on their way into a database: appended to a stage with all counts of a cell as one
 * array, which is many times faster than value by value, and moved to the table from there.
 */
final class CellRows implements AutoCloseable {
  private static final String STAGE = "cell_stage";
  private static final int BITS_OF_37_DIGITS = 122;

  private final DuckDBAppender appender;

  /** Appends to the stage of a database, which {@link #createStage} has made. */
  CellRows(Database database) {
    try {
      appender = database.connection().createAppender(STAGE);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Makes an empty stage. */
  static void createStage(Database database) {
    database.execute(
        "CREATE OR REPLACE TABLE "
            + STAGE
            + " ("
            + Column.declared(CellColumns.dimensions())
            + ", counts BIGINT["
            + CellSums.COUNTS
            + "], "
            + Column.declared(CellColumns.points())
            + ")");
  }

  /** Moves the stage into a table with the columns of cells, in the order of the dimensions. */
  static void moveIn(Database database, String table) {
    String dimensions = Column.names(CellColumns.dimensions());
    database.execute(
        "INSERT INTO "
            + table
            + " SELECT "
            + dimensions
            + ", "
            + IntStream.range(0, CellColumns.counts().size())
                .mapToObj(i -> "counts[" + (i + 1) + "]")
                .collect(Collectors.joining(", "))
            + ", "
            + Column.names(CellColumns.points())
            + " FROM "
            + STAGE
            + " ORDER BY "
            + dimensions);
    database.execute("DROP TABLE " + STAGE);
  }

  /** Appends a cell. */
  void append(Cell cell) {
    CellSums sums = cell.sums();
    try {
      appender.beginRow();
      CellColumns.append(appender, cell.key());
      appender.append(sums.counts());
      decimal(sums.gradePoints(), GradePoints.DECIMALS);
      decimal(sums.gradePointSquares(), GradePoints.DECIMALS_OF_SQUARES);
      appender.endRow();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** As two words, which cost less than a decimal of Java. */
  private void decimal(BigInteger unscaled, int decimals) throws SQLException {
    if (unscaled.bitLength() <= BITS_OF_37_DIGITS) {
      appender.appendDecimal(unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
    } else {
      appender.append(new BigDecimal(unscaled, decimals));
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
