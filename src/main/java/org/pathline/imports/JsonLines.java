package org.pathline.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.pathline.publish.LineReader;
import org.pathline.publish.UnreadableFile;

/** Records of a file with one JSON object a line; a line that is none costs no other. */
final class JsonLines extends NodeRecords {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LineReader lines;

  /**
   * Records of lines.
   *
   * @param bytes without a byte-order mark
   * @param view how a record is read
   */
  JsonLines(InputStream bytes, Function<JsonNode, ForeignRecord> view) {
    super(view);
    lines = new LineReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public boolean next() throws UnreadableFile {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return false;
    }
    try {
      JsonNode node = MAPPER.readTree(line);
      if (line.indexOf('\uFFFD') >= 0) {
        moveToBad("holds bytes that are not UTF-8; export it as UTF-8", lines.number());
      } else if (node.isObject()) {
        moveTo(node, lines.number());
      } else {
        moveToBad(JsonRecords.NO_RECORD, lines.number());
      }
    } catch (JsonProcessingException e) {
      moveToBad("is not well-formed JSON: " + e.getOriginalMessage(), lines.number());
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
