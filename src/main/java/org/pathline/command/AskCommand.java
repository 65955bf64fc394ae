package org.pathline.command;

import java.io.IOException;
import org.pathline.ask.Standing;
import org.pathline.ask.TopicStanding;
import org.pathline.cluster.Home;
import org.pathline.report.Answer;
import org.pathline.report.AnswerAtOffsets;
import org.pathline.snapshot.Snapshot;
import org.pathline.snapshot.SnapshotStanding;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that asks what stands. It asks a `pathline serve` that runs, which holds everything
 * ready, and reads the topics itself where none does.
 */
abstract class AskCommand extends ReportCommand {
  @Mixin ServeOptions serveOptions;

  @Option(
      names = "--as-of",
      paramLabel = "NAME",
      description = "As it stood when `pathline snapshot NAME` was saved.")
  String asOf;

  /** Answers the question that the options ask. */
  protected abstract Answer answer(Standing standing);

  @Override
  public Integer call() throws IOException {
    if (asOf == null && serveOptions.isAnswered(spec, connectionOptions.given(), format.chosen())) {
      return 0;
    }
    Standing standing =
        asOf == null
            ? new TopicStanding(this::connection)
            : new SnapshotStanding(Snapshot.of(Home.current(), asOf), connection());
    Answer answer = answer(standing);
    return print(new AnswerAtOffsets(answer, standing.readUpTo()));
  }
}
