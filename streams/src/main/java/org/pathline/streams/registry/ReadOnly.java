package org.pathline.streams.registry;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of what a topology reads and never writes in that form. */
public final class ReadOnly {
  private ReadOnly() {}

  /** Serde whose serializer refuses, and whose deserializer is guarded. */
  public static <T> Serde<T> serde(Deserializer<T> deserializer) {
    return Serdes.serdeFrom(
        (topic, value) -> {
          throw new UnsupportedOperationException("only read here");
        },
        new GuardedDeserializer<>(deserializer));
  }
}
