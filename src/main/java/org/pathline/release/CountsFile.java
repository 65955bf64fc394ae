package org.pathline.release;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.release.Tables;
import org.pathline.domain.release.Unit;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/**
 * Counts of one's own, from CSV: a row per group.
 *
 * @param units groups with their counts; rows of the same group are added up
 * @param withheld groups that are to be withheld whatever their count
 */
public record CountsFile(List<Unit> units, Set<List<String>> withheld) {

  /**
   * Reads counts.
   *
   * @param dimensions columns of the groups
   * @param count column of the counts
   * @param withhold column that says true, yes or 1 where a group is to be withheld; null for none
   * @throws Unanswerable with file and line of what cannot be used
   */
  public static CountsFile read(
      Path file, List<String> dimensions, String count, @Nullable String withhold)
      throws IOException {
    TreeMap<List<String>, Unit> units = new TreeMap<>(Tables.ORDER);
    Set<List<String>> withheld = new HashSet<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        String where = file + ", line " + row.getStartingLineNumber() + ": ";
        List<String> values = new ArrayList<>();
        for (String dimension : dimensions) {
          String value = field(where, row, dimension);
          if (value.isBlank() || value.equals(TableFile.ALL)) {
            throw new Unanswerable(
                where + dimension + " is '" + value + "'; it must be neither empty nor all");
          }
          values.add(value);
        }
        String number = field(where, row, count);
        if (!number.matches("[0-9]{1,12}")) {
          throw new Unanswerable(where + count + " is '" + number + "', not a count");
        }
        units.merge(
            values,
            Unit.of(values, Long.parseLong(number)),
            (one, two) -> Unit.of(values, one.members() + two.members()));
        if (withhold != null
            && Set.of("true", "yes", "1")
                .contains(field(where, row, withhold).toLowerCase(java.util.Locale.ROOT))) {
          withheld.add(List.copyOf(values));
        }
      }
    } catch (CsvParseException e) {
      throw new Unanswerable(file + ": " + e.getMessage(), e);
    }
    if (units.isEmpty()) {
      throw new Unanswerable(file + " has no rows");
    }
    return new CountsFile(List.copyOf(units.values()), withheld);
  }

  private static String field(String where, NamedCsvRecord row, String column) {
    return row.findField(column)
        .orElseThrow(() -> new Unanswerable(where + Names.none("column", column, row.getHeader())));
  }
}
