package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that is a JSON object. A point in the name of a field leads into objects and lists. */
public class JsonRecord implements ForeignRecord {
  private final JsonNode node;
  private final Map<String, String> shown = new LinkedHashMap<>();

  /** A record of an object. */
  public JsonRecord(JsonNode node) {
    this.node = node;
  }

  /** The object. */
  public final JsonNode node() {
    return node;
  }

  @Override
  public @Nullable String text(String field) {
    List<String> values = list(field);
    return values.isEmpty() ? null : String.join(",", values);
  }

  @Override
  public List<String> list(String field) {
    List<String> values = new ArrayList<>(1);
    collect(node, field, values);
    if (!values.isEmpty()) {
      shown.put(field, String.join(",", values));
    }
    return values;
  }

  /** Where a field of another name stands, for formats whose JSON differs from their tables. */
  protected @Nullable JsonNode find(JsonNode object, String field) {
    return object.get(field);
  }

  private void collect(JsonNode object, String path, List<String> values) {
    JsonNode value = find(object, path);
    if (value == null) {
      int dot = path.indexOf('.');
      if (dot > 0) {
        JsonNode inner = object.get(path.substring(0, dot));
        String rest = path.substring(dot + 1);
        if (inner != null && inner.isArray()) {
          inner.forEach(each -> collect(each, rest, values));
        } else if (inner != null) {
          collect(inner, rest, values);
        }
      }
      return;
    }
    add(value, values);
  }

  private static void add(JsonNode value, List<String> values) {
    if (value.isArray()) {
      value.forEach(each -> add(each, values));
    } else if (value.isObject()) {
      add(value.path("sourcedId"), values);
    } else if (!value.isNull() && !value.isMissingNode()) {
      String text = value.asText().strip();
      if (!text.isEmpty()) {
        values.add(text);
      }
    }
  }

  /** Notes that a field was asked for. */
  protected final void show(String field, String value) {
    shown.put(field, value);
  }

  /** The fields that were asked for, as text. */
  final String shown() {
    List<String> parts = new ArrayList<>();
    shown.forEach((name, value) -> parts.add(name + "=" + value));
    return String.join(", ", parts);
  }
}
