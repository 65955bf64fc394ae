package org.pathline.command;

import java.util.List;
import org.pathline.ask.StudentFile;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.report.StudentReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline student}: the file of one student. */
@Command(
    name = "student",
    description = {
      "Shows one student: who it is, the pathway, and every fact that stands in order of its"
          + " effective date, with each milestone beside the fact that proves it.",
      "",
      "An id that goes on as another (an identity link) leads to that student. Student-level data"
          + " is for authorised systems and people."
    },
    footer = {
      "",
      "Examples:",
      "  pathline student 4a7f",
      "  pathline student 4a7f --all                   # retracted facts too",
      "  pathline student 4a7f --format json | jq .pathway.milestones"
    })
public final class StudentCommand extends TextCommand {
  @Parameters(paramLabel = "ID", description = "Student id, as on Kafka.")
  private String id;

  @Option(names = "--all", description = "Also facts that are retracted or replaced.")
  private boolean all;

  @Override
  public Integer call() throws Exception {
    Connection connection = connection();
    audit(connection)
        .add(AuditLog.Action.STUDENT_SHOWN, "facts and pathway of a student", List.of(id));
    StudentReport report = new StudentReport(StudentFile.read(connection, id), all);
    print(report::table, report::json);
    return 0;
  }
}
