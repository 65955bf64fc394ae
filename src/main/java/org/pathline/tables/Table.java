package org.pathline.tables;

import java.util.List;
import org.pathline.schemas.Topic;

/**
 * A topic as a table.
 *
 * @param name the topic's noun, with underscores
 * @param rows whether rows are of single students
 * @param doc what a row is
 */
public record Table(String name, Topic topic, Rows rows, String doc, List<Column> columns) {

  /** Whom a row is about. */
  public enum Rows {
    OF_GROUPS,
    OF_STUDENTS
  }

  /** Whether rows are of single students. */
  public boolean isStudentLevel() {
    return rows == Rows.OF_STUDENTS;
  }

  /** Whether the topic keeps every record, so that a row is one of them and not what stands. */
  boolean isLog() {
    return topic.cleanup() == Topic.Cleanup.DELETE;
  }

  /** Name of a topic's table: {@code outcome_cells} of {@code pathline.outcome-cells.v1}. */
  static String name(Topic topic) {
    String noun = topic.name().replaceFirst("^pathline\\.", "").replaceFirst("\\.v[0-9]+$", "");
    return noun.replace('-', '_');
  }
}
