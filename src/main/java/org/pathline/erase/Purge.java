package org.pathline.erase;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.pathline.topics.CommittedRecords;
import org.pathline.topics.OffsetReader;

/**
 * Deletes what the topologies have processed of their internal topics, as they do themselves when
 * they next commit.
 *
 * <p>A topology commits behind records alone. What was aborted at the end of a topic, when a
 * process was killed or its transaction took too long, is read by nobody and never behind such a
 * commit; so everything is deleted where nothing that was committed is left to process.
 */
final class Purge {
  private Purge() {}

  static void of(Places places, Admin admin, Set<TopicPartition> onTheirWay)
      throws InterruptedException, ExecutionException {
    if (onTheirWay.isEmpty()) {
      return;
    }
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    try (OffsetReader reader = places.offsets()) {
      Map<TopicPartition, Long> beginnings = reader.beginnings(onTheirWay);
      Map<TopicPartition, Long> ends = reader.committedEnds(onTheirWay);
      for (TopicPartition each : onTheirWay) {
        long beginning = beginnings.getOrDefault(each, 0L);
        long end = ends.getOrDefault(each, beginning);
        String application = Places.applicationOf(each.topic()).orElseThrow();
        long processed =
            Math.max(beginning, reader.committed(application).getOrDefault(each, beginning));
        boolean nothingIsLeft =
            processed < end
                && CommittedRecords.noneBetween(
                    places.connection(), Map.of(each, processed), Map.of(each, end));
        deleted.put(each, RecordsToDelete.beforeOffset(nothingIsLeft ? end : processed));
      }
    }
    admin.deleteRecords(deleted).all().get();
  }
}
