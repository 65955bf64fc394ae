package org.pathline.streams.arrival;

import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;

/** What one record of a fact topic holds, as Kafka Streams sees it. */
public sealed interface ArrivedRecord {
  /** A fact in the record that its publisher wrote. */
  record Single(Fact fact) implements ArrivedRecord {}

  /**
   * Facts of several records, joined by {@link JoinAdjacentFacts}; they can be decoded, and each
   * has the id of its key.
   *
   * @param bytes as {@link org.pathline.streams.codec.BurstWriter} writes them
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on at once, never compared.
  record Burst(FactType type, byte[] bytes) implements ArrivedRecord {}
}
