package org.pathline.streams.rosters;

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

/** Checks policies; those that break a rule become rejections. */
final class CheckPolicies implements Processor<byte[], Fact, byte[], CheckPolicies.Checked> {
  /** An encoded policy, or the encoded rejection of one. */
  record Checked(boolean isGood, byte[] value) {}

  private final FactCodec codec = new FactCodec();
  private final Rejections rejections;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], Checked> context;
  private CommitPace pace;

  CheckPolicies(Rejections rejections, CommitPace.Activity activity) {
    this.rejections = rejections;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], Checked> context) {
    this.context = context;
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], Fact> record) {
    pace.received(record.timestamp());
    Fact policy = record.value();
    byte[] id = policy.envelope().studentId().getBytes(UTF_8);
    Violation violation =
        Arrays.equals(id, record.key())
            ? FactRules.firstViolation(policy)
            : new Violation(Reason.KEY_MISMATCH, "policyId", "differs from the record key");
    Checked checked =
        violation == null
            ? new Checked(true, codec.encode(policy))
            : new Checked(false, rejections.encode(policy, violation, context));
    context.forward(record.withKey(id).withValue(checked));
  }
}
