package org.pathline.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.pathline.release.FormFiles.Form;
import org.pathline.tables.Database;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/** Releases as tables to ask: in DuckDB under {@code released_outcomes} and so on, or as rows. */
public final class ReleasedTables {
  private static final String TEXT = "VARCHAR";
  private static final Set<String> WHOLE =
      Set.of(
          "members",
          "observed",
          "attained",
          "time",
          "treatedSchools",
          "comparisonSchools",
          "withheldSchools",
          "schoolYear");
  private static final Set<String> DECIMAL =
      Set.of(
          "rateLow",
          "rateHigh",
          "estimate",
          "se",
          "low",
          "high",
          "bandLow",
          "bandHigh",
          "least",
          "most",
          "ratio",
          "standardised",
          "standardisedLow",
          "standardisedHigh");

  private final TreeMap<String, ReleaseDirectory> releases = new TreeMap<>();

  private ReleasedTables() {}

  /** No release at all. */
  public static ReleasedTables none() {
    return new ReleasedTables();
  }

  /**
   * Releases, each under the name of its directory.
   *
   * @throws Unanswerable when one is none or was changed, or two have one name
   */
  public static ReleasedTables read(List<Path> places) throws IOException {
    ReleasedTables tables = new ReleasedTables();
    for (Path place : places) {
      String name = String.valueOf(place.toAbsolutePath().normalize().getFileName());
      if (tables.releases.put(name, ReleaseDirectory.read(place)) != null) {
        throw new Unanswerable("two releases have the name " + name + "; rename a directory");
      }
    }
    return tables;
  }

  /** Names of the releases, in order. */
  public List<String> names() {
    return List.copyOf(releases.keySet());
  }

  /** What the manifest of a release says. */
  public ObjectNode manifest(String name) {
    return find(name).manifest();
  }

  /** Tables that a release has, {@code outcomes} first. */
  public List<String> tables(String name) {
    List<String> tables = new ArrayList<>(List.of("outcomes"));
    find(name).manifest().path("forms").forEach(form -> tables.add(form.asText()));
    return tables;
  }

  private ReleaseDirectory find(String name) {
    ReleaseDirectory release = releases.get(name);
    if (release == null) {
      throw new Unanswerable(Names.none("release", name, names()));
    }
    return release;
  }

  private Path file(String name, String table) {
    if (!tables(name).contains(table)) {
      throw new Unanswerable(
          "release " + name + " has no table " + table + "; it has " + tables(name));
    }
    return find(name).place().resolve(table + ".csv");
  }

  /** A table as flat rows: columns with types, and rows in which a withheld figure is null. */
  public ObjectNode flat(String name, String table) throws IOException {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = flat.putArray("columns");
    ArrayNode rows = flat.putArray("rows");
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(Files.readString(file(name, table)))) {
      for (NamedCsvRecord record : csv) {
        if (columns.isEmpty()) {
          record
              .getHeader()
              .forEach(column -> columns.addObject().put("name", column).put("type", type(column)));
        }
        ObjectNode row = rows.addObject();
        for (String column : record.getHeader()) {
          String value = record.getField(column);
          switch (value.isEmpty() ? "" : type(column)) {
            case "" -> row.putNull(column);
            case "BIGINT" -> row.put(column, Long.parseLong(value));
            case "DOUBLE" -> row.put(column, Double.parseDouble(value));
            default -> row.put(column, value);
          }
        }
      }
    }
    return flat;
  }

  private static String type(String column) {
    if (WHOLE.contains(column)) {
      return "BIGINT";
    }
    return DECIMAL.contains(column) ? "DOUBLE" : TEXT;
  }

  /** Fills tables of a database; each row has the name of its release. */
  public void load(Database database) throws IOException {
    Set<String> tables = new HashSet<>(List.of("outcomes"));
    for (Form form : Form.values()) {
      tables.add(form.label());
    }
    for (String table : tables) {
      List<String> selects = new ArrayList<>();
      for (String name : names()) {
        if (tables(name).contains(table)) {
          selects.add(select(name, file(name, table)));
        }
      }
      if (!selects.isEmpty()) {
        database.execute(
            "CREATE TABLE released_"
                + table
                + " AS "
                + String.join(" UNION ALL BY NAME ", selects));
      }
    }
  }

  private static String select(String name, Path file) throws IOException {
    List<String> columns = new ArrayList<>();
    // Names of dimensions and figures have no commas; a file without rows has a header all the
    // same.
    for (String column : Files.readString(file).lines().findFirst().orElse("").split(",")) {
      columns.add(quoted(column) + ": '" + type(column) + "'");
    }
    return "SELECT "
        + quoted(name)
        + " AS release, * FROM read_csv("
        + quoted(file.toString())
        + ", header = true, delim = ',', quote = '\"', auto_detect = false, columns = {"
        + String.join(", ", columns)
        + "})";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
