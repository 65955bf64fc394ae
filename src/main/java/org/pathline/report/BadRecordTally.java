package org.pathline.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bad records counted by reason and topic. */
public final class BadRecordTally {
  private record Kind(String reason, String topic) {}

  private final Map<Kind, Long> counts =
      new TreeMap<>(Comparator.comparing(Kind::reason).thenComparing(Kind::topic));

  /** Counts one. */
  public void add(String reason, String topic) {
    counts.merge(new Kind(reason, topic), 1L, Long::sum);
  }

  /** The counts, with their sum as a note. */
  public Report<?> report() {
    return new Report<>(
            "counts",
            List.of(
                ReportColumn.<Map.Entry<Kind, Long>>text("reason", each -> each.getKey().reason()),
                ReportColumn.<Map.Entry<Kind, Long>>text("topic", each -> each.getKey().topic()),
                ReportColumn.<Map.Entry<Kind, Long>>number("count", Map.Entry::getValue)),
            List.copyOf(counts.entrySet()))
        .note(counts.values().stream().mapToLong(Long::longValue).sum() + " in all");
  }
}
