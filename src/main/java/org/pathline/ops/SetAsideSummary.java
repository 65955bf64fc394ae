package org.pathline.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.events.SetAside;

/**
 * How much is set aside, and the first few of it.
 *
 * @param total everything that is set aside now
 * @param counts the total split by topology, kind and reason
 * @param first the first few in order of topology, kind and id
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SetAsideSummary(long total, List<Count> counts, List<Entry> first) {
  private static final int FEW = 5;

  /** How many are of one topology, kind and reason. */
  public record Count(String topology, String kind, String reason, long count) {}

  /** One of what is set aside. */
  public record Entry(String topology, String kind, String id, String reason, String detail) {
    static Entry of(SetAside entry) {
      return new Entry(
          entry.getTopology(),
          entry.getKind(),
          entry.getId(),
          entry.getReason(),
          entry.getDetail());
    }
  }

  static SetAsideSummary of(List<SetAside> entries) {
    Map<String, Count> counts = new TreeMap<>();
    for (SetAside each : entries) {
      counts.merge(
          String.join("\0", each.getTopology(), each.getKind(), each.getReason()),
          new Count(each.getTopology(), each.getKind(), each.getReason(), 1),
          (a, b) -> new Count(a.topology(), a.kind(), a.reason(), a.count() + b.count()));
    }
    return new SetAsideSummary(
        entries.size(),
        new ArrayList<>(counts.values()),
        entries.stream().limit(FEW).map(Entry::of).toList());
  }
}
