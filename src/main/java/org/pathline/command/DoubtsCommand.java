package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.events.Doubt;
import org.pathline.report.RecordJson;
import org.pathline.report.Report;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.DoubtTopic;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline doubts}: what is mostly a mistake in the facts that stand. */
@Command(
    name = "doubts",
    description = {
      "Lists what is doubted in the facts that stand: the facts count, and are mostly a mistake."
          + " Each line is of one student and kind, and names the first of the facts that are"
          + " doubted.",
      "",
      "STAY_OF_NO_LENGTH: a stay ends on the day on which it begins.",
      "GRADES_CONTRADICTED: stays put the student into grades that no student has in one school"
          + " year or in two in a row.",
      "UNJOINED_ID: nothing but college, work or a search is known of the student; is the id the"
          + " one of school?",
      "UNKNOWN_COURSE_AREA: a course code begins with no subject area of SCED; is it a local code?",
      "UNLIKELY_MARK: a mark of at most 5 out of 100, and neither points nor credit say that it"
          + " fails; is it one of a scale to 4 or to 5?",
      "",
      "A line goes when the publisher corrects or retracts the fact. Ids that differ only in zeros"
          + " or case are told by `pathline publish`, which sees a delivery as a whole.",
      "",
      "Ids of students are shown. Student-level data is for authorised systems and people."
    },
    footer = {
      "",
      "Examples:",
      "  pathline doubts",
      "  pathline doubts --kind UNJOINED_ID",
      "  pathline doubts --student 4a7f",
      "  pathline doubts --format csv > doubts.csv"
    })
public final class DoubtsCommand extends ReportCommand {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only this kind: ${COMPLETION-CANDIDATES}.")
  private org.pathline.domain.fact.Doubt.@Nullable Kind kind;

  @Option(names = "--student", paramLabel = "ID", description = "Only of this student.")
  private @Nullable String student;

  @Override
  public Integer call() throws Exception {
    Connection connection = noted(AuditLog.Action.DOUBTS_SHOWN, "whose facts are doubted");
    List<Doubt> doubts =
        DoubtTopic.read(connection).orElseThrow(() -> Unanswerable.without(TopicCatalogue.DOUBTS));
    List<ObjectNode> chosen = doubts.stream().filter(this::isChosen).map(RecordJson::of).toList();
    return print(
        Report.ofObjects(
                "doubts",
                List.of("kind", "studentId"),
                List.of("count"),
                List.of("factTopic", "factKey", "source", "field", "detail"),
                chosen)
            .note(chosen.isEmpty() ? "nothing is doubted" : chosen.size() + " in all"));
  }

  private boolean isChosen(Doubt doubt) {
    return (kind == null || kind.name().equals(doubt.getKind()))
        && (student == null || student.equals(doubt.getStudentId()));
  }
}
