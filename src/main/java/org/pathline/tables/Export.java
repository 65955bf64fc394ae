package org.pathline.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pathline.Main;
import org.pathline.cluster.OwnerOnly;
import org.pathline.topics.Cut;

/**
 * Writes tables to files, beside a manifest that says what they stand for and a dictionary that
 * says what every column holds.
 */
public final class Export {
  public static final String MANIFEST = "manifest.json";
  public static final String DICTIONARY = "DICTIONARY.md";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Database database;
  private final Cut cut;
  private final List<Table> tables;

  /** Export of tables that were loaded at a cut. */
  public Export(Database database, Cut cut, List<Table> tables) {
    this.database = database;
    this.cut = cut;
    this.tables = tables;
  }

  /** Writes everything into a directory, which is made for its owner alone where it is missing. */
  public void write(Path directory, DataFormat format, Consumer<String> progress) {
    try {
      OwnerOnly.directory(directory);
      Files.deleteIfExists(directory.resolve(MANIFEST));
      List<String> names = new ArrayList<>(tables.stream().map(Table::name).toList());
      names.add("cohort_regimes");
      ObjectNode manifest = JSON.createObjectNode();
      manifest.put("cut", cut.id());
      manifest.put("program", Main.version());
      manifest.put("format", format.name());
      manifest.put("studentLevel", tables.stream().anyMatch(Table::isStudentLevel));
      settings(manifest.putArray("settings"));
      ArrayNode files = manifest.putArray("files");
      for (String name : names) {
        String file = name + "." + format;
        progress.accept("writing " + file);
        DataFile.write(database, "SELECT * FROM " + name, format, directory.resolve(file));
        files
            .addObject()
            .put("file", file)
            .put("table", name)
            .put("topic", Tables.named(name).map(table -> table.topic().name()).orElse(null))
            .put("rows", rows(name))
            .put("bytes", Files.size(directory.resolve(file)));
      }
      manifest.set("offsets", Cut.json(cut.offsets()));
      districts(manifest.putObject("districts"));
      Files.writeString(directory.resolve(DICTIONARY), dictionary(names));
      // Last, so that a manifest means that everything is there.
      Files.write(directory.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  private void settings(ArrayNode settings) {
    database.rows(
        "SELECT anchorGrade, stemList, sum(members)::BIGINT FROM outcome_cells GROUP BY ALL"
            + " ORDER BY ALL",
        row ->
            settings
                .addObject()
                .put("anchorGrade", row.getInt(1))
                .put("stemList", row.getString(2))
                .put("students", row.getLong(3)));
  }

  /** Up to which offsets of the pathways the students of each district are counted. */
  private void districts(ObjectNode districts) {
    database.rows(
        "SELECT coalesce(districtId, ''), pathwaysPartition, pathwaysOffset FROM district_cuts"
            + " ORDER BY ALL",
        row ->
            districts
                .withObjectProperty(row.getString(1))
                .put(Integer.toString(row.getInt(2)), row.getLong(3)));
  }

  private long rows(String name) {
    return database.rows("SELECT count(*) FROM " + name, row -> row.getLong(1)).get(0);
  }

  private String dictionary(List<String> names) {
    StringBuilder text = new StringBuilder("# Data dictionary\n");
    for (String name : names) {
      text.append("\n## ").append(name).append("\n\n");
      database.rows(
          "SELECT comment FROM duckdb_tables() WHERE table_name = " + Column.literal(name),
          row -> text.append(row.getString(1)).append("\n\n"));
      text.append("| column | type | what it holds |\n|---|---|---|\n");
      database.rows(
          "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = "
              + Column.literal(name)
              + " ORDER BY column_index",
          row ->
              text.append("| ")
                  .append(row.getString(1))
                  .append(" | ")
                  .append(row.getString(2))
                  .append(" | ")
                  .append(row.getString(3))
                  .append(" |\n"));
    }
    return text.toString();
  }
}
