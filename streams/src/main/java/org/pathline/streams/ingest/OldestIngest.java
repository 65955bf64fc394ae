package org.pathline.streams.ingest;

import org.apache.kafka.common.header.Headers;

/**
 * The ingest time of the oldest fact that has come in since results last went out.
 *
 * <p>Results of one commit bear it together, so that their age is that of the fact that waited
 * longest.
 */
public final class OldestIngest {
  private long millis = IngestTime.UNKNOWN;

  /** Notes the time in the headers of a record that came in. */
  public void received(Headers headers) {
    millis = Math.min(millis, IngestTime.of(headers));
  }

  /** Headers for what goes out now. */
  public Headers headers() {
    return IngestTime.headers(millis);
  }

  /** Begins anew: everything received so far has gone out. */
  public void clear() {
    millis = IngestTime.UNKNOWN;
  }
}
