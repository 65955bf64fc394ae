package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * What a question is answered with, in each of the forms in which it can be asked for: rows under
 * columns in CSV, whatever it is in the other forms.
 */
public interface Answer {
  /** The rows that CSV holds, with the notes that belong to them. */
  Report<?> rows();

  /** Writes it for people, with its notes below. */
  default void table(PrintWriter out) throws IOException {
    rows().table(out);
  }

  /** Writes it as CSV in full precision; the notes go elsewhere. */
  default void csv(PrintWriter out, PrintWriter err) throws IOException {
    rows().csv(out, err);
  }

  /** Everything that is known, for programs. */
  ObjectNode json();

  /** Writes it in one of the forms. */
  default void print(AnswerFormat format, PrintWriter out, PrintWriter err) throws IOException {
    switch (format) {
      case table -> table(out);
      case csv -> csv(out, err);
      case json -> out.println(text(json()));
    }
    out.flush();
    err.flush();
  }

  /** JSON with a line for each field. */
  static String text(ObjectNode json) throws IOException {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json);
  }
}
