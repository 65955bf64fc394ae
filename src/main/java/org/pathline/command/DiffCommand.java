package org.pathline.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.report.Report;
import org.pathline.report.ReportColumn;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.snapshot.CellChange;
import org.pathline.snapshot.Snapshot;
import org.pathline.snapshot.SnapshotStanding;
import org.pathline.topics.TopicReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline diff}: what changed from one snapshot to another. */
@Command(
    name = "diff",
    description = {
      "Shows which outcome cells changed from one snapshot to another, by how much, and how many"
          + " facts came in between, by topic. With --student-level also of which students those"
          + " facts are, for those who are authorised."
    },
    footer = {
      "",
      "Examples:",
      "  pathline diff spring autumn",
      "  pathline diff spring autumn --outcome stemDegree6 --format csv"
    })
public final class DiffCommand extends ReportCommand {
  @Parameters(index = "0", paramLabel = "A", description = "Snapshot before.")
  private String before;

  @Parameters(index = "1", paramLabel = "B", description = "Snapshot after.")
  private String after;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      converter = OutcomeText.class,
      defaultValue = "stemEntry2",
      description = "Outcome whose counts are shown. Default: ${DEFAULT-VALUE}.")
  private Outcome outcome;

  @Option(names = "--student-level", description = "Also name the students of the facts.")
  private boolean studentLevel;

  @Override
  public Integer call() throws IOException {
    Home home = Home.current();
    Connection connection = connection();
    if (studentLevel) {
      audit(connection)
          .add(
              AuditLog.Action.STUDENTS_QUERIED,
              "the students whose facts came between two snapshots");
    }
    Snapshot one = Snapshot.of(home, before);
    Snapshot two = Snapshot.of(home, after);
    List<CellChange> changes =
        CellChange.between(
            new SnapshotStanding(one, connection).cells(),
            new SnapshotStanding(two, connection).cells());
    Report<CellChange> report =
        new Report<>("cells", columns(), changes)
            .note(
                changes.size()
                    + " cells changed from cut "
                    + one.cut().id()
                    + " to "
                    + two.cut().id());
    facts(connection, one, two)
        .forEach(
            (topic, keys) ->
                report.note(
                    topic
                        + ": "
                        + keys.values().stream().mapToInt(Integer::intValue).sum()
                        + " facts of "
                        + keys.size()
                        + " students"
                        + (studentLevel ? ": " + String.join(" ", keys.keySet()) : "")));
    return print(report);
  }

  private List<ReportColumn<CellChange>> columns() {
    List<ReportColumn<CellChange>> columns =
        new ArrayList<>(
            List.of(
                ReportColumn.text("districtId", change -> change.key().districtId()),
                ReportColumn.text("schoolId", change -> change.key().schoolId()),
                ReportColumn.text("anchorYear", change -> change.key().anchorYear()),
                ReportColumn.text("subject", change -> change.key().subject()),
                ReportColumn.text("raceEthnicity", change -> change.key().raceEthnicity()),
                ReportColumn.text(
                    "economicallyDisadvantaged",
                    change -> change.key().economicallyDisadvantaged()),
                ReportColumn.text("priorAchievement", change -> change.key().priorAchievement())));
    count(columns, "members", CellSums::members);
    count(columns, "observed", sums -> sums.observed(outcome));
    count(columns, "attained", sums -> sums.attained(outcome));
    return columns;
  }

  private static void count(
      List<ReportColumn<CellChange>> columns,
      String name,
      java.util.function.ToLongFunction<CellSums> of) {
    columns.add(ReportColumn.number(name + "Before", change -> of.applyAsLong(change.before())));
    columns.add(ReportColumn.number(name + "After", change -> of.applyAsLong(change.after())));
  }

  /** Facts that came in between, by topic and student. */
  private static SortedMap<String, Map<String, Integer>> facts(
      Connection connection, Snapshot one, Snapshot two) {
    SortedMap<String, Map<String, Integer>> facts = new TreeMap<>();
    try (TopicReader reader = new TopicReader(connection)) {
      for (Topic topic : TopicCatalogue.studentFacts()) {
        Map<Integer, Long> from = one.cut().of(topic.name());
        Map<Integer, Long> to = two.cut().of(topic.name());
        if (from.equals(to)) {
          continue;
        }
        Map<String, Integer> keys = new TreeMap<>();
        reader.readBefore(
            topic.name(),
            to,
            record -> {
              if (record.offset() >= from.getOrDefault(record.partition(), 0L)
                  && record.key() != null) {
                keys.merge(new String(record.key(), UTF_8), 1, Integer::sum);
              }
            });
        facts.put(topic.name(), keys);
      }
    }
    return facts;
  }
}
