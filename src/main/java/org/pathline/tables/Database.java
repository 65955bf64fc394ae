package org.pathline.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;

/** A DuckDB of one's own in memory. Not thread-safe: each thread takes a {@link #second} one. */
public final class Database implements AutoCloseable {
  private final DuckDBConnection connection;

  /**
   * Where databases of this process put what does not fit into memory. By itself DuckDB would spill
   * rows of students into the working directory, for all to read.
   */
  private static final class Spilling {
    static final Path PLACE = make();
    static final AtomicLong DATABASES = new AtomicLong();

    private static Path make() {
      try {
        Path place = Files.createTempDirectory("pathline-");
        place.toFile().deleteOnExit();
        return place;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make a temporary directory: " + e.getMessage(), e);
      }
    }

    /** A directory of its own for a database, which DuckDB makes when it needs it, and removes. */
    static Path next() {
      return PLACE.resolve(Long.toString(DATABASES.incrementAndGet()));
    }
  }

  private Database(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** A new database without tables, which neither reads nor writes files unless it is told to. */
  public static Database open() {
    try {
      Properties settings = new Properties();
      // Nothing is fetched from anywhere: what is needed is in the jar.
      settings.setProperty("autoinstall_known_extensions", "false");
      settings.setProperty("autoload_known_extensions", "false");
      settings.setProperty("temp_directory", Spilling.next().toString());
      Database database =
          new Database((DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings));
      database.execute("SET TimeZone = 'UTC'");
      return database;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Another connection to the same tables. */
  public Database second() {
    try {
      return new Database(connection.duplicate());
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** The connection itself. */
  public DuckDBConnection connection() {
    return connection;
  }

  /** From now on statements can read and write no file, and change no setting. */
  public void lock() {
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
  }

  /** Runs statements. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** What is done with a result. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads a result. */
    T of(ResultSet result) throws SQLException;
  }

  /** Result of a query, read while it is open. */
  public <T> T query(String sql, Reading<T> reading) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return reading.of(result);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** The rows of a query, each read by the action. */
  public <T> List<T> rows(String sql, Reading<T> row) {
    return query(
        sql,
        result -> {
          List<T> rows = new ArrayList<>();
          while (result.next()) {
            rows.add(row.of(result));
          }
          return rows;
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
