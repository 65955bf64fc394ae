package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.tables.Column;
import org.pathline.tables.Database;

/** How many students went from which state of a stage to which of the next. */
final class Flows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Flows() {}

  /** Flows as flat rows, for files. */
  static ObjectNode flat(ObjectNode flows) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode columns = root.putArray("columns");
    for (String name : List.of("stage", "from", "to")) {
      columns.addObject().put("name", name).put("type", "VARCHAR");
    }
    columns.addObject().put("name", "students").put("type", "BIGINT");
    root.set("rows", flows.get("links"));
    return root;
  }

  /** Flows of anchored students. */
  static ObjectNode of(Database database, FlowsQuestion question) {
    String from =
        " FROM "
            + Students.COURSES
            + " LEFT JOIN cohort_regimes USING (anchorGrade, stemList, districtId, schoolId,"
            + " anchorYear, subject) WHERE schoolId IS NOT NULL"
            + LiveStanding.where(question.where())
            + (question.regimes().isEmpty()
                ? ""
                : " AND regime IN ("
                    + String.join(", ", question.regimes().stream().map(Column::literal).toList())
                    + ")");
    long students = database.rows("SELECT count(*)" + from, row -> row.getLong(1)).get(0);
    ObjectNode root = JSON.createObjectNode();
    root.put("students", students);
    ArrayNode links = root.putArray("links");
    for (int i = 0; i + 1 < Course.STAGES.size(); i++) {
      String one = Course.STAGES.get(i);
      String two = Course.STAGES.get(i + 1);
      database.rows(
          "SELECT " + one + ", " + two + ", count(*)" + from + " GROUP BY ALL ORDER BY ALL",
          row ->
              links
                  .addObject()
                  .put("stage", one)
                  .put("from", row.getString(1))
                  .put("to", row.getString(2))
                  .put("students", row.getLong(3)));
    }
    ArrayNode stages = root.putArray("stages");
    Course.STAGES.forEach(stages::add);
    return root;
  }
}
