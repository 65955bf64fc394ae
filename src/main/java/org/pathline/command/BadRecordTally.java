package org.pathline.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bad records counted by reason and topic. */
final class BadRecordTally {
  private final Map<List<String>, Long> counts =
      new TreeMap<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));

  void add(String reason, String topic) {
    counts.merge(List.of(reason, topic), 1L, Long::sum);
  }

  /** The counts, with their sum as a note. */
  Listing listing() {
    Listing listing = new Listing("counts", List.of("reason", "topic", "count"), 2, 1);
    long total = 0;
    for (Map.Entry<List<String>, Long> each : counts.entrySet()) {
      listing.add(
          JsonNodeFactory.instance
              .objectNode()
              .put("reason", each.getKey().get(0))
              .put("topic", each.getKey().get(1))
              .put("count", each.getValue()));
      total += each.getValue();
    }
    listing.note(total + " in all");
    return listing;
  }
}
