package org.pathline.release;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.RegimeAt.InForce;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.release.Tables;

/**
 * What schools declare, for every school and year of a release's tables: it is said of schools, and
 * effects follow from it and from the tables.
 */
final class RegimeFile {
  static final String NAME = "regimes.csv";

  private record Declared(SchoolId school, int year, InForce inForce) {}

  private static final List<ReleaseColumn<Declared>> COLUMNS =
      List.of(
          ReleaseColumn.text("districtId", each -> each.school().districtId()),
          ReleaseColumn.text("schoolId", each -> each.school().schoolId()),
          ReleaseColumn.whole("anchorYear", Declared::year),
          ReleaseColumn.text("regime", each -> each.inForce().text()),
          ReleaseColumn.text("districtWide", each -> each.inForce().districtWide()));

  private RegimeFile() {}

  static String csv(Tables tables, RegimeAt regimes) throws IOException {
    Map<SchoolId, Set<Integer>> cohorts = FormFiles.cohorts(tables);
    Set<Integer> years = new TreeSet<>();
    cohorts.values().forEach(years::addAll);
    List<Declared> rows = new ArrayList<>();
    for (SchoolId school : cohorts.keySet()) {
      years.forEach(year -> rows.add(new Declared(school, year, regimes.at(school, year))));
    }
    return ReleaseColumn.csv(COLUMNS, rows);
  }

  static RegimeAt read(String text) throws IOException {
    Map<SchoolId, Map<Integer, InForce>> regimes = new HashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : csv) {
        String regime = row.getField("regime");
        regimes
            .computeIfAbsent(
                new SchoolId(row.getField("districtId"), row.getField("schoolId")),
                absent -> new HashMap<>())
            .put(
                Integer.valueOf(row.getField("anchorYear")),
                new InForce(
                    regime.equals(InForce.UNDECLARED.text()) ? null : Regime.valueOf(regime),
                    Boolean.parseBoolean(row.getField("districtWide"))));
      }
    }
    return (school, year) ->
        regimes.getOrDefault(school, Map.of()).getOrDefault(year, InForce.UNDECLARED);
  }
}
