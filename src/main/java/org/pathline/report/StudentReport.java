package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.FactLine;
import org.pathline.ask.FiledFact;
import org.pathline.ask.FiledFact.Standing;
import org.pathline.ask.StudentFile;
import org.pathline.events.Anchor;
import org.pathline.events.OutcomeStatus;
import org.pathline.events.Pathway;
import org.pathline.events.ReachedMilestone;

/**
 * A student's file: a header and a timeline for people, all of it for programs.
 *
 * @param all whether facts that do not stand are shown too
 */
public record StudentReport(StudentFile file, boolean all) {
  /** Writes it for people. */
  public void table(PrintWriter out) {
    if (file.isAlias()) {
      out.println("'" + file.askedFor() + "' is another id of " + file.studentId() + ".");
    }
    line(out, "student", file.studentId());
    if (file.setAside() != null) {
      line(out, "pathway", "none: the student is set aside (" + file.setAside() + ")");
    } else if (file.pathway() == null) {
      line(out, "pathway", "none: no fact stands, or it is not published yet");
    } else {
      header(out, file.pathway());
      outcomes(out, file.pathway());
    }
    timeline(out);
  }

  private static void line(PrintWriter out, String name, String text) {
    out.printf("%-20s %s%n", name, text);
  }

  private static void header(PrintWriter out, Pathway pathway) {
    if (!pathway.getAliasIds().isEmpty()) {
      line(out, "other ids", String.join(", ", pathway.getAliasIds()));
    }
    line(
        out,
        "derived with",
        "anchor grade "
            + pathway.getSettings().getAnchorGrade()
            + ", STEM list "
            + pathway.getSettings().getStemList());
    line(
        out,
        "who",
        FactLine.who(
            pathway.getRaceEthnicity(),
            pathway.getSex(),
            pathway.getEconomicallyDisadvantaged(),
            pathway.getEnglishLearner()));
    line(out, "anchor", anchor(pathway.getAnchor()));
    line(
        out,
        "prior achievement",
        pathway.getPriorAchievement()
            + (pathway.getPriorPercentile() == null
                ? ""
                : ", percentile " + pathway.getPriorPercentile()));
    line(
        out,
        "pace by grade",
        pathway.getPace().isEmpty()
            ? "-"
            : pathway.getPace().stream()
                .map(each -> each.getGrade() + " " + each.getPace())
                .collect(Collectors.joining(", ")));
    line(out, "first acceleration", pathway.getFirstAcceleration().toString());
    line(
        out,
        "grade points",
        pathway.getGradePoints() == null
            ? "-"
            : String.format(Locale.ROOT, "%.2f", pathway.getGradePoints()));
  }

  private static String anchor(Anchor anchor) {
    return anchor == null
        ? "none: UNANCHORED"
        : "school "
            + anchor.getSchoolId()
            + ", district "
            + anchor.getDistrictId()
            + ", "
            + FactLine.years(anchor.getSchoolYear())
            + ", "
            + anchor.getSubject()
            + "; expected to graduate in "
            + anchor.getExpectedGraduationYear();
  }

  private static void outcomes(PrintWriter out, Pathway pathway) {
    if (pathway.getOutcomes().isEmpty()) {
      return;
    }
    out.println();
    new Report<OutcomeStatus>(
            "outcomes",
            List.of(
                ReportColumn.text("outcome", OutcomeStatus::getOutcome),
                ReportColumn.text("observed", StudentReport::observed),
                ReportColumn.text("attained", StudentReport::attained)),
            pathway.getOutcomes())
        .table(out);
  }

  private static String observed(OutcomeStatus status) {
    return status.getObserved() ? "yes" : status.getEligible() ? "no" : "not in question";
  }

  private static String attained(OutcomeStatus status) {
    return !status.getObserved() ? "-" : status.getAttained() ? "yes" : "no";
  }

