package org.pathline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryShareTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({"512, 8", "1024, 4", "1024, 8", "1024, 16", "2048, 8", "4096, 32", "65536, 8"})
  void buffersOfAllThreadsStayBelowHalfOfTheHeap(long heapMib, int threads) {
    MemoryShare share = new MemoryShare(heapMib * MIB / threads);
    long buffers = threads * (share.producerBuffer() + 2L * share.fetch());
    assertThat(buffers).isLessThanOrEqualTo(heapMib * MIB / 2);
  }

  @Test
  void aLargeHeapHasTheSizesThatWereMeasuredToBeFastest() {
    MemoryShare share = new MemoryShare(1024 * MIB);
    assertThat(share.producerBuffer()).isEqualTo(64 * MIB);
    assertThat(share.fetch()).isEqualTo((int) (50 * MIB));
    assertThat(share.fetchOfPartition()).isEqualTo((int) (4 * MIB));
    assertThat(share.waitingRecords()).isEqualTo(10);
  }

  @Test
  void noHeapIsTooSmallForOneRecord() {
    MemoryShare share = new MemoryShare(1);
    // Kafka takes records of up to a mebibyte.
    assertThat(share.producerBuffer()).isGreaterThan(MIB);
    assertThat(share.fetchOfPartition()).isGreaterThanOrEqualTo((int) MIB);
    assertThat(share.waitingRecords()).isPositive();
  }
}
