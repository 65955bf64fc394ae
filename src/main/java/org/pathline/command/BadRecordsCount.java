package org.pathline.command;

import org.pathline.letters.BadRecord;
import org.pathline.letters.BadRecordTopic;
import org.pathline.report.BadRecordTally;
import picocli.CommandLine.Mixin;

/**
 * Counts bad records of one kind by reason and topic.
 *
 * @param <T> what is told of one
 */
abstract class BadRecordsCount<T extends BadRecord> extends ReportCommand {
  @Mixin private BadRecordOptions options;
  private final BadRecordTopic<T> source;

  /**
   * The command.
   *
   * @param source where they are read from
   * @param options which are counted
   */
  BadRecordsCount(BadRecordTopic<T> source, BadRecordOptions options) {
    this.source = source;
    this.options = options;
  }

  @Override
  public final Integer call() throws Exception {
    BadRecordTally tally = new BadRecordTally();
    long unreadable =
        source.read(
            connection(), options.choice(), found -> tally.add(found.reason(), found.topic()));
    return print(tally.report().notes(BadRecordsList.unreadable(unreadable)));
  }
}
