package org.pathline.streams.registry;

import org.apache.kafka.common.serialization.Serde;
import org.pathline.streams.registry.UndecodableException.Reason;

/** Keys of tables: a record without one is of nothing, and as undecodable as a broken value. */
public final class PresentKeys {
  private PresentKeys() {}

  /** Serde that reads keys as they are. */
  public static Serde<byte[]> serde() {
    return ReadOnly.serde(
        (topic, key) -> {
          if (key == null) {
            throw new UndecodableException(Reason.UNDECODABLE, "the record has no key", null);
          }
          return key;
        });
  }
}
