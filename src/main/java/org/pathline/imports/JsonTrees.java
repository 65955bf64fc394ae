package org.pathline.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON values as trees of what Jackson itself would make of them, without the fields that
 * nobody asks for.
 */
final class JsonTrees {
  /** Above this number of fields, one is found sooner by its hash. */
  static final int FEW = 24;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Set<String> passedOver;

  /**
   * Trees without some fields.
   *
   * @param passedOver names of fields, in any depth, that are read over
   */
  JsonTrees(Set<String> passedOver) {
    this.passedOver = passedOver;
  }

  /** The value at whose first token the parser is. */
  JsonNode value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private JsonNode object(JsonParser parser) throws IOException {
    Fields fields = new Fields();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.add(name, parser);
    }
    return fields.object();
  }

  private JsonNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  /** The fields of an object that is being read. */
  final class Fields {
    private Map<String, JsonNode> fields = new FewFields();

    /** Adds a field at the first token of whose value the parser is. */
    void add(String name, JsonParser parser) throws IOException {
      if (passedOver.contains(name)) {
        parser.skipChildren();
        return;
      }
      if (fields.size() == FEW && fields instanceof FewFields) {
        fields = new LinkedHashMap<>(fields);
      }
      fields.put(name, value(parser));
    }

    ObjectNode object() {
      return new ObjectNode(NODES, fields);
    }
  }
}
