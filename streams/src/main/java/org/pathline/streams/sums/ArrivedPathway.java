package org.pathline.streams.sums;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ReadOnly;
import org.pathline.streams.registry.WireFormat;

/**
 * A pathway from its topic.
 *
 * @param bytes as they were published
 */
public record ArrivedPathway(byte[] bytes, Pathway pathway) {
  /** Serde that reads pathways; null for a tombstone. */
  public static Serde<ArrivedPathway> serde(WireFormat wireFormat) {
    return ReadOnly.serde(deserializer(wireFormat));
  }

  static Deserializer<ArrivedPathway> deserializer(WireFormat wireFormat) {
    return (topic, value) -> value == null ? null : read(value, wireFormat);
  }

  /** Pathway from its bytes. */
  static ArrivedPathway read(byte[] value, WireFormat wireFormat) {
    return new ArrivedPathway(value, wireFormat.record(value, TopicCatalogue.PATHWAYS.schema()));
  }
}
