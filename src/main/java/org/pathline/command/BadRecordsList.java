package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.letters.BadRecord;
import org.pathline.letters.BadRecordTopic;
import org.pathline.report.Newest;
import org.pathline.report.Report;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lists the newest bad records of one kind.
 *
 * @param <T> what is told of one
 */
abstract class BadRecordsList<T extends BadRecord> extends ReportCommand {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, the newest ones. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private BadRecordOptions options;
  private final BadRecordTopic<T> source;
  private final String noun;
  private final Function<T, ObjectNode> json;

  /**
   * The command.
   *
   * @param source where they are read from
   * @param options which are listed
   * @param noun what they are called
   * @param json all that is told of one
   */
  BadRecordsList(
      BadRecordTopic<T> source,
      BadRecordOptions options,
      String noun,
      Function<T, ObjectNode> json) {
    this.source = source;
    this.options = options;
    this.noun = noun;
    this.json = json;
  }

  /** The columns of them. */
  abstract Report<ObjectNode> report(List<ObjectNode> rows);

  @Override
  public final Integer call() throws Exception {
    if (limit < 1) {
      throw usage("--limit must be at least 1");
    }
    Newest<T> newest = new Newest<>(limit);
    Connection connection =
        noted(AuditLog.Action.BAD_RECORDS_SHOWN, noun + ", the newest " + limit);
    long unreadable = source.read(connection, options.choice(), newest::add);
    return print(
        report(newest.kept().stream().map(json).toList())
            .notes(newest.notes(noun))
            .notes(unreadable(unreadable)));
  }

  /** Tells of records that are in no list, as nobody can read them; nothing of none. */
  static List<String> unreadable(long count) {
    return count == 0
        ? List.of()
        : List.of(count + " record(s) of the topic are not readable as what it is for");
  }
}
