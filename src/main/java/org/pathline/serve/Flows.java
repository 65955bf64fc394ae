package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathline.ask.Dimension;
import org.pathline.report.Disclosure;
import org.pathline.tables.Database;

/** How many students went from which state of a stage to which of the next. */
final class Flows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Link(String stage, String from, String to, long students) {}

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
    int hidden = 0;
    int folded = 0;
    for (int i = 0; i + 1 < Course.STAGES.size(); i++) {
      String one = Course.STAGES.get(i);
      String two = Course.STAGES.get(i + 1);
      List<Link> found =
          database.rows(
              "SELECT " + one + ", " + two + ", count(*)" + from + " GROUP BY ALL ORDER BY ALL",
              row -> new Link(one, row.getString(1), row.getString(2), row.getLong(3)));
      List<Link> told = told(found, disclosure);
      long together = told.stream().mapToLong(Link::students).sum();
      hidden += together < students ? found.size() - told.size() : 0;
      folded += together == students && told.size() < found.size() ? 1 : 0;
      told.forEach(
          link ->
              links
                  .addObject()
                  .put("stage", link.stage())
                  .put("from", link.from())
                  .put("to", link.to())
                  .put("students", link.students()));
    }
    root.put("hidden", hidden);
    root.put("folded", folded);
    ArrayNode stages = root.putArray("stages");
    Course.STAGES.forEach(stages::add);
    return root;
  }

  /**
   * The links that are told. Small ones are left out where together they are many enough; where
   * they are not, their number would follow from the total, so they are counted with the widest
   * one.
   */
  private static List<Link> told(List<Link> found, Disclosure disclosure) {
    List<Link> told =
        new ArrayList<>(
            found.stream().filter(link -> !disclosure.isSmall(link.students())).toList());
    long small =
        found.stream().mapToLong(Link::students).sum()
            - told.stream().mapToLong(Link::students).sum();
    if (disclosure.isSmall(small) && !told.isEmpty()) {
      Link widest = Collections.max(told, Comparator.comparingLong(Link::students));
      told.set(
          told.indexOf(widest),
          new Link(widest.stage(), widest.from(), widest.to(), widest.students() + small));
    }
    return told;
  }
}
