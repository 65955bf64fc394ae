package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Body of a reply: its bytes, and what they are. */
record Body(String contentType, byte[] bytes) {
  static final String JSON = "application/json; charset=utf-8";
  static final String CSV = "text/csv; charset=utf-8";

  static Body json(ObjectNode node) {
    return text(JSON, node.toString());
  }

  static Body text(String contentType, String text) {
    return new Body(contentType, text.getBytes(UTF_8));
  }

  static Body arrow(ObjectNode flat) {
    return new Body("application/vnd.apache.arrow.stream", FlatFile.arrow(flat));
  }

  static Body parquet(ObjectNode flat) {
    return new Body("application/vnd.apache.parquet", FlatFile.parquet(flat));
  }

  /**
   * Writes an answer in the format that was asked for.
   *
   * @param format null where none was: JSON
   * @param flat the answer as rows with typed columns, of which the other formats are made
   * @throws Questions.Misasked when there is no such format
   */
  static Body of(@Nullable String format, ObjectNode json, Supplier<ObjectNode> flat) {
    return switch (format == null ? "json" : format) {
      case "json" -> json(json);
      case "csv" -> new Body(CSV, FlatFile.csv(flat.get()));
      case "arrow" -> arrow(flat.get());
      case "parquet" -> parquet(flat.get());
      default -> throw new Questions.Misasked("format: there are json csv arrow parquet");
    };
  }

  void sendTo(Context context) {
    context.contentType(contentType).result(bytes);
  }
}
