package org.pathline.streams.registry;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.pathline.domain.fact.Shortened;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.commit.CommitPace;

/**
 * Sends each undecodable record to the dead-letter topic, within the same transaction, and goes on.
 *
 * <p>The value is a {@link DeadLetter}; the headers carry the names that Kafka Streams uses for its
 * own dead letters, so that common tools find them. Whatever the record holds, its dead letter is
 * of at most some ten kilobytes: see {@link RecordHead}.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {
  /** Configuration: id of the dead letter's schema in the registry. */
  public static final String SCHEMA_ID = "pathline.dead.letter.schema.id";

  /** Configuration: the {@link CommitPace.Activity} that is told of each dead letter. */
  public static final String ACTIVITY = "pathline.dead.letter.activity";

  private int schemaId;
  private String applicationId;
  private CommitPace.Activity activity = new CommitPace.Activity();
  private final DecodingFaults faults = new DecodingFaults();

  @Override
  public void configure(Map<String, ?> configs) {
    schemaId = Integer.parseInt(Objects.requireNonNull(configs.get(SCHEMA_ID)).toString());
    applicationId =
        Objects.requireNonNull(configs.get(StreamsConfig.APPLICATION_ID_CONFIG)).toString();
    if (configs.get(ACTIVITY) instanceof CommitPace.Activity shared) {
      activity = shared;
    }
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (!(exception instanceof UndecodableException undecodable)) {
      // Nothing is known of the record: the registry is away, or a client was interrupted. Read
      // again, it waits.
      return Response.fail();
    }
    faults.met(record, undecodable);
    activity.setAside(context.taskId(), record.timestamp());
    byte[] value = record.value();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
            .setReason(undecodable.reason().name())
            .setDetail(Shortened.text(String.valueOf(exception.getMessage())))
            .setApplicationId(applicationId)
            .setValue(value == null ? null : ByteBuffer.wrap(RecordHead.ofValue(value)))
            .setValueLength(value == null ? 0 : value.length)
            .setValueSha256(value == null ? "" : RecordHead.sha256(value))
            .build();
    ProducerRecord<byte[], byte[]> deadLetter =
        new ProducerRecord<>(
            TopicCatalogue.DEAD_LETTERS.name(),
            null,
            record.timestamp(),
            RecordHead.ofKey(record.key()),
            WireFormat.value(schemaId, letter),
            RecordHead.headers(record, exception));
    return Response.resume(List.of(deadLetter));
  }
}
