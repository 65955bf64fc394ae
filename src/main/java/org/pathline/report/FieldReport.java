package org.pathline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One record, or a few of the same place, with a line for each field.
 *
 * @param name name of the array of records in JSON
 */
public record FieldReport(String name, List<ObjectNode> records) implements Answer {
  @Override
  public ObjectNode json() {
    return Report.ofObjects(name, List.of(), List.of(), List.of(), records).json();
  }

  @Override
  public Report<Map.Entry<String, JsonNode>> rows() {
    return new Report<>(
        name,
        List.of(
            ReportColumn.text("field", Map.Entry::getKey),
            ReportColumn.text("value", Map.Entry::getValue)),
        records.stream().flatMap(record -> record.properties().stream()).toList());
  }
}
