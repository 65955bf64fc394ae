package org.pathline.streams.ingest;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** From the oldest to the latest of the facts that are behind what has not gone out yet. */
public final class IngestSpan {
  private final OldestIngest oldest = new OldestIngest();
  private long latest;

  /** Notes a record that changes something. */
  public void received(Record<?, ?> record) {
    received(record.timestamp());
    oldest.received(record.headers());
  }

  /** Notes an ingest time. */
  public void received(long ingestTime) {
    latest = Math.max(latest, ingestTime);
  }

  /** The latest ingest time so far: the time of what goes out. */
  public long latest() {
    return latest;
  }

  /** Headers of what goes out, with the oldest ingest time. */
  public Headers headers() {
    return oldest.headers();
  }

  /** Begins anew: everything has gone out. */
  public void clear() {
    oldest.clear();
  }
}
