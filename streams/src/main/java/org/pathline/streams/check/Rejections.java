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
import org.pathline.streams.source.FirstProcessor;

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
    RecordMetadata at = FirstProcessor.atHand(context);
    return encode(fact, violation, at.topic(), at.partition(), at.offset());
  }

  /** Value of the rejection of a fact whose student is erased, which is being processed. */
  public byte[] ofErased(FactType type, ProcessorContext<?, ?> context) {
    RecordMetadata at = FirstProcessor.atHand(context);
    return ofErased(type, at.topic(), at.partition(), at.offset(), context.currentStreamTimeMs());
  }

  /**
   * Rejection of a fact whose student is erased: where it lies, and nothing of what it says.
   *
   * @param ingestTime when it came in, in milliseconds since 1970 UTC
   */
  public byte[] ofErased(FactType type, String topic, int partition, long offset, long ingestTime) {
    String field = type == FactType.IDENTITIES ? "aliasId" : "studentId";
    return value(
        saying(new Violation(Violation.Reason.ERASED, field, "the student is erased"))
            .setFactTopic(type.noun())
            .setRecordedAt(Instant.ofEpochMilli(ingestTime)),
        topic,
        partition,
        offset);
  }

  /**
   * Value of the rejection of a plan that is being processed.
   *
   * @param storedAt when the broker stored it, in milliseconds since 1970 UTC
   */
  public byte[] ofPlan(
      String planId, long storedAt, Violation violation, ProcessorContext<?, ?> context) {
    RecordMetadata at = FirstProcessor.atHand(context);
    return value(
        saying(violation)
            .setFactTopic("plans")
            .setFactKey(Shortened.id(planId))
            .setRecordedAt(Instant.ofEpochMilli(storedAt))
            .setDetail(Shortened.text(violation.detail())),
        at.topic(),
        at.partition(),
        at.offset());
  }

  /** Rejection of the fact in the record at a place. */
  public byte[] encode(Fact fact, Violation violation, String topic, int partition, long offset) {
    return value(
        saying(violation)
            .setStudentId(Shortened.id(fact.envelope().studentId()))
            .setFactTopic(fact.type().noun())
            .setFactKey(Shortened.id(fact.identity()))
            .setRecordedAt(Instant.ofEpochMilli(fact.envelope().recordedAt()))
            .setSource(Shortened.text(fact.envelope().source()))
            .setDetail(Shortened.text(violation.detail())),
        topic,
        partition,
        offset);
  }

  private byte[] value(Rejection.Builder rejection, String topic, int partition, long offset) {
    return WireFormat.value(
        schemaId, rejection.setTopic(topic).setPartition(partition).setOffset(offset).build());
  }

  /** Rejection that says why, and names no fact and no record. */
  static Rejection.Builder saying(Violation violation) {
    return Rejection.newBuilder()
        .setStudentId("")
        .setFactTopic("")
        .setFactKey("")
        .setRecordedAt(Instant.EPOCH)
        .setSource("")
        .setReason(violation.reason().name())
        .setField(violation.field())
        .setDetail(violation.detail())
        .setTopic("")
        .setPartition(-1)
        .setOffset(-1);
  }
}
