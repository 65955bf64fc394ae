package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.registry.Rejections;

/** Checks identity links and sends them to the one place where links are resolved. */
final class GatherLinks implements Processor<byte[], Fact, byte[], Emission> {
  private final FactCodec codec = new FactCodec();
  private final Rejections rejections;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], Emission> context;
  private CommitPace pace;

  GatherLinks(Rejections rejections, CommitPace.Activity activity) {
    this.rejections = rejections;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], Emission> context) {
    this.context = context;
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], Fact> record) {
    pace.received(record.timestamp());
    Fact link = record.value();
    byte[] id = link.envelope().studentId().getBytes(UTF_8);
    Violation violation =
        Arrays.equals(id, record.key())
            ? FactRules.firstViolation(link)
            : new Violation(Reason.KEY_MISMATCH, "aliasId", "differs from the record key");
    Emission emission =
        violation == null
            ? new Emission(Emission.Kind.LINK, codec.encode(link))
            : new Emission(Emission.Kind.REJECTION, rejections.encode(link, violation, context));
    context.forward(record.withKey(id).withValue(emission));
  }
}
