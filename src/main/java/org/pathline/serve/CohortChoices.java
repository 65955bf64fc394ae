package org.pathline.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pathline.ask.Dimension;
import org.pathline.tables.Database;

/** What can be chosen on the page: the values of each dimension, and the cohorts' regimes. */
final class CohortChoices {
  private CohortChoices() {}

  /** Values of each dimension, regimes, and settings that there are. */
  static ObjectNode dimensions(Database database) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Dimension dimension : Dimension.values()) {
      ArrayNode values = root.putArray(dimension.label());
      database.rows(
          "SELECT DISTINCT "
              + dimension.label()
              + "::VARCHAR FROM outcome_cells WHERE schoolId IS NOT NULL ORDER BY 1",
          row -> values.add(row.getString(1)));
    }
    ArrayNode regimes = root.putArray("regime");
    database.rows(
        "SELECT DISTINCT regime FROM cohort_regimes ORDER BY 1",
        row -> regimes.add(row.getString(1)));
    ArrayNode settings = root.putArray("settings");
    database.rows(
        "SELECT DISTINCT anchorGrade, stemList FROM outcome_cells ORDER BY ALL",
        row ->
            settings
                .addObject()
                .put("anchorGrade", row.getInt(1))
                .put("stemList", row.getString(2)));
    return root;
  }

  /** The regime of each cohort: a district's school, year and subject. */
  static ObjectNode regimes(Database database) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = root.putArray("rows");
    database.rows(
        "SELECT districtId, schoolId, anchorYear, subject, regime FROM cohort_regimes"
            + " ORDER BY ALL",
        row ->
            rows.addObject()
                .put("districtId", row.getString(1))
                .put("schoolId", row.getString(2))
                .put("anchorYear", row.getInt(3))
                .put("subject", row.getString(4))
                .put("regime", row.getString(5)));
    return root;
  }
}
