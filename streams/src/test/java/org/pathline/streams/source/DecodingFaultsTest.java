package org.pathline.streams.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.GuardedDeserializer;
import org.pathline.streams.registry.UndecodableException;

/** Faults of the program while it decodes, in a row and apart. */
class DecodingFaultsTest {
  private static final int MOST = DecodingFaults.MOST_IN_A_ROW;

  private final DecodingFaults faults = new DecodingFaults();

  private static UndecodableException fault(boolean here) {
    GuardedDeserializer<String> broken =
        new GuardedDeserializer<>(
            (topic, bytes) -> {
              if (here) {
                throw new IllegalStateException("here");
              }
              throw new IllegalStateException("there");
            });
    try {
      broken.deserialize("topic", new byte[0]);
      throw new AssertionError("it did not fail");
    } catch (UndecodableException internal) {
      return internal;
    }
  }

  private void meet(int partition, long offset, UndecodableException why) {
    faults.met(
        new ProcessorRecordContext(
            0, offset, partition, TopicCatalogue.GRADES.name(), new RecordHeaders()),
        why);
  }

  @Test
  void faultsOfTheProgramInARowStopTheTopologyAndOthersDoNot() {
    // A record between them that was decoded, another reason, another line, another partition.
    for (int i = 0; i < 2 * MOST; i++) {
      meet(0, 10 + 3L * i, fault(true));
      meet(1, 10 + i, i % 7 == 0 ? UndecodableException.because("no", null) : fault(true));
      meet(2, 10 + i, fault(i % 2 == 0));
    }
    for (int i = 0; i < MOST; i++) {
      // Each in a transaction of its own, whose marker takes an offset.
      meet(3, 10 + 2L * i, fault(true));
      meet(4, 10 + i, fault(true));
    }
    assertThatThrownBy(() -> meet(3, 10 + 2L * MOST, fault(true)))
        .isInstanceOf(StreamsException.class)
        .hasMessageContaining("101 records in a row")
        .hasMessageContaining("pathline.grades.v1-3 up to offset 210")
        .hasMessageContaining("DecodingFaultsTest.java:")
        .hasNoCause();
    meet(4, 9, fault(true));
  }
}
