package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pathline.report.Answer;
import org.pathline.report.OutputFormat;
import picocli.CommandLine.Option;

/** A command about a cluster whose answer is no rows: lines for people, or JSON. */
abstract class TextCommand extends ClusterCommand {
  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  OutputFormat format;

  /** Writes the answer in the form that is asked for. */
  final void print(Consumer<PrintWriter> table, Supplier<ObjectNode> json) throws IOException {
    switch (format) {
      case table -> table.accept(out());
      case json -> out().println(Answer.text(json.get()));
    }
    out().flush();
  }
}