  /** A line of the timeline; milestones follow the facts of their day. */
  private record Entry(
      @Nullable LocalDate on,
      String when,
      String topic,
      String what,
      String where,
      String source) {}

  private void timeline(PrintWriter out) {
    List<Entry> entries = new ArrayList<>();
    int hidden = 0;
    for (FiledFact each : file.facts()) {
      if (all || each.standing() == Standing.STANDS) {
        entries.add(fact(each));
      } else {
        hidden++;
      }
    }
    if (file.pathway() != null) {
      file.pathway().getMilestones().forEach(reached -> entries.add(milestone(reached)));
    }
    // The sort is stable: facts of one day stay in their order, before its milestones.
    entries.sort(Comparator.comparing(Entry::on, Comparator.nullsFirst(Comparator.naturalOrder())));
    out.println();
    new Report<>(
            "timeline",
            List.of(
                entry("when", Entry::when),
                entry("topic", Entry::topic),
                entry("what", Entry::what),
                entry("where", Entry::where),
                entry("source", Entry::source)),
            entries)
        .table(out);
    if (hidden > 0) {
      out.println("# " + hidden + " retracted or replaced facts are not shown (--all shows them)");
    }
  }

  /** What is said of a fact is whole, and blank where nothing is. */
  private static ReportColumn<Entry> entry(String name, Function<Entry, String> text) {
    return ReportColumn.text(name, text).shown(row -> ReportColumn.printable(text.apply(row)));
  }

  private Entry fact(FiledFact filed) {
    String receivedUnder = filed.fact().envelope().studentId();
    StringBuilder source = new StringBuilder(filed.fact().envelope().source());
    if (!receivedUnder.equals(file.studentId())) {
      source.append(", as ").append(receivedUnder);
    }
    if (filed.standing() != Standing.STANDS) {
      source.append(" (").append(filed.standing()).append(')');
    }
    FactLine line = filed.line();
    return new Entry(
        line.on(),
        line.when(),
        filed.fact().type().noun(),
        line.what(),
        line.where(),
        source.toString());
  }

  private static Entry milestone(ReachedMilestone reached) {
    return new Entry(
        reached.getReachedOn(),
        reached.getReachedOn().toString(),
        "=> milestone",
        reached.getMilestone()
            + ", proved by "
            + reached.getFactTopic()
            + " "
            + reached.getFactKey(),
        "",
        "");
  }

  /** Writes it for programs: the published pathway, and each fact with its payload. */
  public ObjectNode json() {
    ObjectMapper json =
        new ObjectMapper()
            .registerModule(
                new SimpleModule().addSerializer(LocalDate.class, ToStringSerializer.instance));
    ObjectNode root = json.createObjectNode();
    root.put("askedFor", file.askedFor());
    root.put("studentId", file.studentId());
    root.put("setAside", file.setAside() == null ? null : file.setAside().name());
    root.set("pathway", file.pathway() == null ? null : RecordJson.of(file.pathway()));
    ArrayNode facts = root.putArray("facts");
    for (FiledFact each : file.facts()) {
      if (all || each.standing() == Standing.STANDS) {
        facts.add(fact(json, each));
      }
    }
    return root;
  }

  private static ObjectNode fact(ObjectMapper json, FiledFact filed) {
    ObjectNode node = json.createObjectNode();
    node.put("date", filed.line().on() == null ? null : filed.line().on().toString());
    node.put("topic", filed.fact().type().noun());
    node.put("factKey", filed.fact().identity());
    node.put("what", filed.line().what());
    node.put("where", filed.line().where());
    node.put("source", filed.fact().envelope().source());
    node.put("recordedAt", Instant.ofEpochMilli(filed.fact().envelope().recordedAt()).toString());
    node.put("receivedUnder", filed.fact().envelope().studentId());
    node.put("standing", filed.standing().name());
    ObjectNode payload = json.valueToTree(filed.fact());
    payload.remove("envelope");
    node.set("fact", payload);
    return node;
  }
}
