package org.pathline.ask;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.generality.Target;
import org.pathline.topics.Unanswerable;

/** A CSV file that names schools one by one. */
public final class TargetFile {
  private static final String DISTRICT = "districtId";
  private static final String SCHOOL = "schoolId";

  private TargetFile() {}

  /** Whether a target names a file: one that is there, or whose name ends as CSV files do. */
  public static boolean isNamedBy(String target) {
    return !target.startsWith(Target.DISTRICT)
        && (target.endsWith(".csv") || Files.isRegularFile(Path.of(target)));
  }

  /**
   * Target of the schools in a file; other columns are left alone.
   *
   * @throws Unanswerable with the file and line of what cannot be used
   */
  public static Target read(Path file) {
    Set<SchoolId> schools = new TreeSet<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(Files.newInputStream(file))) {
      for (NamedCsvRecord row : reader) {
        String district = row.findField(DISTRICT).orElse("").strip();
        String school = row.findField(SCHOOL).orElse("").strip();
        if (district.isEmpty() || school.isEmpty()) {
          throw new Unanswerable(
              file
                  + ":"
                  + row.getStartingLineNumber()
                  + ": every row needs districtId and schoolId; the columns are "
                  + String.join(" ", row.getHeader()));
        }
        schools.add(new SchoolId(district, school));
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new Unanswerable("cannot read the target " + file + ": " + e.getMessage(), e);
    }
    if (schools.isEmpty()) {
      throw new Unanswerable(
          file + " names no school: a row each, columns districtId and schoolId");
    }
    return Target.of(file.getFileName().toString(), schools);
  }
}
