package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pathline.ask.Dimension;
import org.pathline.report.Disclosure;
import org.pathline.tables.Database;

/** How many students went from which state of a stage to which of the next. */
final class Flows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Link(String stage, String from, String to, long students) {}

  private Flows() {}

  /**
   * Flows of anchored students.
   *
   * @param regime regime of their cohort; empty for all
   */
  static ObjectNode of(
      Database database,
      Map<Dimension, Set<String>> where,
      Set<String> regime,
      Disclosure disclosure) {
    String from =
        " FROM "
            + Students.COURSES
            + " LEFT JOIN cohort_regimes USING (anchorGrade, stemList, districtId, schoolId,"
            + " anchorYear, subject) WHERE schoolId IS NOT NULL"
            + LiveStanding.where(where)
            + (regime.isEmpty()
                ? ""
                : " AND regime IN ("
                    + String.join(", ", regime.stream().map(LiveStanding::literal).toList())
                    + ")");
    long students = database.rows("SELECT count(*)" + from, row -> row.getLong(1)).get(0);
    ObjectNode root = JSON.createObjectNode();
    boolean small = disclosure.isSmall(students);
    root.put("students", small ? null : Long.valueOf(students));
    root.put("suppressed", small);
    ArrayNode links = root.putArray("links");
    if (small) {
      return root;
    }
    Map<String, Long> hiddenByStage = new TreeMap<>();
    for (int i = 0; i + 1 < Course.STAGES.size(); i++) {
      String one = Course.STAGES.get(i);
      String two = Course.STAGES.get(i + 1);
      List<Link> found =
          new ArrayList<>(
              database.rows(
                  "SELECT " + one + ", " + two + ", count(*)" + from + " GROUP BY ALL ORDER BY ALL",
                  row -> new Link(one, row.getString(1), row.getString(2), row.getLong(3))));
      Set<Link> hidden = disclosure.hidden(found, Link::students);
      long count = 0;
      for (Link link : found) {
        if (hidden.contains(link)) {
          count += link.students();
        } else {
          links
              .addObject()
              .put("stage", link.stage())
              .put("from", link.from())
              .put("to", link.to())
              .put("students", link.students());
        }
      }
      hiddenByStage.put(one, count);
    }
    ObjectNode hidden = root.putObject("notShown");
    hiddenByStage.forEach(hidden::put);
    ArrayNode stages = root.putArray("stages");
    Course.STAGES.forEach(stages::add);
    return root;
  }
}
