package org.pathline.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** One record, or a few of the same place, with a line for each field. */
final class FieldListing {
  private FieldListing() {}

  static void print(String name, List<ObjectNode> records, AnswerFormat format, PrintWriter out)
      throws IOException {
    if (format == AnswerFormat.json) {
      Listing listing = new Listing(name, List.of(), 0, 0);
      records.forEach(listing::add);
      listing.print(format, out, out);
      return;
    }
    Listing listing = new Listing(name, List.of("field", "value"), 2, 0);
    for (ObjectNode record : records) {
      for (Map.Entry<String, JsonNode> field : record.properties()) {
        listing.add(
            JsonNodeFactory.instance
                .objectNode()
                .put("field", field.getKey())
                .set("value", field.getValue()));
      }
    }
    listing.print(format, out, out);
  }
}
