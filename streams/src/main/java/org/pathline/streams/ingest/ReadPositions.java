package org.pathline.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The pathways that sums stand for: of each partition of their topic those before one offset.
 *
 * <p>A header of the last of the rows that became visible together says it, as text such as {@code
 * 0:1500,3:77}. A partition that is not named has given nothing to these sums. It is a header and
 * no field, because two runs that derive the same publish the same bytes.
 *
 * @param next offset of the first pathway that is not in the sums, by partition
 */
public record ReadPositions(SortedMap<Integer, Long> next) {
  /** Name of the header. */
  public static final String HEADER = "pathline-cut";

  /** Nothing was read. */
  public static final ReadPositions NONE = new ReadPositions(new TreeMap<>());

  /** Positions that nobody can change. */
  public ReadPositions {
    next = Collections.unmodifiableSortedMap(next);
  }

  /** These where something more was read. What is read again does not set them back. */
  public ReadPositions with(ReadPosition read) {
    if (!read.isKnown() || next.getOrDefault(read.partition(), 0L) >= read.next()) {
      return this;
    }
    SortedMap<Integer, Long> after = new TreeMap<>(next);
    after.put(read.partition(), read.next());
    return new ReadPositions(after);
  }

  /** Text, empty for none. */
  public String text() {
    return next.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining(","));
  }

  /**
   * Positions from their text.
   *
   * @throws IllegalArgumentException when it is another text
   */
  public static ReadPositions parse(String text) {
    SortedMap<Integer, Long> next = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String each : text.split(",", -1)) {
        int colon = each.indexOf(':');
        if (colon < 0) {
          throw new IllegalArgumentException("no positions: " + text);
        }
        next.put(
            Integer.valueOf(each.substring(0, colon)), Long.valueOf(each.substring(colon + 1)));
      }
    }
    return new ReadPositions(next);
  }

  /** Bytes of the text. */
  public byte[] toBytes() {
    return text().getBytes(UTF_8);
  }

  /** Positions from the bytes of their text; none where there are no bytes. */
  public static ReadPositions ofBytes(byte @Nullable [] bytes) {
    return bytes == null ? NONE : parse(new String(bytes, UTF_8));
  }

  /** The header. */
  public Header header() {
    return new RecordHeader(HEADER, toBytes());
  }

  /** Positions in the headers of a record; null where there are none. */
  public static @Nullable ReadPositions of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null ? null : ofBytes(header.value());
  }
}
