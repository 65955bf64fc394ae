package org.pathline.topics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.events.AnalysisPlan;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.wire.PlanRecord;

/** The plans in their topic. */
public final class PlanTopic {
  private PlanTopic() {}

  /** A plan that stands, and who says that they made it. */
  public record Authored(StandingPlan standing, @Nullable String author) {
    /** What is planned. */
    public Plan plan() {
      return standing.plan();
    }
  }

  /**
   * Plans in the order in which they were stored, each once; what is no sound plan is left out.
   *
   * @throws Unanswerable when the topic is missing
   */
  public static List<Authored> read(Connection connection) {
    Map<String, Authored> plans = new LinkedHashMap<>();
    try (ContractTopic<AnalysisPlan> topic =
        new ContractTopic<>(connection, TopicCatalogue.PLANS, AnalysisPlan.class)) {
      topic.read(
          null,
          (record, plan) -> {
            try {
              Plan read = PlanRecord.read(plan);
              plans.putIfAbsent(
                  read.id(),
                  new Authored(
                      new StandingPlan(read, Instant.ofEpochMilli(record.timestamp())),
                      plan.getAuthor()));
            } catch (IllegalArgumentException e) {
              // A hash that is not that of the content binds nobody.
              return;
            }
          });
    }
    return List.copyOf(plans.values());
  }

  /**
   * Stores a plan.
   *
   * @throws ClusterException when it cannot be stored
   */
  public static void store(Connection connection, Plan plan, @Nullable String author) {
    ContractTopic.store(connection, TopicCatalogue.PLANS, plan.id(), PlanRecord.of(plan, author));
  }
}
