package org.pathline.erase;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The partitions that hold some ids, in their topics or in the files of the embedded broker. */
final class Holders {
  private final Places places;
  private final Set<String> ids;
  private final Set<TopicPartition> readable = new HashSet<>();
  private final Set<TopicPartition> inSegments = new HashSet<>();

  Holders(Places places, Set<String> ids) {
    this.places = places;
    this.ids = ids;
  }

  /** Looks into some partitions, and returns those that hold an id. */
  Set<TopicPartition> among(Set<TopicPartition> among) {
    Set<TopicPartition> held = inTopics(among);
    readable.removeAll(among);
    readable.addAll(held);
    inSegments.removeAll(among);
    for (Trace trace : places.inSegments(among, ids)) {
      Places.partitionOf(trace).ifPresent(held::add);
      // Others are to go in a minute, by their name.
      if (!trace.where().endsWith(".deleted")) {
        Places.partitionOf(trace).ifPresent(inSegments::add);
      }
    }
    return held;
  }

  /** Those of some partitions whose records hold an id. */
  Set<TopicPartition> inTopics(Set<TopicPartition> among) {
    return of(places.inTopics(among, ids, looked -> {}), among);
  }

  /** Those of some partitions to which traces belong. */
  static Set<TopicPartition> of(List<Trace> traces, Set<TopicPartition> among) {
    Set<TopicPartition> held = new HashSet<>();
    for (Trace trace : traces) {
      Places.partitionOf(trace).filter(among::contains).ifPresent(held::add);
    }
    return held;
  }

  /** Whether records of a partition held an id when it was last looked into. */
  boolean isReadable(TopicPartition partition) {
    return readable.contains(partition);
  }

  /** Whether files of a partition that are not to be deleted held an id when last looked into. */
  boolean isInSegments(TopicPartition partition) {
    return inSegments.contains(partition);
  }
}
