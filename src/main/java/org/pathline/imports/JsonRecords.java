package org.pathline.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.ImportFile;
import org.pathline.publish.UnreadableFile;

/**
 * Records of a JSON file: the objects of an array, of an array within an object, one after the
 * other (NDJSON), or a single one. Objects that hold an array of records may themselves stand in an
 * array or one after the other, as pages.
 */
public final class JsonRecords extends NodeRecords {
  /** What is said of a number, a text or null among records. */
  static final String NO_RECORD = "is a value where a record should be";

  private static final int PEEKED = 1 << 16;

  /** Responses stand for themselves, or page by page in an array. */
  private static final int DEPTH_OF_PAGES = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final JsonTrees trees;
  private final Set<String> wrappers;
  private int depth;

  /** Line at which the record begins that is being read. */
  private long begun;

  private JsonRecords(
      InputStream bytes,
      Set<String> wrappers,
      JsonTrees trees,
      Function<JsonNode, ForeignRecord> view)
      throws IOException {
    super(view);
    this.trees = trees;
    this.wrappers = wrappers;
    parser = JSON.createParser(bytes);
  }

  /**
   * Opens a file.
   *
   * @param wrappers names under which a response holds its records
   * @param passedOver names of fields, in any depth, that nobody asks for
   * @param view how a record is read
   */
  public static RecordReader open(
      BundleFile file,
      LongConsumer progress,
      Set<String> wrappers,
      Set<String> passedOver,
      Function<JsonNode, ForeignRecord> view)
      throws UnreadableFile {
    try {
      InputStream bytes = new BufferedInputStream(new ByteOrderMark(file.open(progress)), PEEKED);
      return file.isJsonLines() && beginsWithARecord(bytes, wrappers)
          ? new JsonLines(bytes, passedOver, view)
          : new JsonRecords(bytes, wrappers, new JsonTrees(passedOver), view);
    } catch (IOException e) {
      throw new UnreadableFile(0, ImportFile.reason(e));
    }
  }

  /** Whether the first line is a whole object, as far as its ends tell, and no page of them. */
  private static boolean beginsWithARecord(InputStream bytes, Set<String> wrappers)
      throws IOException {
    bytes.mark(PEEKED);
    String begin = new String(bytes.readNBytes(PEEKED), StandardCharsets.UTF_8).stripLeading();
    bytes.reset();
    String line = begin.lines().findFirst().orElse("").strip();
    return line.startsWith("{")
        && (line.endsWith("}") || line.length() == begin.length())
        && !isPage(line, wrappers);
  }

  /** Whether an object, of which the end may be cut off, holds an array of records. */
  private static boolean isPage(String line, Set<String> wrappers) {
    try (JsonParser page = JSON.createParser(line)) {
      page.nextToken();
      for (String name = page.nextFieldName(); name != null; name = page.nextFieldName()) {
        if (page.nextToken() == JsonToken.START_ARRAY && wrappers.contains(name)) {
          return true;
        }
        page.skipChildren();
      }
    } catch (IOException e) {
      // Whether it is well-formed is told when it is read.
      return false;
    }
    return false;
  }

  @Override
  @Nullable Read read() throws UnreadableFile {
    try {
      while (true) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return null;
        }
        if (token == JsonToken.START_ARRAY) {
          depth++;
        } else if (token == JsonToken.END_ARRAY) {
          depth--;
          if (parser.getParsingContext().inObject()) {
            // What follows the array in its object says something of the response only.
            skipRestOfObject();
          }
        } else if (token == JsonToken.START_OBJECT) {
          begun = parser.currentTokenLocation().getLineNr();
          JsonNode node = object();
          if (node != null) {
            return new Read(node, null, begun);
          }
        } else {
          return new Read(null, NO_RECORD, parser.currentTokenLocation().getLineNr());
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
    JsonTrees.Fields fields = trees.new Fields();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart() && depth <= DEPTH_OF_PAGES && wrappers.contains(name)) {
        if (token == JsonToken.START_ARRAY) {
          depth++;
          return null;
        }
        JsonNode inner = trees.value(parser);
        skipRestOfObject();
        return inner;
      }
      fields.add(name, parser);
    }
    return fields.object();
  }

  @Override
  void closeSource() throws IOException {
    parser.close();
  }
}
