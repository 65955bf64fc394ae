package org.pathline.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.TextForm;
import org.pathline.publish.UnreadableFile;

/** Records of a file with one JSON object a line; a line that is none costs no other. */
final class JsonLines extends NodeRecords {
  private static final JsonFactory JSON = new JsonFactory();

  private final ByteLines lines;
  private final PlainLines plain;
  private final JsonTrees trees;

  /**
   * Records of lines.
   *
   * @param bytes without a byte-order mark
   * @param passedOver names of fields, in any depth, that nobody asks for
   * @param view how a record is read
   */
  JsonLines(InputStream bytes, Set<String> passedOver, Function<JsonNode, ForeignRecord> view) {
    super(view);
    plain = new PlainLines(passedOver);
    trees = new JsonTrees(passedOver);
    lines = new ByteLines(bytes);
  }

  @Override
  @Nullable Read read() throws UnreadableFile {
    while (lines.next()) {
      if (!lines.isBlank()) {
        JsonNode node = plain.read(lines.bytes(), lines.begin(), lines.length());
        return node == null ? ofLine() : new Read(node, null, lines.number());
      }
    }
    return null;
  }

  private Read ofLine() {
    // Of nearly all lines the parser needs no text.
    String text = lines.isAscii() ? null : lines.text();
    try (JsonParser parser =
        text == null
            ? JSON.createParser(lines.bytes(), lines.begin(), lines.length())
            : JSON.createParser(text)) {
      JsonNode node = parser.nextToken() == null ? null : trees.value(parser);
      if (text != null && TextForm.holdsNoText(text)) {
        return bad("holds bytes that are not UTF-8; export it as UTF-8");
      }
      return node != null && node.isObject()
          ? new Read(node, null, lines.number())
          : bad(JsonRecords.NO_RECORD);
    } catch (JsonProcessingException e) {
      return bad("is not well-formed JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from a text cannot fail", e);
    }
  }

  private Read bad(String problem) {
    return new Read(null, problem, lines.number());
  }

  @Override
  void closeSource() throws IOException {
    lines.close();
  }
}
