package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.report.Answer;
import org.pathline.report.AnswerFormat;
import org.pathline.words.Names;

/** Body of a reply: its bytes, and what they are. */
record Body(String contentType, byte[] bytes) {
  static final String JSON = "application/json; charset=utf-8";
  private static final String CSV = "text/csv; charset=utf-8";

  static Body json(ObjectNode node) {
    return text(JSON, node.toString());
  }

  private static Body text(String contentType, String text) {
    return new Body(contentType, text.getBytes(UTF_8));
  }

  private static Body arrow(ObjectNode flat) {
    return new Body("application/vnd.apache.arrow.stream", FlatFile.arrow(flat));
  }

  private static Body parquet(ObjectNode flat) {
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

  /**
   * Writes the answer of a question in the format that was asked for.
   *
   * @param isPrinted whether the caller wants what a command would print
   * @throws Questions.Misasked when there is no such format
   */
  static Body of(String format, Answer answer, boolean isPrinted) {
    try {
      if (isPrinted) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        answer.print(AnswerFormat.valueOf(format), new PrintWriter(out), new PrintWriter(err));
        return json(
            JsonNodeFactory.instance
                .objectNode()
                .put("out", out.toString())
                .put("err", err.toString()));
      }
      return switch (format) {
        case "json" -> text(JSON, Answer.text(answer.json()));
        case "rows" -> json(answer.rows().flat());
        case "csv", "table" -> {
          StringWriter out = new StringWriter();
          answer.print(
              AnswerFormat.valueOf(format),
              new PrintWriter(out),
              new PrintWriter(new StringWriter()));
          yield text(format.equals("csv") ? CSV : "text/plain; charset=utf-8", out.toString());
        }
        case "arrow" -> arrow(answer.rows().flat());
        case "parquet" -> parquet(answer.rows().flat());
        default ->
            throw new Questions.Misasked(
                Names.none(
                    "format", format, List.of("json", "csv", "arrow", "parquet", "table", "rows")));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendTo(Context context) {
    context.contentType(contentType).result(bytes);
  }
}
