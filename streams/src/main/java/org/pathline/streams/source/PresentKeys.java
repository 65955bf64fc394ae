package org.pathline.streams.source;

import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.streams.registry.UndecodableException;

/**
 * Keys of tables: a record without one is of nothing, and as undecodable as a broken value. One
 * with a key that no store should keep is, too.
 */
public final class PresentKeys {
  /** Bytes of a key that can still be told of; those that keep the rules are far shorter. */
  static final int LONGEST = 16 << 10;

  private PresentKeys() {}

  /** Deserializer that leaves keys as they are. */
  public static Deserializer<byte[]> deserializer() {
    return (topic, key) -> {
      if (key == null) {
        throw UndecodableException.because("the record has no key", null);
      }
      if (key.length > LONGEST) {
        throw UndecodableException.because("the key has " + key.length + " bytes", null);
      }
      return key;
    };
  }
}
