package org.pathline.command;

import java.util.concurrent.Callable;
import org.pathline.letters.BadRecord;
import org.pathline.report.BadRecordTally;
import org.pathline.report.Report;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Counts bad records of one kind by reason and topic.
 *
 * @param <T> what is told of one
 */
abstract class BadRecordsCount<T extends BadRecord> implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private FormatOption format;

  /** Which are counted. */
  abstract BadRecordOptions<T> options();

  @Override
  public final Integer call() throws Exception {
    BadRecordTally tally = new BadRecordTally();
    long unreadable =
        options()
            .source()
            .read(
                connectionOptions.connection(),
                options().choice(),
                found -> tally.add(found.reason(), found.topic()));
    Report<?> report = tally.report().notes(BadRecordsList.unreadable(unreadable));
    format.print(report, spec.commandLine());
    return 0;
  }
}
