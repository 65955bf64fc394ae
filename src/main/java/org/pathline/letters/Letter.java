package org.pathline.letters;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.key.Sha256;
import org.pathline.events.DeadLetter;
import org.pathline.streams.registry.WireFormat;
import org.pathline.topics.RecordPlace;

/**
 * One dead letter.
 *
 * @param place where the record lies that could not be decoded
 * @param notedAt when the letter was written
 * @param key key of that record, as far as the letter holds it; may be null
 * @param headers headers of that record, without those that the letter added
 * @param content the letter as it is published
 */
public record Letter(
    RecordPlace place, Instant notedAt, byte @Nullable [] key, Headers headers, DeadLetter content)
    implements BadRecord {
  private static final String ADDED = "__streams.errors.";

  static Letter of(ConsumerRecord<byte[], byte[]> record, DeadLetter content) {
    Headers headers = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(ADDED)) {
        headers.add(header);
      }
    }
    return new Letter(
        new RecordPlace(content.getTopic(), content.getPartition(), content.getOffset()),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        headers,
        content);
  }

  @Override
  public String reason() {
    return content.getReason();
  }

  @Override
  public String topic() {
    return place.topic();
  }

  @Override
  public String owner() {
    return content.getApplicationId();
  }

  /**
   * Places of the records which the bad record repeats, the first one first; none where it was not
   * a replay.
   */
  public List<RecordPlace> replayedFrom() {
    return ReplayHeader.places(headers);
  }

  /** What the letter holds of the value: all of it, or its beginning; null where it was null. */
  public byte @Nullable [] head() {
    ByteBuffer value = content.getValue();
    if (value == null) {
      return null;
    }
    byte[] head = new byte[value.remaining()];
    value.duplicate().get(head);
    return head;
  }

  /** Length of the whole value in bytes; -1 where it was null or is not known. */
  public long length() {
    if (content.getValue() == null) {
      return -1;
    }
    // Letters of the first versions held all of the value and did not tell its length.
    return content.getValueLength() < 0 ? content.getValue().remaining() : content.getValueLength();
  }

  /** Schema id that the value names; empty where it has no such header. */
  public OptionalInt schemaId() {
    byte[] head = head();
    return head == null || head.length < WireFormat.HEADER || head[0] != 0
        ? OptionalInt.empty()
        : OptionalInt.of(WireFormat.schemaId(head));
  }

  /** Whether length and digest prove that the letter holds all of the value. */
  boolean holdsAllOfTheValue() {
    byte[] head = head();
    return head != null && isDigested() && agreesWithDigest(head);
  }

  /** Whether a value is the one of which the letter tells. */
  boolean tellsOf(byte[] value) {
    if (value == null || content.getValue() == null) {
      return value == null && content.getValue() == null;
    }
    return isDigested() ? agreesWithDigest(value) : Arrays.equals(value, head());
  }

  private boolean isDigested() {
    return content.getValueLength() >= 0 && !content.getValueSha256().isEmpty();
  }

  private boolean agreesWithDigest(byte[] value) {
    return value.length == content.getValueLength()
        && Sha256.digits(value).equalsIgnoreCase(content.getValueSha256());
  }
}
