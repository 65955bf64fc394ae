package org.pathline.streams.check;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
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

  /** Key of the rejections of facts whose student is erased. */
  public static final String KEY_OF_THE_ERASED = "erased";

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

  /** Value of the rejection of a fact whose student is erased, which is being processed. */
  public byte[] ofErased(FactType type, ProcessorContext<?, ?> context) {
    RecordMetadata at =
        context.recordMetadata().orElseThrow(() -> new IllegalStateException("no record at hand"));
    return ofErased(type, at.topic(), at.partition(), at.offset(), context.currentStreamTimeMs());
  }

  /**
   * Rejection of a fact whose student is erased: where it lies, and nothing of what it says.
   *
   * @param ingestTime when it came in, in milliseconds since 1970 UTC
   */
  public byte[] ofErased(FactType type, String topic, int partition, long offset, long ingestTime) {
    return WireFormat.value(
        schemaId,
        Rejection.newBuilder()
            .setStudentId("")
            .setFactTopic(type.noun())
            .setFactKey("")
            .setRecordedAt(Instant.ofEpochMilli(ingestTime))
            .setSource("")
            .setReason(Violation.Reason.ERASED.name())
            .setField(type == FactType.IDENTITIES ? "aliasId" : "studentId")
            .setDetail("the student is erased")
            .setTopic(topic)
            .setPartition(partition)
            .setOffset(offset)
            .build());
  }

  /**
   * Value of the rejection of a plan that is being processed.
   *
   * @param storedAt when the broker stored it, in milliseconds since 1970 UTC
   */
  public byte[] ofPlan(
      String planId, long storedAt, Violation violation, ProcessorContext<?, ?> context) {
    RecordMetadata at =
        context.recordMetadata().orElseThrow(() -> new IllegalStateException("no record at hand"));
    return WireFormat.value(
        schemaId,
        Rejection.newBuilder()
            .setStudentId("")
            .setFactTopic("plans")
            .setFactKey(Shortened.id(planId))
            .setRecordedAt(Instant.ofEpochMilli(storedAt))
            .setSource("")
            .setReason(violation.reason().name())
            .setField(violation.field())
            .setDetail(Shortened.text(violation.detail()))
            .setTopic(at.topic())
            .setPartition(at.partition())
            .setOffset(at.offset())
            .build());
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
