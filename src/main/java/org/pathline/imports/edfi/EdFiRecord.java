package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.JsonRecord;

/**
 * A resource of Ed-Fi in either of its forms.
 *
 * <p>In JSON a reference holds the key of its target flat; in XML it holds an identity, which may
 * hold further references. So a part of a key is looked for anywhere within the reference. Lists
 * have a plural name in JSON and repeat their singular in XML; descriptors end in {@code
 * Descriptor} in JSON only.
 */
final class EdFiRecord extends JsonRecord {
  private static final Map<String, String> IN_JSON = new ConcurrentHashMap<>();

  EdFiRecord(JsonNode node) {
    super(node);
  }

  /** Part of the key of a reference. */
  @Nullable String key(String reference, String part) {
    JsonNode target = node().get(reference);
    String found = target == null ? null : within(target, part);
    if (found != null) {
      show(reference, part, found);
    }
    return found;
  }

  /** Part of a key that stands somewhere in a node; null where it does not. */
  static @Nullable String within(JsonNode node, String part) {
    JsonNode own = node.get(part);
    if (own != null && own.isValueNode() && !own.isNull()) {
      String text = own.asText().strip();
      if (!text.isEmpty()) {
        return text;
      }
    }
    for (JsonNode inner : node) {
      String found = inner.isContainerNode() ? within(inner, part) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Last part of a descriptor's URI, whatever its namespace; null where there is none. */
  @Nullable String descriptor(String name) {
    String code = descriptor(node(), name);
    if (code != null) {
      show(name, code);
    }
    return code;
  }

  /** The same of a node within the record. */
  static @Nullable String descriptor(JsonNode node, String name) {
    JsonNode value = node.get(inJson(name));
    value = value == null || value.isNull() ? node.get(name) : value;
    if (value == null || value.isNull()) {
      return null;
    }
    // In XML, a list of one descriptor may hold another element of that name.
    String uri = value.isValueNode() ? value.asText() : within(value, name);
    return uri == null ? null : lastPart(uri);
  }

  /** Name of a descriptor in JSON; the names are those that this program asks for. */
  static String inJson(String name) {
    return IN_JSON.computeIfAbsent(name, plain -> (plain + "Descriptor").intern());
  }

  /** What stands behind the # of a URI; the whole text where it has none. */
  static @Nullable String lastPart(String uri) {
    String code = uri.substring(uri.lastIndexOf('#') + 1).strip();
    return code.isEmpty() ? null : code;
  }

  /** Elements of a list by its plural name, or by the singular that XML repeats. */
  List<JsonNode> elements(String plural, String singular) {
    JsonNode list = node().get(plural);
    list = list == null ? node().get(singular) : list;
    List<JsonNode> elements = new ArrayList<>();
    if (list != null && list.isArray()) {
      list.forEach(elements::add);
    } else if (list != null && !list.isNull()) {
      elements.add(list);
    }
    return elements;
  }

  /** Last parts of the descriptors of a list. */
  List<String> descriptors(String plural, String singular) {
    List<String> codes = new ArrayList<>();
    for (JsonNode element : elements(plural, singular)) {
      String code =
          element.isNull()
              ? null
              : element.isValueNode() ? lastPart(element.asText()) : descriptor(element, singular);
      if (code != null) {
        codes.add(code);
      }
    }
    if (!codes.isEmpty()) {
      show(plural, String.join(",", codes));
    }
    return codes;
  }
}
