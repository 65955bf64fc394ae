package org.pathline.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import org.pathline.letters.Letter;
import org.pathline.letters.RejectedFact;

/** Dead letters and rejections as JSON: the fields of their records, and where they lie. */
public final class LetterJson {
  private LetterJson() {}

  /** A letter without the bytes of its value. */
  public static ObjectNode of(Letter letter) {
    ObjectNode node = RecordJson.of(letter.content());
    node.remove("value");
    node.put("place", letter.place().toString());
    node.put("metAt", letter.notedAt().toString());
    node.put("key", letter.key() == null ? null : new String(letter.key(), UTF_8));
    if (letter.schemaId().isPresent()) {
      node.put("schemaId", letter.schemaId().getAsInt());
    } else {
      node.putNull("schemaId");
    }
    node.put("bytes", letter.length() < 0 ? null : letter.length());
    // The first: where it all began.
    node.put(
        "replayOf",
        letter.replayedFrom().isEmpty() ? null : letter.replayedFrom().get(0).toString());
    return node;
  }

  /** A letter with everything that it holds. */
  public static ObjectNode whole(Letter letter) {
    ObjectNode node = of(letter);
    byte[] head = letter.head();
    node.put("value", head == null ? null : HexFormat.of().formatHex(head));
    ArrayNode headers = node.putArray("headers");
    letter
        .headers()
        .forEach(
            header ->
                headers
                    .addObject()
                    .put("name", header.key())
                    .put(
                        "value",
                        header.value() == null ? null : HexFormat.of().formatHex(header.value())));
    return node;
  }

  /** A rejection. */
  public static ObjectNode of(RejectedFact fact) {
    ObjectNode node = RecordJson.of(fact.content());
    node.put("place", fact.place() == null ? null : fact.place().toString());
    node.put("rejectedAt", fact.notedAt().toString());
    return node;
  }
}
