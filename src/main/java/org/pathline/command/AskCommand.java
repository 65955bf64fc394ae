package org.pathline.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pathline.ask.Standing;
import org.pathline.ask.TopicStanding;
import org.pathline.report.Disclosure;
import org.pathline.report.RowAnswer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that asks what stands. It asks a `pathline serve` that runs, which holds everything
 * ready, and reads the topics itself where none does.
 */
abstract class AskCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connectionOptions;
  @Mixin ServeOptions serveOptions;
  @Mixin FormatOption format;

  /**
   * Answers the question that the options ask.
   *
   * @param disclosure how much of it may be told
   */
  protected abstract RowAnswer answer(Standing standing, Disclosure disclosure);

  @Override
  public Integer call() throws IOException {
    if (!serveOptions.isAnswered(spec, connectionOptions.given(), format.chosen())) {
      format.print(
          answer(new TopicStanding(connectionOptions.connection()), Disclosure.ALL),
          spec.commandLine());
    }
    return 0;
  }
}
