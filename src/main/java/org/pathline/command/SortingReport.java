package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pathline.events.Sorting;
import org.pathline.events.SortingFlag;

/** Writes the answer to {@code pathline sorting}. */
final class SortingReport {
  private static final List<String> COLUMNS =
      List.of(
          "districtId",
          "schoolId",
          "schoolYear",
          "gradeLevel",
          "subject",
          "sections",
          "n",
          "scored",
          "eta2",
          "eta2Random",
          "omega2",
          "varianceRatioRaceEthnicity",
          "theilRaceEthnicity",
          "varianceRatioEconomicallyDisadvantaged",
          "theilEconomicallyDisadvantaged",
          "withinSectionSd",
          "advancedShare",
          "regime",
          "flag");

  /** Headings that fit above the numbers. */
  private static final List<String> HEADINGS =
      List.of(
          "district",
          "school",
          "year",
          "grade",
          "subject",
          "sections",
          "n",
          "scored",
          "eta2",
          "random",
          "omega2",
          "V race",
          "H race",
          "V income",
          "H income",
          "SD",
          "advanced",
          "regime",
          "flag");

  private static final int LABELS = 5;

  private final List<Sorting> rows;

  SortingReport(List<Sorting> rows) {
    this.rows = rows;
  }

  /** Three decimals, the deviation in points with one, and notes below. */
  void table(PrintWriter out) {
    TextTable table = new TextTable(LABELS);
    table.add(HEADINGS);
    for (Sorting row : rows) {
      List<String> cells = labelsAndCounts(row);
      for (Double index : indexes(row)) {
        cells.add(readable("%.3f", index));
      }
      cells.add(readable("%.1f", row.getWithinSectionSd()));
      cells.add(readable("%.3f", row.getAdvancedShare()));
      cells.add(row.getRegime().name());
      cells.add(flags(row));
      table.add(cells);
    }
    table.print(out);
    notes().forEach(note -> out.println("# " + note));
  }

  /** Rows in full double precision, what is undefined empty; the notes go elsewhere. */
  void csv(PrintWriter out, PrintWriter err) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(COLUMNS);
    for (Sorting row : rows) {
      List<String> cells = labelsAndCounts(row);
      for (Double index : indexes(row)) {
        cells.add(exact(index));
      }
      cells.add(exact(row.getWithinSectionSd()));
      cells.add(exact(row.getAdvancedShare()));
      cells.add(row.getRegime().name());
      cells.add(flags(row));
      csv.writeRecord(cells);
    }
    csv.flush();
    notes().forEach(note -> err.println("# " + note));
    err.flush();
  }

  void json(PrintWriter out) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = json.createObjectNode();
    var array = root.putArray("rows");
    rows.forEach(row -> array.add(RecordJson.of(row)));
    out.println(json.writeValueAsString(root));
  }

  private static List<String> labelsAndCounts(Sorting row) {
    return new ArrayList<>(
        List.of(
            row.getDistrictId(),
            row.getSchoolId(),
            Integer.toString(row.getSchoolYear()),
            row.getGradeLevel(),
            row.getSubject().name(),
            Integer.toString(row.getSections()),
            Long.toString(row.getN()),
            Long.toString(row.getScored())));
  }

  private static Double[] indexes(Sorting row) {
    return new Double[] {
      row.getEta2(),
      row.getEta2Random(),
      row.getOmega2(),
      row.getVarianceRatioRaceEthnicity(),
      row.getTheilRaceEthnicity(),
      row.getVarianceRatioEconomicallyDisadvantaged(),
      row.getTheilEconomicallyDisadvantaged()
    };
  }

  private static String flags(Sorting row) {
    return row.getFlags().stream().map(SortingFlag::name).collect(Collectors.joining("|"));
  }

  private static String exact(Double value) {
    return value == null ? "" : OutcomeReport.exact(value);
  }

  private static String readable(String format, Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (rows.isEmpty()) {
      notes.add("no roster is in what was asked for");
      return notes;
    }
    notes.add(
        "eta2: share of the variance of prior percentiles that lies between sections; random: what"
            + " chance alone gives; omega2: eta2 corrected for that");
    notes.add(
        "V: variance ratio (white students, disadvantaged students), H: Theil's, 0 mixed to 1"
            + " separate; SD: of prior percentiles within sections");
    String thresholds =
        rows.stream()
            .map(Sorting::getDeFactoTrackedFrom)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(Object::toString)
            .collect(Collectors.joining(" or "));
    notes.add("DE_FACTO_TRACKED: declared DETRACKED with an omega2 of at least " + thresholds);
    if (rows.stream().anyMatch(row -> row.getFlags().contains(SortingFlag.SCORES_MISSING))) {
      notes.add("SCORES_MISSING: the prior percentile of more than a fifth is not known");
    }
    return notes;
  }
}
