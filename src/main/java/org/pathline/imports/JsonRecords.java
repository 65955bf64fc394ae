package org.pathline.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.ImportFile;
import org.pathline.publish.UnreadableFile;

/**
 * Records of a JSON file: the objects of an array, of an array within an object, one after the
 * other (NDJSON), or a single one.
 */
public final class JsonRecords extends NodeRecords {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory JSON = MAPPER.getFactory();

  private final JsonParser parser;
  private final Set<String> wrappers;
  private int depth;

  /** Line at which the record begins that is being read. */
  private long begun;

  /**
   * Opens the file.
   *
   * @param wrappers names under which a response holds its records
   * @param view how a record is read
   */
  public JsonRecords(
      InputStream bytes, Set<String> wrappers, Function<JsonNode, ForeignRecord> view)
      throws UnreadableFile {
    super(view);
    this.wrappers = wrappers;
    try {
      parser = JSON.createParser(new ByteOrderMark(bytes));
    } catch (IOException e) {
      throw new UnreadableFile(0, ImportFile.reason(e));
    }
  }

  @Override
  public boolean next() throws UnreadableFile {
    try {
      while (true) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return false;
        }
        if (token == JsonToken.START_ARRAY) {
          depth++;
        } else if (token == JsonToken.END_ARRAY) {
          depth--;
          if (depth == 0 && parser.getParsingContext().inObject()) {
            // What follows the array in its object says something of the response only.
            skipRestOfObject();
          }
        } else if (token == JsonToken.START_OBJECT) {
          begun = parser.currentTokenLocation().getLineNr();
          JsonNode node = object();
          if (node != null) {
            moveTo(node, begun);
            return true;
          }
        } else {
          throw new UnreadableFile(
              parser.currentTokenLocation().getLineNr(), "holds a value where a record should be");
        }
      }
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? begun : e.getLocation().getLineNr();
      throw new UnreadableFile(
          at, "is not well-formed JSON from here on: " + e.getOriginalMessage());
    } catch (EOFException e) {
      throw new UnreadableFile(begun, ImportFile.reason(e));
    } catch (IOException e) {
      throw new UnreadableFile(begun, ImportFile.reason(e));
    }
  }

  private void skipRestOfObject() throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_OBJECT) {
      parser.nextToken();
      parser.skipChildren();
      token = parser.nextToken();
    }
  }

  /** The object that begins, or null where it is a response that holds an array of records. */
  private @Nullable JsonNode object() throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (depth == 0 && wrappers.contains(name)) {
        if (token == JsonToken.START_ARRAY) {
          depth = 1;
          return null;
        }
        if (token == JsonToken.START_OBJECT) {
          JsonNode inner = MAPPER.readTree(parser);
          skipRestOfObject();
          return inner;
        }
      }
      JsonNode value = MAPPER.readTree(parser);
      node.set(name, value);
    }
    return node;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
