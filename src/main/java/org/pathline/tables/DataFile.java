package org.pathline.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.duckdb.DuckDBResultSet;

/** Writes what a query gives to a file. */
public final class DataFile {
  private static final long BATCH_ROWS = 65_536;

  private DataFile() {}

  /** Writes the rows of a query; Arrow as the file format that pandas calls Feather. */
  public static void write(Database database, String query, DataFormat format, Path file) {
    String to = Column.literal(file.toString());
    switch (format) {
      case parquet ->
          database.execute("COPY (" + query + ") TO " + to + " (FORMAT parquet, COMPRESSION zstd)");
      case csv -> database.execute("COPY (" + query + ") TO " + to + " (FORMAT csv, HEADER)");
      case jsonl ->
          database.execute(
              "COPY (" + JsonLineQuery.of(database, query) + ") TO " + to + " (FORMAT blob)");
      case arrow -> {
        try (OutputStream out = Files.newOutputStream(file)) {
          arrowFile(database, query, out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void arrowFile(Database database, String query, OutputStream out) {
    arrow(
        database,
        query,
        reader ->
            new ArrowFileWriter(
                reader.getVectorSchemaRoot(), reader, java.nio.channels.Channels.newChannel(out)));
  }

  /** Writes the rows of a query as a stream of Arrow record batches. */
  public static void arrowStream(Database database, String query, OutputStream out) {
    arrow(
        database,
        query,
        reader -> new ArrowStreamWriter(reader.getVectorSchemaRoot(), reader, out));
  }

  /** How Arrow is written. */
  @FunctionalInterface
  private interface Writing {
    ArrowWriter of(ArrowReader reader) throws IOException;
  }

  private static void arrow(Database database, String query, Writing writing) {
    try (BufferAllocator memory = new RootAllocator();
        Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(query);
        ArrowReader reader =
            (ArrowReader)
                result.unwrap(DuckDBResultSet.class).arrowExportStream(memory, BATCH_ROWS);
        ArrowWriter writer = writing.of(reader)) {
      writer.start();
      while (reader.loadNextBatch()) {
        writer.writeBatch();
      }
      writer.end();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
