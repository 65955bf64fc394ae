package org.pathline.streams.registry;

import org.apache.kafka.common.serialization.Serde;
import org.pathline.streams.registry.UndecodableException.Reason;

/**
 * Keys of tables: a record without one is of nothing, and as undecodable as a broken value. One
 * with a key that no store should keep is, too.
 */
public final class PresentKeys {
  /** Bytes of a key that can still be told of; those that keep the rules are far shorter. */
  static final int LONGEST = 16 << 10;

  private PresentKeys() {}

  /** Serde that reads keys as they are. */
  public static Serde<byte[]> serde() {
    return ReadOnly.serde(
        (topic, key) -> {
          if (key == null) {
            throw new UndecodableException(Reason.UNDECODABLE, "the record has no key", null);
          }
          if (key.length > LONGEST) {
            throw new UndecodableException(
                Reason.UNDECODABLE, "the key has " + key.length + " bytes", null);
          }
          return key;
        });
  }
}
