package org.pathline.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The figures of one run.
 *
 * @param stateBytesPerStudent key and value in the store, as Pathline encodes them
 * @param changelogBytesPerFact on the broker's disk, compressed, per folded fact
 */
public record BenchReport(
    int students,
    int factsPerStudent,
    int threads,
    Measured publishing,
    Measured fetching,
    Measured decoding,
    Measured ownDecoding,
    Measured folding,
    Measured restoring,
    double stateBytesPerStudent,
    double changelogBytesPerFact)
    implements Figures {

  private List<Measured> stages() {
    return List.of(publishing, fetching, decoding, ownDecoding, folding);
  }

  /** Rate of folding over the rate of the plain consumer that decodes with Confluent's client. */
  double ratio() {
    return folding.perSecond() / decoding.perSecond();
  }

  @Override
  public void write(Table table) {
    table.line(
        "%,d students, %d grades each: %,d facts, %d threads",
        students, factsPerStudent, folding.records(), threads);
    table.line("%-30s %12s %10s %14s %8s", "", "facts/s", "seconds", "CPU us/fact", "ratio");
    for (Measured stage : stages()) {
      table.line(
          "%-30s %,12.0f %10.1f %14.2f %8.2f",
          stage.name(),
          stage.perSecond(),
          stage.seconds(),
          stage.cpuMicrosPerRecord(),
          stage.perSecond() / decoding.perSecond());
    }
    table.line("state: %,.0f bytes per student", stateBytesPerStudent);
    table.line("changelog: %.1f bytes per fact", changelogBytesPerFact);
    table.line(
        "restore: %,d states in %.1f s, %,.0f states/s",
        restoring.records(), restoring.seconds(), restoring.perSecond());
  }

  @Override
  public void write(ObjectNode root) {
    root.put("students", students);
    root.put("factsPerStudent", factsPerStudent);
    root.put("facts", folding.records());
    root.put("threads", threads);
    ObjectNode stages = root.putObject("stages");
    for (Measured stage : stages()) {
      stage.figures(stages);
    }
    root.put("ratioToDecodingConsumer", ratio());
    root.put("stateBytesPerStudent", stateBytesPerStudent);
    root.put("changelogBytesPerFact", changelogBytesPerFact);
    root.put("restoredStates", restoring.records());
    root.put("restoredStatesPerSecond", restoring.perSecond());
  }
}
