package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.report.AnswerFormat;
import org.pathline.report.FieldReport;
import org.pathline.topics.RecordPlace;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Parameters;

/** Shows everything that is noted of the bad record at a place. */
abstract class BadRecordsShow extends ReportCommand {
  @Parameters(
      paramLabel = "PLACE",
      converter = PlaceText.class,
      description = "Place of the bad record, as topic-partition-offset.")
  private RecordPlace place;

  private final String name;
  private final String noun;

  /**
   * The command.
   *
   * @param name name of the array of records in JSON
   * @param noun what one of them is called
   */
  BadRecordsShow(String name, String noun) {
    this.name = name;
    this.noun = noun;
  }

  /** All that is noted of a place. */
  abstract List<ObjectNode> find(Connection connection, RecordPlace where) throws Exception;

  /** Lines for people below the fields. */
  List<String> details() {
    return List.of();
  }

  @Override
  public Integer call() throws Exception {
    Connection connection = noted(AuditLog.Action.BAD_RECORDS_SHOWN, noun + " of " + place);
    List<ObjectNode> found = find(connection, place);
    if (found.isEmpty()) {
      throw new Unanswerable("no " + noun + " of " + place + "; they are kept for 90 days");
    }
    print(new FieldReport(name, found));
    if (format.chosen() == AnswerFormat.table) {
      details().forEach(out()::println);
      out().flush();
    }
    return 0;
  }
}
