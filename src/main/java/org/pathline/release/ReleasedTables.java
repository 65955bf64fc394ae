package org.pathline.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.pathline.release.FormFiles.Form;
import org.pathline.tables.Column;
import org.pathline.tables.Database;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/** Releases as tables to ask: in DuckDB under {@code released_outcomes} and so on, or as rows. */
public final class ReleasedTables {
  private static final String OUTCOMES = "outcomes";

  private final TreeMap<String, ReleaseDirectory> releases = new TreeMap<>();

  private ReleasedTables() {}

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

  /**
   * Releases that are shown together, each under the name of its directory.
   *
   * @throws Unanswerable also when one was made without another: what both show together was then
   *     never looked at, and may tell what each withholds
   */
  public static ReleasedTables readTogether(List<Path> places) throws IOException {
    ReleasedTables tables = read(places);
    List<ReleaseDirectory> all = List.copyOf(tables.releases.values());
    for (ReleaseDirectory one : all) {
      for (ReleaseDirectory other : all) {
        if (!one.digest().equals(other.digest())
            && !one.earlier().contains(other.digest())
            && !other.earlier().contains(one.digest())) {
          throw new Unanswerable(
              one.place()
                  + " and "
                  + other.place()
                  + " were made without each other: together they may tell what each withholds."
                  + " Make the later one anew with --after, or show one of them only");
        }
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
    List<String> tables = new ArrayList<>(List.of(OUTCOMES));
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

  /** File of a table, whose name is checked. */
  private String file(String name, String table) {
    if (!tables(name).contains(table)) {
      throw new Unanswerable(
          "release " + name + " has no table " + table + "; it has " + tables(name));
    }
    return table + ".csv";
  }

  /** Text of a table, as it was when the release was read. */
  private String text(String name, String table) {
    return Objects.requireNonNull(
        find(name).files().get(file(name, table)),
        () -> "the manifest of " + name + " names no file of " + table);
  }

  /** A table as flat rows: columns with types, and rows in which a withheld figure is null. */
  public ObjectNode flat(String name, String table) throws IOException {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = flat.putArray("columns");
    ArrayNode rows = flat.putArray("rows");
    for (String column : header(name, table)) {
      columns.addObject().put("name", column).put("type", type(table, column).name());
    }
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text(name, table))) {
      for (NamedCsvRecord record : csv) {
        ObjectNode row = rows.addObject();
        for (String column : record.getHeader()) {
          String value = record.getField(column);
          if (value.isEmpty()) {
            row.putNull(column);
          } else {
            switch (type(table, column)) {
              case BIGINT -> row.put(column, Long.parseLong(value));
              case DOUBLE -> row.put(column, Double.parseDouble(value));
              case VARCHAR -> row.put(column, value);
            }
          }
        }
      }
    }
    return flat;
  }

  /** Names of the columns, which have no commas; a file without rows has them all the same. */
  private List<String> header(String name, String table) {
    return List.of(text(name, table).lines().findFirst().orElse("").split(","));
  }

  private static ReleaseColumn.Type type(String table, String column) {
    List<? extends ReleaseColumn<?>> columns = TableFile.COLUMNS;
    if (Form.labelled(table).isPresent()) {
      columns = FormFiles.columns(Form.labelled(table).get());
    }
    return columns.stream()
        .filter(each -> each.name().equals(column))
        .findFirst()
        .<ReleaseColumn.Type>map(ReleaseColumn::type)
        .orElse(ReleaseColumn.Type.VARCHAR);
  }

  /** Fills tables of a database; each row has the name of its release. */
  public void load(Database database) {
    Set<String> tables = new HashSet<>(List.of(OUTCOMES));
    for (Form form : Form.values()) {
      tables.add(form.label());
    }
    for (String table : tables) {
      List<String> selects = new ArrayList<>();
      for (String name : names()) {
        if (tables(name).contains(table)) {
          selects.add(select(name, table));
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

  private String select(String name, String table) {
    List<String> columns = new ArrayList<>();
    for (String column : header(name, table)) {
      columns.add(Column.literal(column) + ": '" + type(table, column) + "'");
    }
    return "SELECT "
        + Column.literal(name)
        + " AS release, * FROM read_csv("
        + Column.literal(find(name).place().resolve(file(name, table)).toString())
        + ", header = true, delim = ',', quote = '\"', auto_detect = false, columns = {"
        + String.join(", ", columns)
        + "})";
  }
}
