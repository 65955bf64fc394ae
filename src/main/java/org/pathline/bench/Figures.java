package org.pathline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The figures of a bench, for people and for programs. */
public interface Figures {
  /** A table that grows line by line. */
  final class Table {
    private final StringBuilder text = new StringBuilder();

    void line(String format, Object... values) {
      text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
  }

  /** Writes them for people. */
  void write(Table table);

  /** Writes them for programs. */
  void write(ObjectNode root);

  /** The engines of batches that come to other cells, whose figures are then worth nothing. */
  default List<String> contradictedBy() {
    return List.of();
  }

  /** The figures for people. */
  default String toTable() {
    Table table = new Table();
    write(table);
    return table.text.toString();
  }

  /** The figures for programs. */
  default String toJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    write(root);
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
