package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.events.Sorting;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.source.PresentKeys;

/**
 * omega2 of rosters from the topic of sorting, as eight bytes; null for a tombstone, and for a
 * roster of which it is not defined. Shared by all threads.
 */
final class MeasuredOmega2 implements Deserializer<byte[]> {
  private final WireFormat wireFormat;

  MeasuredOmega2(WireFormat wireFormat) {
    this.wireFormat = wireFormat;
  }

  /** Deserializer of keys; one that is not a roster's is as undecodable as a broken value. */
  static Deserializer<byte[]> keys() {
    Deserializer<byte[]> present = PresentKeys.deserializer();
    return (topic, bytes) -> {
      byte[] key = present.deserialize(topic, bytes);
      if (!Canary.is(key)) {
        try {
          RosterKey.parse(new String(key, UTF_8));
        } catch (IllegalArgumentException noKey) {
          throw UndecodableException.because("the key is not that of a roster", noKey);
        }
      }
      return key;
    };
  }

  @Override
  public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    Sorting roster = wireFormat.record(value, TopicCatalogue.SORTING.schema());
    Double omega2 = roster.getOmega2();
    if (omega2 == null) {
      return null;
    }
    if (!(omega2 >= 0 && omega2 <= 1)) {
      throw UndecodableException.because("omega2 is " + omega2 + ", not from 0 to 1", null);
    }
    return bytes(omega2);
  }

  static byte[] bytes(double omega2) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(omega2).array();
  }
}
