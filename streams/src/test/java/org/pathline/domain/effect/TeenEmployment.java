package org.pathline.domain.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pathline.oracle.ReferenceCases;

/** County teen employment of R's did package, and what other programs make of it. */
public final class TeenEmployment {
  private final Path directory = ReferenceCases.directory("mpdta");

  /** The panel, each county counting once. */
  public Panel panel() throws IOException {
    return panel(false, false, false);
  }

  /**
   * The panel.
   *
   * @param weighted whether a county counts by its population
   * @param covariate whether its log population is a covariate
   * @param byState whether errors are clustered by state
   */
  public Panel panel(boolean weighted, boolean covariate, boolean byState) throws IOException {
    Panel.Builder builder = new Panel.Builder(Weighting.UNIT);
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve("input.csv"))) {
      String before = null;
      for (NamedCsvRecord row : rows) {
        String unit = row.getField("unit");
        if (!unit.equals(before)) {
          builder.unit(
              new PanelUnit(
                  unit,
                  byState ? row.getField("cluster") : unit,
                  Integer.parseInt(row.getField("g")),
                  weighted ? Double.parseDouble(row.getField("w")) : 1,
                  covariate ? List.of(Double.valueOf(row.getField("lpop"))) : List.of()));
        }
        builder.add(
            unit, Integer.parseInt(row.getField("time")), 1, Double.parseDouble(row.getField("y")));
        before = unit;
      }
    }
    return builder.build();
  }

  /** What is expected, by name of the file. */
  public JsonNode expected(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }
}
