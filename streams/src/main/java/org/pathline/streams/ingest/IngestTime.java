package org.pathline.streams.ingest;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * When a fact was handed to Kafka, carried beside it and beside what is derived of it.
 *
 * <p>A header and not a field: two runs that derive the same publish the same bytes, whenever they
 * run. Its value is the milliseconds since 1970 UTC on the publisher's clock, as eight bytes, the
 * highest first.
 */
public final class IngestTime {
  /** Name of the header. */
  public static final String HEADER = "pathline-ingest-time";

  /** Stands for an unknown time. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  private IngestTime() {}

  /** The header for a time. */
  public static Header header(long millis) {
    return new RecordHeader(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
  }

  /** New headers that hold nothing but a time; without any where it is unknown. */
  public static Headers headers(long millis) {
    RecordHeaders headers = new RecordHeaders();
    return millis == UNKNOWN ? headers : headers.add(header(millis));
  }

  /**
   * The record with this header alone: those from outside may be of any size, and go no further.
   */
  public static <K, V> Record<K, V> only(Record<K, V> record) {
    return record.withHeaders(headers(of(record.headers())));
  }

  /** Time in the headers, or {@link #UNKNOWN} where there is none or one that is no time. */
  public static long of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null || header.value().length != Long.BYTES
        ? UNKNOWN
        : ByteBuffer.wrap(header.value()).getLong();
  }

  /** Time in the headers of a fact, or where there is none the time at which Kafka stored it. */
  public static long of(Headers headers, long appendedAt) {
    long millis = of(headers);
    return millis == UNKNOWN ? appendedAt : millis;
  }
}
