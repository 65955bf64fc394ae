package org.pathline.streams.check;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation;
import org.pathline.events.Rejection;
import org.pathline.streams.registry.WireFormat;

/**
 * Rejections as they are published, with the place of the record that broke a rule.
 *
 * <p>Whatever the fact holds, a rejection is of at most a few kilobytes: its texts are shortened.
 */
public final class Rejections {
  private final int schemaId;

  /** Rejections under a schema id. */
  public Rejections(int schemaId) {
    this.schemaId = schemaId;
  }

  /** Value of the rejection of a fact that is being processed. */
  public byte[] encode(Fact fact, Violation violation, ProcessorContext<?, ?> context) {
    RecordMetadata at =
        context.recordMetadata().orElseThrow(() -> new IllegalStateException("no record at hand"));
    return encode(fact, violation, at.topic(), at.partition(), at.offset());
  }

  /** Rejection of the fact in the record at a place. */
  public byte[] encode(Fact fact, Violation violation, String topic, int partition, long offset) {
    return WireFormat.value(
        schemaId,
        Rejection.newBuilder()
            .setStudentId(Shortened.id(fact.envelope().studentId()))
            .setFactTopic(fact.type().noun())
            .setFactKey(Shortened.id(fact.identity()))
            .setRecordedAt(Instant.ofEpochMilli(fact.envelope().recordedAt()))
            .setSource(Shortened.text(fact.envelope().source()))
            .setReason(violation.reason().name())
            .setField(violation.field())
            .setDetail(Shortened.text(violation.detail()))
            .setTopic(topic)
            .setPartition(partition)
            .setOffset(offset)
            .build());
  }
}
