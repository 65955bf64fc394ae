package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read ahead comes in its order, whole, and with its failure last. */
class ReadAheadTest {
  private final AtomicInteger read = new AtomicInteger();

  private ReadAhead<Integer> upTo(int count, Exception failure) {
    return new ReadAhead<>(
        "read-ahead-test",
        () -> {
          int next = read.getAndIncrement();
          if (next < count) {
            return next;
          }
          if (failure instanceof UnreadableFile unreadable) {
            throw unreadable;
          }
          if (failure instanceof RuntimeException fault) {
            throw fault;
          }
          return null;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 10_000})
  void everythingComesInItsOrderAndTheEndStays(int count) throws UnreadableFile {
    try (ReadAhead<Integer> ahead = upTo(count, null)) {
      for (int i = 0; i < count; i++) {
        assertThat(ahead.next()).isEqualTo(i);
      }
      assertThat(ahead.next()).isNull();
      assertThat(ahead.next()).isNull();
    }
  }

  @Test
  void whatCannotBeReadIsToldAfterAllThatCould() throws UnreadableFile {
    try (ReadAhead<Integer> ahead = upTo(300, new UnreadableFile(301, "is torn"))) {
      for (int i = 0; i < 300; i++) {
        assertThat(ahead.next()).isEqualTo(i);
      }
      assertThatThrownBy(ahead::next).isInstanceOf(UnreadableFile.class).hasMessage("is torn");
    }
  }

  @Test
  void aFaultOfTheReaderIsTheFaultOfTheOneWhoReads() {
    try (ReadAhead<Integer> ahead = upTo(0, new IllegalStateException("a mistake"))) {
      assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closedEarlyItStopsReading() throws UnreadableFile {
    ReadAhead<Integer> ahead = upTo(Integer.MAX_VALUE, null);
    assertThat(ahead.next()).isZero();
    ahead.close();
    int before = read.get();
    assertThat(before).isLessThan(10_000);
    assertThat(read.get()).isEqualTo(before);
  }

  @Test
  void neverAskedItNeverReads() {
    upTo(5, null).close();
    assertThat(read).hasValue(0);
  }
}
