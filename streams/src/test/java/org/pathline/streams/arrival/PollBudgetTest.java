package org.pathline.streams.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** When a poll ends, by the sizes of its records; the consumer's side is tried on a real broker. */
class PollBudgetTest {
  private static final int MIB = 1 << 20;
  private final PollBudget budget = new PollBudget(8L * MIB);

  /** How many of so many records a poll would return, each with a key, a value and headers. */
  private int polled(int records, Integer key, Integer value, int header) {
    budget.begin();
    for (int i = 0; i < records; i++) {
      RecordHeaders headers = new RecordHeaders();
      if (header > 0) {
        headers.add("h", new byte[header]);
      }
      try {
        if (key != null) {
          budget.keys().deserialize("topic", headers, new byte[key]);
        }
        if (value != null) {
          budget.values().deserialize("topic", headers, new byte[value]);
        }
      } catch (SerializationException next) {
        return i;
      }
    }
    return records;
  }

  @Test
  void aPollEndsWhereItsRecordsTakeTheirShare() {
    assertThat(polled(5_000, 10, 200, 0)).isEqualTo(5_000);
    assertThat(polled(5_000, 10, 2_000, 0)).isBetween(1_000, 1_060);
    assertThat(polled(5_000, 10, 100_000, 0)).isBetween(20, 22);
    assertThat(polled(5_000, 10, 0, 100_000)).isBetween(10, 22);
  }

  @Test
  void afterALargeRecordTheNextComesWithTheNextPoll() {
    List<Integer> polled = new ArrayList<>();
    for (Integer[] each :
        new Integer[][] {
          {10, MIB, 0}, {MIB, 10, 0}, {null, MIB, 0}, {MIB, null, 0}, {10, 10, MIB}, {null, 0, MIB}
        }) {
      polled.add(polled(9, each[0], each[1], each[2]));
    }
    // The value of a record whose key was taken is never refused.
    assertThat(polled).containsExactly(1, 1, 1, 1, 1, 1);
  }
}
