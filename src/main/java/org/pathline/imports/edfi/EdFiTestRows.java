package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.imports.BundleFile;
import org.pathline.imports.Dates;
import org.pathline.imports.FactDraft;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.publish.BadRow;

/** Results of tests as rows of facts: the score that is a percentile, or is made one. */
final class EdFiTestRows {
  private static final Set<String> PERCENTILES =
      Set.of("percentile", "percentile rank", "state percentile", "state percentile rank");

  private final EdFiTables tables;
  private final BundleFile file;

  EdFiTestRows(EdFiTables tables, BundleFile file) {
    this.tables = tables;
    this.file = file;
  }

  RowMapper results() {
    return (record, rows) -> result((EdFiRecord) record, rows);
  }

  private void result(EdFiRecord record, RowMapper.Rows rows) throws BadRow, Missed {
    String student = record.key("studentReference", "studentUniqueId");
    String test = record.key("assessmentReference", "assessmentIdentifier");
    String id = EdFiIds.of(Resource.STUDENT_ASSESSMENTS, record);
    rows.isOf(student, id);
    student = Missed.ifNull(student, EdFiRows.NO_STUDENT);
    test = Missed.ifNull(test, "it names no test");
    if (tables.settings.map().names("tests", test)
        && tables.settings.map().inner("tests", test, "subject") == null
        && tables.settings.map().innerTable("tests", test, "percentiles").isEmpty()
        && tables.settings.map().inner("tests", test, "score") == null) {
      rows.skip("the mapping file says nothing that is followed of its test");
      return;
    }
    tables.tellNear(student, null, rows);
    String subject = tables.settings.map().inner("tests", test, "subject");
    subject =
        subject == null
            ? tables.subject(test, record.key("assessmentReference", "namespace"))
            : subject;
    String percentile = percentile(record, test);
    if (subject == null || percentile == null) {
      tables.settings.codes().note(Kind.TESTS, test, subject);
      throw new Missed(
          subject == null
              ? "the subject of its test is not known (tests:)"
              : "none of its scores is a percentile (tests:)");
    }
    LocalDate on = tables.settings.date("administrationDate", record.text("administrationDate"));
    String taken = record.descriptor("whenAssessedGradeLevel");
    int year = on == null ? Dates.NO_YEAR : SchoolYear.of(on);
    String level =
        tables.gradeLevel("whenAssessedGradeLevelDescriptor", taken, student, year, rows);
    on = Missed.ifNull(on, "it has no date");
    level = Missed.ifNull(level, EdFiRows.NO_GRADE);
    String name = tables.settings.map().inner("tests", test, "name");
    FactDraft draft =
        tables
            .envelope(record, rows, student, file)
            .put("factId", id)
            .put("assessmentId", name == null ? EdFiTables.plain(test) : name)
            .put("subject", subject)
            .put("testDate", on)
            .put("gradeLevel", level)
            .put("percentile", percentile);
    tables.settings.fill(draft, record);
  }

  private @Nullable String percentile(EdFiRecord record, String test) throws BadRow {
    String wanted = tables.settings.map().inner("tests", test, "score");
    Map<String, String> scale = tables.settings.map().innerTable("tests", test, "percentiles");
    for (JsonNode each : record.elements("scoreResults", "scoreResult")) {
      String method = EdFiRecord.descriptor(each, "assessmentReportingMethod");
      String result = EdFiRecord.within(each, "result");
      if (method == null || result == null) {
        continue;
      }
      boolean is =
          wanted == null
              ? !scale.isEmpty() || PERCENTILES.contains(method.toLowerCase(Locale.ROOT))
              : method.equalsIgnoreCase(wanted);
      if (is) {
        return scale.isEmpty() ? result : interpolated(scale, result);
      }
    }
    return null;
  }

  /** Percentile of a scale score, on the straight line between the two scores that are listed. */
  private static String interpolated(Map<String, String> scale, String result) throws BadRow {
    try {
      TreeMap<Double, Double> points = new TreeMap<>();
      scale.forEach(
          (score, percentile) -> points.put(Double.valueOf(score), Double.valueOf(percentile)));
      double score = Double.parseDouble(result);
      Map.Entry<Double, Double> below = points.floorEntry(score);
      Map.Entry<Double, Double> above = points.ceilingEntry(score);
      if (below == null || above == null) {
        throw new BadRow(
            "scoreResults", result + " lies outside the scores that the mapping file lists");
      }
      double width = above.getKey() - below.getKey();
      double share = width == 0 ? 0 : (score - below.getKey()) / width;
      double percentile = below.getValue() + share * (above.getValue() - below.getValue());
      return Double.toString(Math.round(percentile * 10) / 10.0);
    } catch (NumberFormatException e) {
      throw new BadRow(
          "scoreResults", "'" + result + "' or a score of the mapping file is no number");
    }
  }
}
