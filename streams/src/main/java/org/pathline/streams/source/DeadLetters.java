package org.pathline.streams.source;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.key.Sha256;
import org.pathline.events.DeadLetter;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/**
 * Dead letters as they are published.
 *
 * <p>The value is a {@link DeadLetter}; the headers carry the names that Kafka Streams uses for its
 * own dead letters, so that common tools find them. Whatever the record holds, its dead letter is
 * of at most some ten kilobytes: see {@link RecordHead}.
 */
final class DeadLetters {
  private final int schemaId;

  /** Dead letters under a schema id. */
  DeadLetters(int schemaId) {
    this.schemaId = schemaId;
  }

  /** Dead letter of a record that an application cannot decode. */
  Record<byte[], byte[]> of(
      Record<byte[], byte[]> record,
      RecordMetadata at,
      String applicationId,
      UndecodableException why) {
    byte[] value = record.value();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(at.topic())
            .setPartition(at.partition())
            .setOffset(at.offset())
            .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
            .setReason(why.reason().name())
            .setDetail(Shortened.text(String.valueOf(why.getMessage())))
            .setApplicationId(applicationId)
            .setValue(value == null ? null : ByteBuffer.wrap(RecordHead.ofValue(value)))
            .setValueLength(value == null ? 0 : value.length)
            .setValueSha256(value == null ? "" : Sha256.digits(value))
            .build();
    return new Record<>(
        RecordHead.ofKey(record.key()),
        WireFormat.value(schemaId, letter),
        record.timestamp(),
        RecordHead.headers(record, at, why));
  }
}
