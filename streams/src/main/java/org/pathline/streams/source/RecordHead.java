package org.pathline.streams.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.key.Sha256;
import org.pathline.streams.registry.UndecodableException;

/**
 * As much of a record as its dead letter keeps: a record may be as large as the broker takes, and
 * with what a dead letter adds it would be larger.
 */
final class RecordHead {
  private static final int MOST_OF_VALUE = 16 << 10;
  private static final int MOST_OF_KEY = 1 << 10;
  private static final int MOST_HEADERS = 32;
  private static final int MOST_OF_HEADERS = 8 << 10;
  private static final String ERRORS = "__streams.errors.";

  private RecordHead() {}

  static byte[] ofValue(byte[] value) {
    return head(value, MOST_OF_VALUE);
  }

  /** Head of the key; null for none. */
  static byte @Nullable [] ofKey(byte @Nullable [] key) {
    return key == null ? null : head(key, MOST_OF_KEY);
  }

  private static byte[] head(byte[] bytes, int most) {
    return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  /** The record's first headers, where it was, what happened, and what is left out here. */
  static Headers headers(
      Record<byte[], byte[]> record, RecordMetadata at, UndecodableException why) {
    RecordHeaders headers = new RecordHeaders();
    int all = 0;
    int kept = 0;
    long bytes = 0;
    for (Header header : record.headers()) {
      all++;
      bytes += 3L * header.key().length();
      bytes += header.value() == null ? 0 : header.value().length;
      // The first ones, without gaps: a later small one would hide that one is missing before it.
      if (kept == all - 1 && all <= MOST_HEADERS && bytes <= MOST_OF_HEADERS) {
        headers.add(header);
        kept++;
      }
    }
    add(headers, "topic", at.topic());
    add(headers, "partition", Integer.toString(at.partition()));
    add(headers, "offset", Long.toString(at.offset()));
    add(headers, "exception", why.getClass().getName());
    add(headers, "message", Shortened.text(String.valueOf(why.getMessage())));
    if (kept < all) {
      add(headers, "headers.dropped", (all - kept) + " of " + all);
    }
    if (record.key() != null && record.key().length > MOST_OF_KEY) {
      add(
          headers,
          "key.shortened",
          MOST_OF_KEY
              + " of "
              + record.key().length
              + " bytes, SHA-256 "
              + Sha256.digits(record.key()));
    }
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(ERRORS + name, value.getBytes(UTF_8));
  }
}
