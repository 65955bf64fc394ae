package org.pathline.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.Column.Need;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.words.Bundled;

/**
 * Import files to begin with: for each topic one with its header and one row that is good, and a
 * page that says of every column what it holds.
 */
public final class ImportTemplate {
  /** How to get one. */
  static final String COMMAND = "pathline publish --template DIR";

  /** Name of the page of columns. */
  static final String DESCRIPTIONS = "COLUMNS.md";

  private static final Properties EXAMPLES =
      Bundled.properties(ImportTemplate.class, "examples.properties");

  private ImportTemplate() {}

  /**
   * Writes the files, and makes the directory where there is none.
   *
   * @return what was written
   * @throws UnusableArgument when one of the files is there already; nothing is overwritten
   */
  public static List<Path> write(Path directory) {
    List<Path> written = new ArrayList<>();
    StringBuilder page = new StringBuilder("# Columns of import files\n");
    try {
      Files.createDirectories(directory);
      for (FactType type : FactType.values()) {
        Path file = directory.resolve(type.noun() + ".csv");
        try (CsvWriter csv =
            CsvWriter.builder()
                .build(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          List<Column<?>> columns = FactForms.of(type).columns();
          csv.writeRecord(columns.stream().map(Column::name).toList());
          csv.writeRecord(
              columns.stream().map(each -> EXAMPLES.getProperty(each.name(), "")).toList());
        }
        written.add(file);
        describe(type, page);
      }
      Path descriptions = directory.resolve(DESCRIPTIONS);
      Files.writeString(descriptions, page, StandardOpenOption.CREATE_NEW);
      written.add(descriptions);
      return written;
    } catch (FileAlreadyExistsException e) {
      throw new UnusableArgument(e.getFile() + " exists; a template overwrites nothing");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void describe(FactType type, StringBuilder page) {
    Schema schema = TopicCatalogue.ofNoun(type.noun()).schema();
    page.append("\n## ").append(type.noun()).append("\n").append(line(schema.getDoc()));
    page.append("\n\n| column | holds | may be empty | meaning |\n|---|---|---|---|\n");
    for (Column<?> column : FactForms.of(type).columns()) {
      Schema.Field field = schema.getField(column.name());
      Schema present = present(field.schema());
      page.append("| ")
          .append(column.name())
          .append(" | ")
          .append(kind(present))
          .append(" | ")
          .append(need(column.need()))
          .append(" | ")
          .append(line(field.doc()))
          .append(present.getType() == Schema.Type.ENUM ? line(present.getDoc()) : "")
          .append(" |\n");
    }
  }

  private static String line(@Nullable String doc) {
    return doc == null ? "" : doc.replaceAll("\\s+", " ").replace("|", "\\|") + " ";
  }

  private static Schema present(Schema schema) {
    return schema.isUnion() ? schema.getTypes().get(1) : schema;
  }

  private static String kind(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
      case BOOLEAN -> "true or false";
      case DOUBLE -> "number such as 3.7";
      case INT ->
          schema.getLogicalType() instanceof LogicalTypes.Date
              ? "date such as 2015-08-31"
              : "whole number";
      case LONG -> "date-time with offset such as 2015-08-31T12:00:00Z";
      case ARRAY -> "texts, separated by \\|";
      default -> "text";
    };
  }

  private static String need(Need need) {
    return switch (need) {
      case ALWAYS, IDENTITY -> "no; part of what the fact is known by";
      case REQUIRED -> "no";
      case IDENTITY_IF_ANY -> "yes; part of what the fact is known by";
      case DEFAULTED, OPTIONAL -> "yes, and the column left out";
    };
  }
}
