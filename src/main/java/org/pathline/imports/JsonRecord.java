package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.FactHash;

/** A record that is a JSON object. A point in the name of a field leads into objects and lists. */
public class JsonRecord implements ForeignRecord {
  /** What is said of the record rather than of what it is about. */
  private static final Set<String> OF_THE_RECORD =
      Set.of("id", "_etag", "_lastModifiedDate", "dateLastModified", "@id");

  private final JsonNode node;

  /** What was asked for: a reference or null, a field, a value, and so on. */
  private @Nullable String[] shown = new String[48];

  private int shownUpTo;

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
    JsonNode value = find(node, field);
    if (value != null && value.isValueNode()) {
      String text = value.isNull() ? "" : value.asText().strip();
      if (text.isEmpty()) {
        return null;
      }
      show(field, text);
      return text;
    }
    List<String> values = list(field);
    return values.isEmpty() ? null : String.join(",", values);
  }

  @Override
  public List<String> list(String field) {
    List<String> values = new ArrayList<>(1);
    collect(node, field, values);
    if (!values.isEmpty()) {
      show(field, String.join(",", values));
    }
    return values;
  }

  @Override
  public final long content() {
    long content = 0;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!OF_THE_RECORD.contains(field.getKey())) {
        // In whatever order fields come.
        content += FactHash.mixed(FactHash.hash(1, field.getKey()), field.getValue().hashCode());
      }
    }
    return content;
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
    show(null, field, value);
  }

  /** Notes that a field of what a reference names was asked for. */
  protected final void show(@Nullable String reference, String field, String value) {
    if (shownUpTo == shown.length) {
      shown = Arrays.copyOf(shown, 2 * shownUpTo);
    }
    shown[shownUpTo++] = reference;
    shown[shownUpTo++] = field;
    shown[shownUpTo++] = value;
  }

  /** The fields that were asked for, as text. */
  final String shown() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < shownUpTo; i += 3) {
      String name = shown[i] == null ? shown[i + 1] : shown[i] + "." + shown[i + 1];
      fields.put(String.valueOf(name), String.valueOf(shown[i + 2]));
    }
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add(name + "=" + value));
    return String.join(", ", parts);
  }
}
