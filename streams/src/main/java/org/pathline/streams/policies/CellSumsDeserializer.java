package org.pathline.streams.policies;

import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;

/**
 * Encoded sums of cells from their topic; null for a tombstone, and for a cell of settings that
 * this release does not know, about which it has no questions. Shared by all threads.
 */
final class CellSumsDeserializer implements Deserializer<byte[]> {
  private final WireFormat wireFormat;
  private final ThreadLocal<ContributionCodec> codec =
      ThreadLocal.withInitial(ContributionCodec::new);

  CellSumsDeserializer(WireFormat wireFormat) {
    this.wireFormat = wireFormat;
  }

  @Override
  public byte[] deserialize(String topic, byte[] value) {
    if (value == null) {
      return null;
    }
    OutcomeCell cell = wireFormat.record(value, TopicCatalogue.OUTCOME_CELLS.schema());
    try {
      return codec.get().encode(CellRecord.read(cell).sums());
    } catch (IllegalArgumentException unknownSettings) {
      return null;
    }
  }
}
