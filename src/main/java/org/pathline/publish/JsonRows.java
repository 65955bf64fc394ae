package org.pathline.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a file with one JSON object a line; empty lines are passed over. */
final class JsonRows implements RowReader, Cells {
  /** Enough to name in a warning; a file could have a new one in each line. */
  private static final int MOST_UNKNOWN = 20;

  /** Names whose columns are remembered; of more, the rest is looked up each time. */
  private static final int MOST_NAMES = 256;

  private static final JsonFactory JSON = new JsonFactory();

  private final FactForm form;
  private final LineReader lines;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  /** Per column null, a text, a list of texts, or what is wrong there. */
  private final Object[] values;

  /** Which columns the current object has named. */
  private final boolean[] named;

  private String text = "";

  JsonRows(FactForm form, Reader source) {
    this.form = form;
    this.lines = new LineReader(source);
    this.values = new Object[form.columns().size()];
    this.named = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      columns.put(form.columns().get(i).name(), i);
    }
  }

  @Override
  public boolean next() throws UnreadableFile {
    String line;
    do {
      line = lines.next();
    } while (line != null && line.isBlank());
    text = line == null ? "" : line;
    return line != null;
  }

  @Override
  public Cells cells() throws BadRow {
    Arrays.fill(values, null);
    Arrays.fill(named, false);
    if (TextForm.holdsNoText(text)) {
      throw TextForm.refused();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BadRow.inPlainWords("row", "is not a JSON object; each line must hold one");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        int column = column(name);
        JsonToken token = parser.nextToken();
        if (column >= 0) {
          values[column] =
              named[column] ? new BadCell("is named twice in the object") : value(parser, token);
          if (named[column]) {
            parser.skipChildren();
          }
          named[column] = true;
        } else {
          parser.skipChildren();
          if (!form.isIgnorable(name) && unknown.size() < MOST_UNKNOWN) {
            unknown.add(name);
          }
        }
      }
      if (parser.nextToken() != null) {
        throw BadRow.inPlainWords(
            "row", "holds more than one JSON object; each needs a line of its own");
      }
    } catch (JsonProcessingException e) {
      throw new BadRow("row", "is not well-formed JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from a string cannot fail", e);
    }
    return this;
  }

  private int column(String name) {
    Integer known = columns.get(name);
    if (known != null) {
      return known;
    }
    int column = form.indexOf(name);
    if (columns.size() < MOST_NAMES) {
      columns.put(name, column);
    }
    return column;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new BadCell("is a JSON object where a value is expected");
    }
    if (token != JsonToken.START_ARRAY) {
      return scalar(parser, token);
    }
    List<String> elements = new ArrayList<>(4);
    BadCell bad = null;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == JsonToken.START_ARRAY || t == JsonToken.START_OBJECT) {
        parser.skipChildren();
        bad = new BadCell("is a list with something in it that is not a single value");
      } else if (t == JsonToken.VALUE_NULL) {
        bad = new BadCell("is a list with a null in it");
      } else {
        elements.add(parser.getText().strip());
      }
    }
    return bad == null ? List.copyOf(elements) : bad;
  }

  private static @Nullable String scalar(JsonParser parser, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  @Override
  public String text(int column) throws BadCell {
    Object value = values[column];
    if (value instanceof BadCell bad) {
      throw bad;
    }
    if (value instanceof List) {
      throw new BadCell("is a list where a single value is expected");
    }
    return (String) value;
  }

  @Override
  @SuppressWarnings("unchecked") // lists hold the texts put in above
  public List<String> list(int column) throws BadCell {
    Object value = values[column];
    if (value instanceof BadCell bad) {
      throw bad;
    }
    // A list of one is often written without brackets, and tables turned to JSON keep their bars.
    return value instanceof String text ? CsvRows.elements(text, '|') : (List<String>) value;
  }

  @Override
  public long line() {
    return lines.number();
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<String> unknownColumns() {
    return List.copyOf(unknown);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
