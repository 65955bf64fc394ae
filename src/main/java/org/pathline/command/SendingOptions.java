package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.delivery.Scope;
import org.pathline.imports.FactFiles;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.Doubted;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;
import org.pathline.publish.PublishSummary;
import org.pathline.publish.RowSource;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.Answer;
import org.pathline.report.OutputFormat;
import org.pathline.report.PublishReport;
import org.pathline.topics.ErasureTopic;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of commands that send the facts of files, and the sending. */
public final class SendingOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private CompleteOptions completeOptions;

  @Option(names = "--dry-run", description = "Check everything and send nothing.")
  private boolean dryRun;

  @Option(
      names = "--strict",
      description =
          "Check everything first, and send nothing if any row or file is bad, or anything is"
              + " doubted.")
  private boolean strict;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      defaultValue = "rejected.csv",
      description = "Where bad rows go, beside their reasons. Default: ${DEFAULT-VALUE}.")
  private Path rejected;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. Of the summary.")
  private OutputFormat format;

  @Option(names = "--quiet", description = "Show no progress; bad rows are still reported.")
  private boolean quiet;

  /**
   * What is to be sent.
   *
   * @param sources rows with the facts
   * @param pseudonyms under which their ids are; null where ids stay
   * @param doubts what is doubted already
   * @param isWhole whether everything can be read that there was
   */
  record Delivery(
      List<RowSource> sources,
      @Nullable Pseudonyms pseudonyms,
      List<Doubted> doubts,
      boolean isWhole) {}

  /** What a command tells beside the summary, once everything is read. */
  interface Beside {
    /** Writes it for people, in front of the summary. */
    void table(PrintWriter out);

    /** Adds it to the summary for programs. */
    void json(ObjectNode summary);
  }

  Path rejected() {
    return rejected;
  }

  @Nullable Scope scope() {
    return completeOptions.scope();
  }

  /**
   * Refuses options that mean nothing beside each other.
   *
   * @param out where facts go in place of a cluster, or null
   * @throws UnusableArgument when there are any
   */
  void check(@Nullable Path out) {
    if (completeOptions.lacksScope() || (out != null && completeOptions.scope() != null)) {
      throw new UnusableArgument(
          "--accept-withdrawals, --difference and --other-source need --complete SCOPE"
              + (out == null ? "" : ", which sends and so takes no --out"));
    }
  }

  /**
   * Sends what is to be sent, as far as the options say so, and prints what came of it.
   *
   * @param out where facts go as import files in place of a cluster, or null
   * @param beside what else is told, or null
   * @return the exit code
   */
  int send(Delivery delivery, @Nullable Path out, @Nullable Beside beside) throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    List<RowSource> sources = delivery.sources();
    Scope scope = completeOptions.scope();
    boolean sending = !dryRun && out == null;
    try (Progress progress = progress()) {
      // Found before anything is read, so that a missing cluster is told at once.
      Connection connection = sending || scope != null ? connectionOptions.withContract() : null;
      // A dry run needs no cluster, but may ask the one that was named.
      Connection known =
          connection == null && connectionOptions.given()
              ? connectionOptions.connection()
              : connection;
      Publication publication =
          new Publication(rejected, progress, known).doubting(delivery.doubts());
      if (known != null) {
        publication.refusing(ErasureTopic.read(known));
      }
      if (scope != null) {
        return completeOptions.deliver(
            scope,
            (to, leftOut) -> publication.read(sources, to, leftOut),
            told(beside, delivery.pseudonyms()),
            delivery.isWhole(),
            sending,
            strict,
            Objects.requireNonNull(connection),
            progress,
            format,
            screen);
      }
      PublishSummary summary;
      if (out != null && !dryRun) {
        try (FactFiles files = new FactFiles(out)) {
          summary = publication.read(sources, files::write);
        }
      } else if (dryRun || strict) {
        summary = publication.check(sources);
        sending &= isGood(delivery, summary);
        if (sending) {
          summary = publication.send(sources, Objects.requireNonNull(connection));
        }
      } else {
        summary = publication.send(sources, Objects.requireNonNull(connection));
      }
      progress.close();
      if (format == OutputFormat.json) {
        ObjectNode answer = PublishReport.json(summary, sending);
        if (beside != null) {
          beside.json(answer);
        }
        screen.println(Answer.text(answer));
      } else {
        if (beside != null) {
          beside.table(screen);
        }
        screen.println(summary.text(sending));
        PseudonymOptions.tell(delivery.pseudonyms(), screen);
        if (out != null && !dryRun) {
          screen.println("facts are in " + out + "; next: pathline publish " + out);
        }
      }
      screen.flush();
      return isGood(delivery, summary) ? 0 : 1;
    }
  }

  /** What is told before a difference. */
  private static Beside told(@Nullable Beside beside, @Nullable Pseudonyms pseudonyms) {
    return new Beside() {
      @Override
      public void table(PrintWriter out) {
        if (beside != null) {
          beside.table(out);
        }
        PseudonymOptions.tell(pseudonyms, out);
      }

      @Override
      public void json(ObjectNode summary) {
        if (beside != null) {
          beside.json(summary);
        }
      }
    };
  }

  /** Whether nothing was bad; where the check is strict, nothing may be doubted either. */
  private boolean isGood(Delivery delivery, PublishSummary summary) {
    return summary.isGood() && delivery.isWhole() && !(strict && !summary.doubts().isEmpty());
  }

  private Progress progress() {
    PrintWriter err = spec.commandLine().getErr();
    if (quiet) {
      return Progress.quiet(err);
    }
    // The JDK knows of a terminal only when both input and output are one.
    return System.console() == null ? Progress.lines(err) : Progress.bar(err, System.err);
  }
}
