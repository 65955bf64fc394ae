package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;

/** One record to publish. */
record PublishedResult(Id id, SpecificRecord value) {
  /** What is published, and by which node. */
  enum Kind {
    EQUITY("publish-equity"),
    EFFECT("publish-effects");

    private final String node;

    Kind(String node) {
      this.node = node;
    }

    /** Name of the sink. */
    String node() {
      return node;
    }
  }

  /** Which result it is, whatever its value. */
  record Id(Kind kind, String key) {
    /** Key in the store of what was published: the kind before the key. */
    Bytes stored() {
      return Bytes.wrap((kind.name() + " " + key).getBytes(UTF_8));
    }

    static Id of(Bytes stored) {
      String text = new String(stored.get(), UTF_8);
      Kind kind =
          Arrays.stream(Kind.values())
              .filter(each -> text.startsWith(each.name() + " "))
              .findFirst()
              .orElseThrow();
      return new Id(kind, text.substring(kind.name().length() + 1));
    }

    byte[] published() {
      return key.getBytes(UTF_8);
    }
  }
}
