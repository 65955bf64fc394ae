package org.pathline.delivery;

import java.util.EnumMap;
import java.util.Map;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.LeftOut;

/** How many rows of a delivery became no facts, by topic. */
public final class LeftOutCounts {
  /**
   * Of one topic.
   *
   * @param refused rows that are wrong
   * @param unexplained records that could not be carried over
   * @param ofNobody those of both that do not say whose they are
   */
  public record Counts(long refused, long unexplained, long ofNobody) {}

  private static final Counts NONE = new Counts(0, 0, 0);

  private final Map<FactType, Counts> counts = new EnumMap<>(FactType.class);

  void add(LeftOut row) {
    Counts before = of(row.type());
    counts.put(
        row.type(),
        new Counts(
            before.refused() + (row.refused() ? 1 : 0),
            before.unexplained() + (row.refused() ? 0 : 1),
            before.ofNobody() + (row.studentId() == null ? 1 : 0)));
  }

  /** Counts of a topic. */
  public Counts of(FactType type) {
    return counts.getOrDefault(type, NONE);
  }

  /** Counts of each topic that has any. */
  public Map<FactType, Counts> byTopic() {
    return counts;
  }
}
