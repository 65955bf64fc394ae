package org.pathline.command;

import java.util.List;
import org.pathline.run.TopologyName;
import picocli.CommandLine.Parameters;

/** The topologies that a command is about: those that are named, else all. */
final class TopologyChoice {
  @Parameters(
      arity = "0..*",
      paramLabel = "TOPOLOGY",
      description = "Any of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<TopologyName> topologies = List.of();

  List<TopologyName> chosen() {
    return topologies.isEmpty() ? List.of(TopologyName.values()) : topologies;
  }
}
