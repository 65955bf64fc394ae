package org.pathline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.Connection;
import org.pathline.schemas.TopicCatalogue;

/** Counts of bad records tell nothing new of what was there before anybody counted. */
class BadRecordCountsTest {
  private final BadRecordCounts counts =
      new BadRecordCounts(new Connection("localhost:1", "http://localhost:1", Map.of()));

  @Test
  void nothingIsToldUntilAllAreCountedThatWereThereAtTheBeginning() {
    counts.count(
        new ConsumerRecord<>(TopicCatalogue.DEAD_LETTERS.name(), 0, 0, null, new byte[] {1, 2}));
    assertThat(counts.of(TopicCatalogue.DEAD_LETTERS)).isEmpty();
    assertThat(counts.of(TopicCatalogue.REJECTIONS)).isEmpty();
    counts.areWhole();
    assertThat(counts.of(TopicCatalogue.DEAD_LETTERS))
        .containsEntry("(not readable)", 1L)
        .containsEntry("UNKNOWN_SCHEMA", 0L);
    assertThat(counts.of(TopicCatalogue.REJECTIONS)).containsEntry("INVALID_MARK", 0L);
  }
}
