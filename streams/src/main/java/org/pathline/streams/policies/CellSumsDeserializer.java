package org.pathline.streams.policies;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.UnknownSettingsException;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellReader;

/**
 * Encoded sums of cells from their topic; null for a tombstone, and for a cell of settings that
 * this release does not know, about which it has no questions. Shared by all threads.
 */
final class CellSumsDeserializer implements Deserializer<byte[]> {
  /** Far more than all counts, each as large as can be, and sums of points of all mankind. */
  private static final int MOST_BYTES = 4 << 10;

  private final ThreadLocal<CellReader> reader;
  private final ThreadLocal<ContributionCodec> codec =
      ThreadLocal.withInitial(ContributionCodec::new);

  CellSumsDeserializer(WireFormat wireFormat) {
    reader = ThreadLocal.withInitial(() -> new CellReader(wireFormat));
  }

  @Override
  public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      byte[] sums = codec.get().encode(reader.get().read(value).sums());
      if (sums.length > MOST_BYTES) {
        throw UndecodableException.because("its sums are longer than those of any cell", null);
      }
      return sums;
    } catch (UnknownSettingsException noQuestions) {
      return null;
    } catch (IllegalArgumentException noNumber) {
      throw UndecodableException.because("a sum of points is no number", noNumber);
    }
  }
}
