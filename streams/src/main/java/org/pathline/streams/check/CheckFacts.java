package org.pathline.streams.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.IngestTime;

/** Checks the facts of a topic that is not keyed by student, and their keys. */
public final class CheckFacts implements Processor<byte[], Fact, byte[], CheckFacts.Checked> {
  /**
   * What became of a fact.
   *
   * @param value the encoded fact, or its encoded rejection
   */
  public record Checked(boolean isGood, byte[] value) {}

  private final String keyField;
  private final FactCodec codec = new FactCodec();
  private final GuardedRules rules = new GuardedRules();
  private final Rejections rejections;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], Checked> context;
  private CommitPace pace;

  /**
   * Processor of the facts of one topic.
   *
   * @param keyField name of the field that the record key repeats
   */
  public CheckFacts(String keyField, Rejections rejections, CommitPace.Activity activity) {
    this.keyField = keyField;
    this.rejections = rejections;
    this.activity = activity;
  }

  /** The encoded facts that keep the rules, or the encoded rejections of the others. */
  public static KStream<byte[], byte[]> only(
      KStream<byte[], Checked> checked, boolean good, String name) {
    return checked
        .filter((key, each) -> each.isGood() == good, Named.as("only-" + name))
        .mapValues(Checked::value, Named.as("value-of-" + name));
  }

  @Override
  public void init(ProcessorContext<byte[], Checked> context) {
    this.context = context;
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], Fact> record) {
    pace.received(record.timestamp());
    Fact fact = record.value();
    byte[] id = fact.envelope().studentId().getBytes(UTF_8);
    Violation violation =
        Arrays.equals(id, record.key())
            ? rules.firstViolation(fact, record.timestamp())
            : new Violation(Reason.KEY_MISMATCH, keyField, "differs from the record key");
    boolean good = violation == null;
    byte[] key = good ? id : Shortened.id(fact.envelope().studentId()).getBytes(UTF_8);
    byte[] value = good ? codec.encode(fact) : rejections.encode(fact, violation, context);
    // Headers from outside may be of any size and go no further.
    Headers headers = IngestTime.headers(IngestTime.of(record.headers()));
    context.forward(record.withKey(key).withValue(new Checked(good, value)).withHeaders(headers));
  }
}
