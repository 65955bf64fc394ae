package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.events.AnalysisPlan;
import org.pathline.streams.Stages;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.codec.PlanCodec;
import org.pathline.streams.source.FirstProcessor;
import org.pathline.streams.wire.PlanRecord;

/**
 * Lets sound plans through, each with the time at which the broker stored it, and rejects the rest:
 * a plan whose hash is not that of its content binds nobody.
 */
final class CheckPlans implements FirstProcessor<AnalysisPlan> {
  /** Name of the sink of rejections. */
  static final String REJECTED = "publish-rejected-plans";

  /** Name of the repartition that takes the plans. */
  static final String PLANS = "plans";

  /** A plan of the most questions is shorter. */
  private static final int MOST_BYTES = 64 << 10;

  private final Rejections rejections;
  private ProcessorContext<byte[], byte[]> context;

  CheckPlans(Rejections rejections) {
    this.rejections = rejections;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record, AnalysisPlan written) {
    StandingPlan standing;
    try {
      Plan plan = PlanRecord.content(written);
      Target.parse(plan.target());
      standing = new StandingPlan(plan, Instant.ofEpochMilli(record.timestamp()));
    } catch (IllegalArgumentException unknown) {
      String why = "this release cannot answer it: " + unknown.getMessage();
      reject(record, written, new Violation(Reason.UNKNOWN_SETTINGS, "plan", why));
      return;
    }
    byte[] value = PlanCodec.encode(standing);
    Violation violation = violation(standing, written.getPlanId(), value);
    if (violation == null) {
      byte[] id = standing.plan().id().getBytes(UTF_8);
      context.forward(new Record<>(id, value, record.timestamp()), Stages.into(PLANS));
    } else {
      reject(record, written, violation);
    }
  }

  private static @Nullable Violation violation(StandingPlan standing, String id, byte[] value) {
    if (!standing.plan().id().equals(id)) {
      return new Violation(
          Reason.KEY_MISMATCH, "planId", "the hash of the plan is not that of its content");
    }
    if (!standing.isBounded()) {
      return new Violation(
          Reason.TOO_MANY_VALUES,
          "subgroups",
          "more than "
              + StandingPlan.MOST_QUESTIONS
              + " questions; `pathline plan answer` answers them");
    }
    return value.length <= MOST_BYTES
        ? null
        : new Violation(Reason.TOO_LONG, "plan", "it takes more than 64 kB");
  }

  private void reject(Record<byte[], byte[]> record, AnalysisPlan written, Violation why) {
    String id = written.getPlanId();
    context.forward(
        new Record<>(
            Shortened.id(id).getBytes(UTF_8),
            rejections.ofPlan(id, record.timestamp(), why, context),
            record.timestamp()),
        REJECTED);
  }
}
