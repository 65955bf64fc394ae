package org.pathline.release;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.release.form.PublishedSorting;
import org.pathline.domain.release.form.SortingBand;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.topics.Unanswerable;

/** Declared and measured sorting as a file of a release. */
final class SortingFile {
  static final List<ReleaseColumn<PublishedSorting>> COLUMNS =
      List.of(
          ReleaseColumn.text("districtId", each -> each.roster().districtId()),
          ReleaseColumn.text("schoolId", each -> each.roster().schoolId()),
          ReleaseColumn.whole("schoolYear", each -> each.roster().schoolYear()),
          ReleaseColumn.text("gradeLevel", each -> each.roster().gradeLevel()),
          ReleaseColumn.text("subject", each -> each.roster().subject()),
          ReleaseColumn.text("declared", PublishedSorting::declared),
          ReleaseColumn.text("omega2", PublishedSorting::measured),
          ReleaseColumn.text("deFactoTracked", PublishedSorting::isDeFactoTracked));

  private SortingFile() {}

  /**
   * Rosters from their text.
   *
   * @param where names the release in messages
   * @throws Unanswerable when it is not what a release writes, as with an exact index
   */
  static List<PublishedSorting> read(String where, String text) throws IOException {
    List<PublishedSorting> rosters = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : csv) {
        if (!row.getHeader().equals(ReleaseColumn.names(COLUMNS))) {
          throw new IllegalArgumentException("its columns are " + row.getHeader());
        }
        rosters.add(
            new PublishedSorting(
                new RosterKey(
                    row.getField("districtId"),
                    row.getField("schoolId"),
                    Integer.parseInt(row.getField("schoolYear")),
                    row.getField("gradeLevel"),
                    Subject.valueOf(row.getField("subject"))),
                DeclaredRegime.valueOf(row.getField("declared")),
                SortingBand.parse(row.getField("omega2"))));
      }
    } catch (RuntimeException e) {
      throw new Unanswerable(
          where
              + ": "
              + FormFiles.Form.SORTING.file()
              + " is not what a release writes: "
              + e.getMessage(),
          e);
    }
    return rosters;
  }
}
