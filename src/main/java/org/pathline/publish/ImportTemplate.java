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
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.Column.Need;
import org.pathline.schemas.TopicCatalogue;

/**
 * Import files to begin with: for each topic one with its header and one row that is good, and a
 * page that says of every column what it holds.
 */
public final class ImportTemplate {
  /** How to get one. */
  static final String COMMAND = "pathline publish --template DIR";

  /** Name of the page of columns. */
  static final String DESCRIPTIONS = "COLUMNS.md";

  private static final Map<String, String> EXAMPLES = new TreeMap<>();

  static {
    EXAMPLES.put("studentId", "s-001");
    EXAMPLES.put("aliasId", "s-0001-old");
    EXAMPLES.put("canonicalId", "s-001");
    EXAMPLES.put("policyId", "policy-1");
    EXAMPLES.put("recordedAt", "2011-06-17T09:00:00Z");
    EXAMPLES.put("source", "district-7");
    EXAMPLES.put("districtId", "D7");
    EXAMPLES.put("schoolId", "M1");
    EXAMPLES.put("gradeLevel", "08");
    EXAMPLES.put("entryDate", "2010-08-23");
    EXAMPLES.put("exitDate", "2011-06-10");
    EXAMPLES.put("exitType", "COMPLETED");
    EXAMPLES.put("sectionId", "alg1-3");
    EXAMPLES.put("term", "Y1");
    EXAMPLES.put("schoolYear", "2011");
    EXAMPLES.put("courseCode", "02052");
    EXAMPLES.put("courseLevel", "G");
    EXAMPLES.put("mark", "B+");
    EXAMPLES.put("gradePoints", "3.3");
    EXAMPLES.put("creditsAttempted", "1");
    EXAMPLES.put("creditsEarned", "1");
    EXAMPLES.put("assessmentId", "state-test");
    EXAMPLES.put("subject", "MATHEMATICS");
    EXAMPLES.put("testDate", "2011-04-15");
    EXAMPLES.put("percentile", "76.5");
    EXAMPLES.put("provider", "summer-academy");
    EXAMPLES.put("completionDate", "2011-08-05");
    EXAMPLES.put("paidBy", "FAMILY");
    EXAMPLES.put("passed", "true");
    EXAMPLES.put("credential", "diploma");
    EXAMPLES.put("graduationDate", "2015-06-12");
    EXAMPLES.put("diplomaType", "REGULAR");
    EXAMPLES.put("institutionId", "U1");
    EXAMPLES.put("termBegin", "2015-08-24");
    EXAMPLES.put("termEnd", "2015-12-18");
    EXAMPLES.put("status", "F");
    EXAMPLES.put("cipCodes", "11.0701");
    EXAMPLES.put("level", "BACHELOR");
    EXAMPLES.put("conferredOn", "2019-05-18");
    EXAMPLES.put("degreeLevel", "BACHELOR");
    EXAMPLES.put("title", "Bachelor of Science");
    EXAMPLES.put("searchedThrough", "2022-10-31");
    EXAMPLES.put("recordFound", "true");
    EXAMPLES.put("employerId", "employer-1");
    EXAMPLES.put("quarter", "2021Q3");
    EXAMPLES.put("occupationCode", "15-1252");
    EXAMPLES.put("industryCode", "5415");
    EXAMPLES.put("wages", "21000");
    EXAMPLES.put("raceEthnicity", "HISPANIC");
    EXAMPLES.put("sex", "FEMALE");
    EXAMPLES.put("economicallyDisadvantaged", "NO");
    EXAMPLES.put("englishLearner", "NO");
    EXAMPLES.put("gradeFrom", "06");
    EXAMPLES.put("gradeTo", "08");
    EXAMPLES.put("regime", "DETRACKED");
    EXAMPLES.put("acceleration", "PLACEMENT");
    EXAMPLES.put("effectiveFrom", "2011");
    EXAMPLES.put("reference", "Minutes of the board, 12 May 2010");
  }

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
              columns.stream().map(each -> EXAMPLES.getOrDefault(each.name(), "")).toList());
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
