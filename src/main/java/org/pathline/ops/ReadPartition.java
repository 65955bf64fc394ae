package org.pathline.ops;

import org.apache.kafka.common.TopicPartition;

/**
 * One partition that a topology reads.
 *
 * @param topology name of the topology
 * @param subtopology number of the sub-topology, the first part of the ids of its tasks
 * @param topic name on Kafka, with the application id where it is a repartition topic
 * @param partition number of the partition
 */
public record ReadPartition(String topology, String subtopology, String topic, int partition) {
  /** The partition as Kafka's clients name it. */
  public TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }
}
