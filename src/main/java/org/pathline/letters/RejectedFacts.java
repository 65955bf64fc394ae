package org.pathline.letters;

import java.time.Instant;
import java.util.function.Consumer;
import org.pathline.ask.ContractTopic;
import org.pathline.ask.Unanswerable;
import org.pathline.cluster.Connection;
import org.pathline.events.Rejection;
import org.pathline.schemas.TopicCatalogue;

/** Reads the rejections of a cluster, oldest first; keeps none of them. */
public final class RejectedFacts {
  private RejectedFacts() {}

  /**
   * Hands the rejections that are chosen to the action.
   *
   * @return how many records of the topic are no rejections that can be read
   * @throws Unanswerable when the topic is missing
   */
  public static long read(
      Connection connection, RejectionChoice choice, Consumer<RejectedFact> action) {
    try (ContractTopic<Rejection> topic =
        new ContractTopic<>(connection, TopicCatalogue.REJECTIONS, Rejection.class)) {
      return topic.read(
          choice.since(),
          (record, content) -> {
            RejectedFact fact = new RejectedFact(Instant.ofEpochMilli(record.timestamp()), content);
            if (choice.includes(fact)) {
              action.accept(fact);
            }
          });
    }
  }
}
