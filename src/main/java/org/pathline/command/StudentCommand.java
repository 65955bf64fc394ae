package org.pathline.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.ask.StudentFile;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.report.Answer;
import org.pathline.report.OutputFormat;
import org.pathline.report.StudentReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathline student}: the file of one student. */
@Command(
    name = "student",
    mixinStandardHelpOptions = true,
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
public final class StudentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(paramLabel = "ID", description = "Student id, as on Kafka.")
  private String id;

  @Option(names = "--all", description = "Also facts that are retracted or replaced.")
  private boolean all;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Override
  public Integer call() throws Exception {
    Connection connection = connectionOptions.connection();
    AuditLog.of(connection, spec.commandLine().getErr())
        .add(AuditLog.Action.STUDENT_SHOWN, "facts and pathway of a student", List.of(id));
    StudentFile file = StudentFile.read(connection, id);
    StudentReport report = new StudentReport(file, all);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case table -> report.table(out);
      case json -> out.println(Answer.text(report.json()));
    }
    out.flush();
    return 0;
  }
}
