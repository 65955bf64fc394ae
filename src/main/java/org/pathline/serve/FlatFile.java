package org.pathline.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathline.tables.DataFile;
import org.pathline.tables.DataFormat;
import org.pathline.tables.Database;

/** Flat rows as Arrow or Parquet, with their types. */
final class FlatFile {
  private FlatFile() {}

  static byte[] arrow(ObjectNode flat) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inDatabase(flat, database -> DataFile.arrowStream(database, "FROM flat", out));
    return out.toByteArray();
  }

  static byte[] csv(ObjectNode flat) {
    return throughFile(
        ".csv",
        file ->
            inDatabase(
                flat, database -> DataFile.write(database, "FROM flat", DataFormat.csv, file)));
  }

  static byte[] parquet(ObjectNode flat) {
    return throughFile(
        ".parquet",
        file ->
            inDatabase(
                flat, database -> DataFile.write(database, "FROM flat", DataFormat.parquet, file)));
  }

  private static byte[] throughFile(String suffix, java.util.function.Consumer<Path> writing) {
    try {
      // Small groups: a directory is its owner's alone, also where DuckDB makes files anew.
      Path directory = Files.createTempDirectory("pathline-");
      Path file = directory.resolve("flat" + suffix);
      try {
        writing.accept(file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void inDatabase(ObjectNode flat, java.util.function.Consumer<Database> action) {
    List<String> declared = new ArrayList<>();
    for (JsonNode column : flat.get("columns")) {
      declared.add(
          '"' + column.get("name").asText() + "\": '" + column.get("type").asText() + '\'');
    }
    throughFile(
        ".ndjson",
        file -> {
          try (Database database = Database.open()) {
            StringBuilder lines = new StringBuilder();
            flat.get("rows").forEach(row -> lines.append(row).append('\n'));
            Files.writeString(file, lines);
            database.execute(
                "CREATE TABLE flat AS SELECT * FROM read_json('"
                    + file
                    + "', format = 'newline_delimited', columns = {"
                    + String.join(", ", declared)
                    + "})");
            action.accept(database);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
