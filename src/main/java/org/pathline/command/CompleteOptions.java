package org.pathline.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.delivery.ChangesFile;
import org.pathline.delivery.CompleteDelivery;
import org.pathline.delivery.CompleteDelivery.Origin;
import org.pathline.delivery.CompleteDelivery.Outcome;
import org.pathline.delivery.Difference;
import org.pathline.delivery.Scope;
import org.pathline.publish.Progress;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.Answer;
import org.pathline.report.DifferenceReport;
import org.pathline.report.OutputFormat;
import picocli.CommandLine.Option;

/** Options of commands that can send a complete delivery. */
public final class CompleteOptions {
  @Option(
      names = "--complete",
      paramLabel = "SCOPE",
      description = {
        "What is given is all that a source holds, and not only what is new: tell the difference to"
            + " what it has published, then send it, and withdraw what is no longer there. SCOPE is"
            + " source=ID[,topic=NOUN][,district=ID][,year=YYYY]; several values of one with |"
            + " between them."
      })
  private @Nullable String scope;

  @Option(
      names = "--accept-withdrawals",
      paramLabel = "N",
      description =
          "With --complete: withdraw N facts, although they are more than 2 %% of the scope or a"
              + " whole topic. N must be exactly the number.")
  private @Nullable Long accepted;

  @Option(
      names = "--difference",
      paramLabel = "FILE",
      description = "With --complete: write every fact that changes to a CSV file.")
  private @Nullable Path changes;

  @Option(
      names = "--other-source",
      paramLabel = "ID",
      description =
          "With --complete: this source is another one, although its name differs from that of the"
              + " scope only in case, signs or letters that look alike. May be given several"
              + " times.")
  private Set<String> otherSources = new LinkedHashSet<>();

  /** The scope that was named; null where the delivery is not said to be complete. */
  @Nullable Scope scope() {
    if (accepted != null && accepted < 0) {
      throw new UnusableArgument(
          "--accept-withdrawals is a number of facts, and " + accepted + " is none");
    }
    return scope == null ? null : Scope.parse(scope);
  }

  /** Whether an option was given that means something only beside a scope. */
  boolean lacksScope() {
    return scope == null && (accepted != null || changes != null || !otherSources.isEmpty());
  }

  /**
   * Delivers, and prints the difference.
   *
   * @param beside what else is told of what was read, before anything is sent
   * @param complete whether all files that there were can be read
   * @param sending whether the difference is to be sent
   * @param strict whether it is refused when anything is doubted
   * @return the exit code
   */
  int deliver(
      Scope wanted,
      Origin origin,
      SendingOptions.Beside beside,
      boolean complete,
      boolean sending,
      boolean strict,
      Connection connection,
      Progress progress,
      OutputFormat format,
      PrintWriter out)
      throws IOException {
    boolean table = format == OutputFormat.table;
    Consumer<Difference> told =
        difference -> {
          if (table) {
            beside.table(out);
            DifferenceReport.table(wanted, difference, out);
          }
        };
    OptionalLong most = accepted == null ? OptionalLong.empty() : OptionalLong.of(accepted);
    CompleteDelivery delivery =
        new CompleteDelivery(wanted, strict, otherSources, connection, progress);
    Outcome outcome;
    if (changes == null) {
      outcome = delivery.deliver(origin, complete, sending, most, some -> {}, told);
    } else {
      try (ChangesFile file = new ChangesFile(changes)) {
        outcome = delivery.deliver(origin, complete, sending, most, file::add, told);
      }
    }
    progress.close();
    if (table) {
      if (outcome.difference() == null) {
        beside.table(out);
      }
      out.println(DifferenceReport.meaning(outcome, sending));
    } else {
      ObjectNode answer = DifferenceReport.json(outcome);
      ObjectNode more = JsonNodeFactory.instance.objectNode();
      beside.json(more);
      for (Map.Entry<String, JsonNode> each : more.properties()) {
        if (answer.get(each.getKey()) instanceof ArrayNode known
            && each.getValue() instanceof ArrayNode further) {
          known.addAll(further);
        } else {
          answer.set(each.getKey(), each.getValue());
        }
      }
      out.println(Answer.text(answer));
    }
    out.flush();
    return outcome.refused() == null && outcome.read().allAccepted() ? 0 : 1;
  }
}
