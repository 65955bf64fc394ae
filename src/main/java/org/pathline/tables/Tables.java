package org.pathline.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.tables.Table.Rows;

/** Every table, in the order in which they are listed. */
public final class Tables {
  public static final Table OUTCOME_CELLS =
      new Table(
          Table.name(TopicCatalogue.OUTCOME_CELLS),
          TopicCatalogue.OUTCOME_CELLS,
          Rows.OF_GROUPS,
          "One cell of students with the same school, anchor year and attributes: what is known of"
              + " how many, and who attained what.",
          CellColumns.all());
  public static final Table SORTING =
      table(
          TopicCatalogue.SORTING,
          Rows.OF_GROUPS,
          "How one school sorted one grade into sections of one subject in one school year.");
  public static final Table EQUITY =
      table(
          TopicCatalogue.EQUITY,
          Rows.OF_GROUPS,
          "The gaps of one group in one district and regime; the view gaps has a row per gap.");
  public static final Table EFFECTS =
      table(
          TopicCatalogue.EFFECTS,
          Rows.OF_GROUPS,
          "What the policy did to one outcome of one subgroup; the view effect_rows has a row per"
              + " estimate.");
  public static final Table POLICIES =
      table(
          TopicCatalogue.POLICIES,
          Rows.OF_GROUPS,
          "One version of a policy as it was published; cohort_regimes says what is in force.");
  public static final Table PATHWAYS =
      table(TopicCatalogue.PATHWAYS, Rows.OF_STUDENTS, "Everything derived of one student.");
  public static final Table MILESTONES =
      table(
          TopicCatalogue.MILESTONES,
          Rows.OF_STUDENTS,
          "A student reached a milestone, or lost it again.");
  public static final Table REJECTIONS =
      table(TopicCatalogue.REJECTIONS, Rows.OF_STUDENTS, "A fact that breaks a rule.");
  public static final Table DEAD_LETTERS =
      table(TopicCatalogue.DEAD_LETTERS, Rows.OF_STUDENTS, "A record that could not be decoded.");
  public static final Table SET_ASIDE =
      table(
          TopicCatalogue.SET_ASIDE,
          Rows.OF_STUDENTS,
          "What is left out of every result for now, and why.");
  public static final Table DOUBTS =
      table(
          TopicCatalogue.DOUBTS,
          Rows.OF_STUDENTS,
          "What is mostly a mistake in the facts of a student that stand.");

  private static final List<Table> ALL =
      List.of(
          OUTCOME_CELLS,
          SORTING,
          EQUITY,
          EFFECTS,
          POLICIES,
          PATHWAYS,
          MILESTONES,
          REJECTIONS,
          DEAD_LETTERS,
          SET_ASIDE,
          DOUBTS);

  private Tables() {}

  /** Tables of groups of students, and those of single students only where they are asked for. */
  public static List<Table> all(boolean studentLevel) {
    return ALL.stream().filter(table -> studentLevel || !table.isStudentLevel()).toList();
  }

  /** Table of a name. */
  public static Optional<Table> named(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** Names of topics of some tables. */
  public static List<String> topics(List<Table> tables) {
    return tables.stream().map(table -> table.topic().name()).collect(Collectors.toList());
  }

  private static Table table(Topic topic, Rows rows, String doc) {
    String name = Table.name(topic);
    List<Column> columns = new ArrayList<>();
    if (topic.cleanup() == Topic.Cleanup.DELETE) {
      columns.add(new Column("logPartition", "INTEGER", "Partition of the record of this row."));
      columns.add(new Column("logOffset", "BIGINT", "Offset of the record of this row."));
      columns.add(
          new Column("storedAt", "TIMESTAMP WITH TIME ZONE", "When Kafka stored the record."));
    }
    columns.addAll(RecordColumns.of(name, topic.schema()));
    return new Table(name, topic, rows, doc, List.copyOf(columns));
  }
}
