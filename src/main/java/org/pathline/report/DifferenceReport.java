package org.pathline.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.delivery.Change;
import org.pathline.delivery.Change.Kind;
import org.pathline.delivery.CompleteDelivery.Outcome;
import org.pathline.delivery.Difference;
import org.pathline.delivery.Difference.Counts;
import org.pathline.delivery.Difference.Group;
import org.pathline.delivery.Scope;
import org.pathline.publish.PublishSummary;

/** The difference that a complete delivery makes, and what became of it. */
public final class DifferenceReport {
  private static final int MOST_GROUPS = 30;

  private record Row(String topic, @Nullable Group group, Counts counts) {}

  private DifferenceReport() {}

  /** Writes a difference for people. */
  public static void table(Scope scope, Difference difference, PrintWriter out) {
    out.println("complete delivery of " + scope.text());
    report(topics(difference), false).table(out);
    List<Row> groups =
        groups(difference).stream().filter(row -> !row.counts().isNothing()).toList();
    if (!groups.isEmpty()) {
      out.println();
      out.println("where it differs");
      report(groups.subList(0, Math.min(MOST_GROUPS, groups.size())), true).table(out);
      if (groups.size() > MOST_GROUPS) {
        out.println("… and " + (groups.size() - MOST_GROUPS) + " more; --format json has all");
      }
    }
    out.println();
    for (Kind kind : Kind.values()) {
      List<Change> named = difference.named(kind);
      named.forEach(change -> out.println(kind.word() + ": " + words(change)));
      long more = difference.total().of(kind) - named.size();
      if (!named.isEmpty() && more > 0) {
        out.printf(
            Locale.ROOT, "… and %,d more %s; --difference FILE writes all%n", more, kind.word());
      }
    }
    out.printf(
        Locale.ROOT,
        "students: %,d new, %,d withdrawn, %,d under a new id%n",
        difference.newStudents(),
        difference.withdrawnStudents(),
        difference.renamedStudents());
    difference.notes().forEach(note -> out.println("note: " + ReportColumn.printable(note)));
    out.flush();
  }

  private static String words(Change change) {
    String where =
        (change.place().schoolId() == null ? "" : ", " + change.place().schoolId())
            + (change.place().schoolYear() == null ? "" : ", " + change.place().schoolYear());
    String text =
        change.type().noun()
            + " of "
            + change.fact().envelope().studentId()
            + ": "
            + identity(change.fact().identity());
    if (change.kind() == Kind.REKEYED && change.before() != null) {
      String before = change.before().envelope().studentId();
      text +=
          " was "
              + identity(change.before().identity())
              + (before.equals(change.fact().envelope().studentId()) ? "" : " of " + before);
    }
    return ReportColumn.printable(text + where);
  }

  private static String identity(String identity) {
    return identity.isEmpty() ? "the record" : identity;
  }

  private static List<Row> topics(Difference difference) {
    List<Row> rows = new ArrayList<>();
    difference.topics().forEach((type, counts) -> rows.add(new Row(type.noun(), null, counts)));
    rows.add(new Row("total", null, difference.total()));
    return rows;
  }

  private static List<Row> groups(Difference difference) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Group, Counts> entry : difference.groups().entrySet()) {
      rows.add(new Row(entry.getKey().type().noun(), entry.getKey(), entry.getValue()));
    }
    return rows;
  }

  private static Report<Row> report(List<Row> rows, boolean byGroup) {
    List<ReportColumn<Row>> columns = new ArrayList<>();
    columns.add(ReportColumn.text("topic", Row::topic));
    if (byGroup) {
      columns.add(
          ReportColumn.text(
              "schoolId", row -> row.group() == null ? null : row.group().schoolId()));
      columns.add(
          ReportColumn.text(
              "schoolYear", row -> row.group() == null ? null : row.group().schoolYear()));
    }
    for (Kind kind : Kind.values()) {
      columns.add(ReportColumn.number(kind.word(), row -> row.counts().of(kind)));
    }
    return new Report<>("rows", columns, rows);
  }

  /**
   * What became of a delivery, in a sentence.
   *
   * @param sending whether it was to be sent
   */
  public static String meaning(Outcome outcome, boolean sending) {
    StringBuilder doubts = new StringBuilder();
    outcome.read().doubts().forEach(doubt -> doubts.append(doubt.text()).append('\n'));
    return doubts + outcomeOf(outcome, sending);
  }

  private static String outcomeOf(Outcome outcome, boolean sending) {
    if (outcome.refused() != null) {
      return "refused: " + outcome.refused() + (outcome.sent() == 0 ? "\nnothing was sent" : "");
    }
    String bad = outcome.read().allAccepted() ? "" : "bad rows were rejected; ";
    if (!sending) {
      return bad + "nothing was sent";
    }
    return bad
        + (outcome.sent() == 0
            ? "there is no difference; nothing was sent"
            : String.format(Locale.ROOT, "sent %,d facts, withdrawals among them", outcome.sent()));
  }

  /** Everything that is known, for programs. */
  public static ObjectNode json(Outcome outcome) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("scope", outcome.scope().text());
    PublishSummary read = outcome.read();
    root.put("read", read.total(PublishSummary.Row::read));
    root.put("rejected", read.total(PublishSummary.Row::rejected));
    root.put("unreadableFiles", read.unreadableFiles());
    root.set("doubts", PublishReport.doubts(read.doubts()));
    root.put("refused", outcome.refused());
    root.put("sent", outcome.sent());
    Difference difference = outcome.difference();
    if (difference != null) {
      root.put("held", difference.held());
      root.put("overruled", difference.overruled());
      root.set("total", counts(difference.total()));
      root.set(
          "topics",
          report(topics(difference).subList(0, difference.topics().size()), false).jsonRows());
      root.set("groups", report(groups(difference), true).jsonRows());
      difference
          .leftOut()
          .byTopic()
          .forEach(
              (type, rows) ->
                  root.withArray("leftOut")
                      .addObject()
                      .put("topic", type.noun())
                      .put("refused", rows.refused())
                      .put("unexplained", rows.unexplained())
                      .put("ofNobody", rows.ofNobody()));
      ObjectNode students = root.putObject("students");
      students.put("new", difference.newStudents());
      students.put("withdrawn", difference.withdrawnStudents());
      students.put("underNewId", difference.renamedStudents());
      difference.notes().forEach(root.withArray("notes")::add);
      ObjectNode named = root.putObject("named");
      for (Kind kind : Kind.values()) {
        difference.named(kind).forEach(change -> named.withArray(kind.word()).add(words(change)));
      }
    }
    return root;
  }

  private static ObjectNode counts(Counts counts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Kind kind : Kind.values()) {
      node.put(kind.word(), counts.of(kind));
    }
    return node;
  }
}
