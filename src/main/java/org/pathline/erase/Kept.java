package org.pathline.erase;

import org.apache.kafka.common.TopicPartition;
import org.pathline.schemas.Topic.Cleanup;

/** How a partition keeps its records, and so how one is taken out of it. */
enum Kept {
  /** All of them: it is rewritten. */
  WHOLE,
  /** Until a topology has processed them: it is purged. */
  ON_ITS_WAY,
  /** The latest of each key: brokers compact it. */
  COMPACTED;

  static Kept in(TopicPartition partition) {
    String topic = partition.topic();
    if (Places.contractTopic(topic).filter(each -> each.cleanup() == Cleanup.DELETE).isPresent()) {
      return WHOLE;
    }
    return Places.isInternal(topic) && topic.endsWith("-repartition") ? ON_ITS_WAY : COMPACTED;
  }
}
