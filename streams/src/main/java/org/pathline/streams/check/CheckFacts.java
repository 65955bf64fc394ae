package org.pathline.streams.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.source.FirstProcessor;

/** Checks the facts of a topic that is not keyed by student, and their keys. */
public final class CheckFacts implements FirstProcessor<Fact> {
  private final String keyField;
  private final String goodNode;
  private final @Nullable String rejectedNode;
  private final FactCodec codec = new FactCodec();
  private final GuardedRules rules = new GuardedRules();
  private final Rejections rejections;
  private final ErasedIds erased;
  private ProcessorContext<byte[], byte[]> context;

  /**
   * Processor of the facts of one topic.
   *
   * @param keyField name of the field that the record key repeats
   * @param goodNode takes the encoded facts that keep the rules
   * @param rejectedNode takes the encoded rejections of the others; null where another topology
   *     rejects them, which reads the same facts
   */
  public CheckFacts(
      String keyField, String goodNode, @Nullable String rejectedNode, Rejections rejections) {
    this(keyField, goodNode, rejectedNode, rejections, new ErasedIds());
  }

  /**
   * Processor of the facts of one topic that is about students.
   *
   * @param erased ids of which no fact is let through, nor told
   */
  public CheckFacts(
      String keyField,
      String goodNode,
      @Nullable String rejectedNode,
      Rejections rejections,
      ErasedIds erased) {
    this.erased = erased;
    this.keyField = keyField;
    this.goodNode = goodNode;
    this.rejectedNode = rejectedNode;
    this.rejections = rejections;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  private boolean isErased(Fact fact, byte @Nullable [] key) {
    return !erased.isEmpty()
        && (erased.has(fact.envelope().studentId())
            || (key != null && erased.has(new String(key, UTF_8)))
            || (fact instanceof IdentityLink link && link.touches(erased::has)));
  }

  @Override
  public void process(Record<byte[], byte[]> record, Fact fact) {
    if (isErased(fact, record.key())) {
      if (rejectedNode != null) {
        byte[] key = Rejections.KEY_OF_THE_ERASED.getBytes(UTF_8);
        byte[] rejection = rejections.ofErased(fact.type(), context);
        context.forward(new Record<>(key, rejection, record.timestamp()), rejectedNode);
      }
      return;
    }
    byte[] id = fact.envelope().studentId().getBytes(UTF_8);
    Violation violation =
        Arrays.equals(id, record.key())
            ? rules.firstViolation(fact, record.timestamp())
            : new Violation(Reason.KEY_MISMATCH, keyField, "differs from the record key");
    // Headers from outside may be of any size and go no further.
    Headers headers = IngestTime.headers(IngestTime.of(record.headers()));
    if (violation == null) {
      context.forward(new Record<>(id, codec.encode(fact), record.timestamp(), headers), goodNode);
    } else if (rejectedNode != null) {
      byte[] key = Shortened.id(fact.envelope().studentId()).getBytes(UTF_8);
      byte[] rejection = rejections.encode(fact, violation, context);
      context.forward(new Record<>(key, rejection, record.timestamp(), headers), rejectedNode);
    }
  }
}
