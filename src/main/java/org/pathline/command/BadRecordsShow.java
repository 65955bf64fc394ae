package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.report.AnswerFormat;
import org.pathline.report.FieldReport;
import org.pathline.topics.RecordPlace;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows everything that is noted of the bad record at a place. */
abstract class BadRecordsShow implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "PLACE",
      converter = PlaceText.class,
      description = "Place of the bad record, as topic-partition-offset.")
  private RecordPlace place;

  /** Name of the array of records in JSON. */
  abstract String name();

  /** What one of them is called. */
  abstract String noun();

  /** All that is noted of a place. */
  abstract List<ObjectNode> find(Connection connection, RecordPlace where) throws Exception;

  /** Lines for people below the fields. */
  List<String> details() {
    return List.of();
  }

  @Override
  public Integer call() throws Exception {
    Connection connection = connectionOptions.connection();
    AuditLog.of(connection, spec.commandLine().getErr())
        .add(AuditLog.Action.BAD_RECORDS_SHOWN, noun() + " of " + place);
    List<ObjectNode> found = find(connection, place);
    if (found.isEmpty()) {
      throw new Unanswerable("no " + noun() + " of " + place + "; they are kept for 90 days");
    }
    format.print(new FieldReport(name(), found), spec.commandLine());
    if (format.chosen() == AnswerFormat.table) {
      details().forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
