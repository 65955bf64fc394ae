package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.letters.BadRecord;
import org.pathline.report.Newest;
import org.pathline.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Lists the newest bad records of one kind.
 *
 * @param <T> what is told of one
 */
abstract class BadRecordsList<T extends BadRecord> implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private FormatOption format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, the newest ones. Default: ${DEFAULT-VALUE}.")
  private int limit;

  /** Which are listed. */
  abstract BadRecordOptions<T> options();

  /** What they are called. */
  abstract String noun();

  /** All that is told of one. */
  abstract ObjectNode json(T found);

  /** The columns of them. */
  abstract Report<ObjectNode> report(List<ObjectNode> rows);

  @Override
  public final Integer call() throws Exception {
    return print(spec.commandLine());
  }

  final int print(CommandLine line) throws Exception {
    if (limit < 1) {
      throw new ParameterException(line, "--limit must be at least 1");
    }
    Newest<T> newest = new Newest<>(limit);
    Connection connection = connectionOptions.connection();
    AuditLog.of(connection, line.getErr())
        .add(AuditLog.Action.BAD_RECORDS_SHOWN, noun() + ", the newest " + limit);
    long unreadable = options().source().read(connection, options().choice(), newest::add);
    format.print(
        report(newest.kept().stream().map(this::json).toList())
            .notes(newest.notes(noun()))
            .notes(unreadable(unreadable)),
        line);
    return 0;
  }

  /** Tells of records that are in no list, as nobody can read them; nothing of none. */
  static List<String> unreadable(long count) {
    return count == 0
        ? List.of()
        : List.of(count + " record(s) of the topic are not readable as what it is for");
  }
}
