package org.pathline.streams.arrival;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Ends a poll once its records take so much memory: a fetch is bounded as it was compressed, and a
 * record may have been compressed to a thousandth.
 *
 * <p>Kafka's consumer keeps a record that a deserializer refuses, returns those before it, and
 * tries the record again at the next poll. So a record is refused where others of the same poll
 * come before it, and never the first. Not thread-safe.
 */
final class PollBudget {
  /** After one so large, the next comes with the next poll. */
  private static final int LARGE = 256 << 10;

  private static final long LEAST = 2L << 20;

  /** One object: it is no error, and nobody asks where it came from. */
  private static final SerializationException NEXT_TIME =
      new SerializationException("left for the next poll");

  private final long most;
  private long taken;
  private boolean isOver;
  private boolean isWithin;

  /** Budget of a consumer that may fetch so many bytes at once. */
  PollBudget(long fetchBytes) {
    most = Math.max(LEAST, fetchBytes / 4);
  }

  /** Begins a poll. */
  void begin() {
    taken = 0;
    isOver = false;
    isWithin = false;
  }

  /** Bytes of the keys of records. */
  Deserializer<byte[]> keys() {
    return new Counting() {
      @Override
      void count(Headers headers, byte[] bytes) {
        refuseWhereOver();
        isWithin = true;
        take(headers, bytes);
      }
    };
  }

  /** Bytes of the values of records. */
  Deserializer<byte[]> values() {
    return new Counting() {
      @Override
      void count(Headers headers, byte[] bytes) {
        if (!isWithin) {
          refuseWhereOver();
        }
        isWithin = false;
        take(headers, bytes);
      }
    };
  }

  private void refuseWhereOver() {
    if (isOver) {
      throw NEXT_TIME;
    }
  }

  private void take(Headers headers, byte[] bytes) {
    long size = bytes == null ? 0 : bytes.length;
    for (Header header : headers) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    taken += size;
    isOver |= size >= LARGE || taken >= most;
  }

  private abstract static class Counting implements Deserializer<byte[]> {
    abstract void count(Headers headers, byte[] bytes);

    @Override
    public byte[] deserialize(String topic, byte[] bytes) {
      return bytes;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, byte[] bytes) {
      count(headers, bytes);
      return bytes;
    }
  }
}
