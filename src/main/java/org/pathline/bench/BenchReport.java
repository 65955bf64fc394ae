package org.pathline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

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
    double changelogBytesPerFact) {

  private List<Measured> stages() {
    return List.of(publishing, fetching, decoding, ownDecoding, folding);
  }

  /** Rate of folding over the rate of the plain consumer that decodes with Confluent's client. */
  double ratio() {
    return folding.perSecond() / decoding.perSecond();
  }

  /** The figures for people. */
  public String toTable() {
    StringBuilder table = new StringBuilder();
    line(
        table,
        "%,d students, %d grades each: %,d facts, %d threads",
        students,
        factsPerStudent,
        folding.records(),
        threads);
    line(table, "%-30s %12s %10s %14s %8s", "", "facts/s", "seconds", "CPU us/fact", "ratio");
    for (Measured stage : stages()) {
      line(
          table,
          "%-30s %,12.0f %10.1f %14.2f %8.2f",
          stage.name(),
          stage.perSecond(),
          stage.seconds(),
          stage.cpuMicrosPerRecord(),
          stage.perSecond() / decoding.perSecond());
    }
    line(table, "state: %,.0f bytes per student", stateBytesPerStudent);
    line(table, "changelog: %.1f bytes per fact", changelogBytesPerFact);
    line(
        table,
        "restore: %,d states in %.1f s, %,.0f states/s",
        restoring.records(),
        restoring.seconds(),
        restoring.perSecond());
    return table.toString();
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /** The figures for programs. */
  public String toJson() {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    root.put("students", students);
    root.put("factsPerStudent", factsPerStudent);
    root.put("facts", folding.records());
    root.put("threads", threads);
    ObjectNode stages = root.putObject("stages");
    for (Measured stage : stages()) {
      ObjectNode node = stages.putObject(stage.name());
      node.put("factsPerSecond", stage.perSecond());
      node.put("seconds", stage.seconds());
      node.put("cpuMicrosecondsPerFact", stage.cpuMicrosPerRecord());
    }
    root.put("ratioToDecodingConsumer", ratio());
    root.put("stateBytesPerStudent", stateBytesPerStudent);
    root.put("changelogBytesPerFact", changelogBytesPerFact);
    root.put("restoredStates", restoring.records());
    root.put("restoredStatesPerSecond", restoring.perSecond());
    try {
      return mapper.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
