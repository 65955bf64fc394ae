package org.pathline.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pathline.ask.Standing;
import org.pathline.ask.TopicStanding;
import org.pathline.cluster.Home;
import org.pathline.report.Answer;
import org.pathline.report.AnswerAtOffsets;
import org.pathline.snapshot.Snapshot;
import org.pathline.snapshot.SnapshotStanding;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--as-of",
      paramLabel = "NAME",
      description = "As it stood when `pathline snapshot NAME` was saved.")
  String asOf;

  /** Answers the question that the options ask. */
  protected abstract Answer answer(Standing standing);

  /** What is thrown where the options are wrong. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  @Override
  public Integer call() throws IOException {
    if (asOf == null && serveOptions.isAnswered(spec, connectionOptions.given(), format.chosen())) {
      return 0;
    }
    Standing standing =
        asOf == null
            ? new TopicStanding(connectionOptions::connection)
            : new SnapshotStanding(
                Snapshot.of(Home.current(), asOf), connectionOptions.connection());
    Answer answer = answer(standing);
    format.print(new AnswerAtOffsets(answer, standing.readUpTo()), spec.commandLine());
    return 0;
  }
}
