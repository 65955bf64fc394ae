package org.pathline.streams.arrival;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets the processors of an application read partitions of their task from the beginning again,
 * such as a compacted topic from which they would draw something else now.
 *
 * <p>What was polled before comes first, then the partition from its beginning on. Committed
 * positions go back with it, so a restart on the way goes on from where it was; a processor keeps
 * in its state whether it has seen the end. Thread-safe.
 */
public final class Rereading {
  private final Set<TopicPartition> asked = ConcurrentHashMap.newKeySet();

  /**
   * Asks, from {@code init} or {@code process}, that a partition of the task is read again from its
   * beginning, as from the next poll. A wish of a task that moves before is forgotten.
   */
  public void readAgain(TopicPartition partition) {
    asked.add(partition);
  }

  /** Whether a wish for a partition was not taken up yet. */
  public boolean isAsked(TopicPartition partition) {
    return asked.contains(partition);
  }

  /** Wishes for partitions that a consumer has, which are its business from now on. */
  Set<TopicPartition> takeOf(Collection<TopicPartition> assigned) {
    if (asked.isEmpty()) {
      return Set.of();
    }
    Set<TopicPartition> taken = new HashSet<>(asked);
    taken.retainAll(assigned);
    asked.removeAll(taken);
    return taken;
  }

  void forget(Collection<TopicPartition> partitions) {
    asked.removeAll(partitions);
  }
}
