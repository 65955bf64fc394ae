package org.pathline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** How the reports of both benches are written. */
final class ReportText {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportText() {}

  /** Adds a line to a table. */
  static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /** A new object of JSON. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Adds the figures of a stage under its name, and returns them for more. */
  static ObjectNode stage(ObjectNode stages, Measured stage) {
    return stages
        .putObject(stage.name())
        .put("factsPerSecond", stage.perSecond())
        .put("seconds", stage.seconds())
        .put("cpuMicrosecondsPerFact", stage.cpuMicrosPerRecord());
  }

  /** The text of an object. */
  static String text(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
