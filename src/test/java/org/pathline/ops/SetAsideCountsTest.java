package org.pathline.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.Connection;
import org.pathline.ops.SetAsideCounts.Group;
import org.pathline.schemas.TopicCatalogue;

/** What is set aside is counted by what stands, not by what was ever written. */
class SetAsideCountsTest {
  private static final byte[] NOT_READABLE = {1, 2};

  private final SetAsideCounts counts =
      new SetAsideCounts(new Connection("localhost:1", "http://localhost:1", Map.of()));

  private void receive(String key, byte[] value) {
    counts.count(
        new ConsumerRecord<>(
            TopicCatalogue.SET_ASIDE.name(),
            0,
            0,
            key == null ? null : key.getBytes(UTF_8),
            value));
  }

  private static Group group(String topology, String kind) {
    return new Group(topology, kind, "(not readable)");
  }

  @Test
  void nothingIsToldUntilAllIsReadThatWasThereAtTheBeginning() {
    receive("pathways STUDENT 0", NOT_READABLE);
    assertThat(counts.byGroup()).isEmpty();
    counts.areWhole();
    assertThat(counts.byGroup()).containsOnly(Map.entry(group("pathways", "STUDENT"), 1L));
  }

  @Test
  void anEntryCountsOnceAndATombstoneTakesItBack() {
    counts.areWhole();
    receive("pathways STUDENT a b", NOT_READABLE);
    receive("pathways STUDENT a b", NOT_READABLE);
    receive("pathways STUDENT 0", NOT_READABLE);
    receive("rosters ROSTER D1 S1", NOT_READABLE);
    receive("never there", null);
    receive(null, NOT_READABLE);
    assertThat(counts.byGroup())
        .containsOnly(
            Map.entry(group("pathways", "STUDENT"), 2L), Map.entry(group("rosters", "ROSTER"), 1L));
    receive("pathways STUDENT 0", null);
    receive("pathways STUDENT 0", null);
    receive("rosters ROSTER D1 S1", null);
    // What is no more stays as a zero, so that an alert sees it fall.
    assertThat(counts.byGroup())
        .containsOnly(
            Map.entry(group("pathways", "STUDENT"), 1L), Map.entry(group("rosters", "ROSTER"), 0L));
  }

  @Test
  void whoeverWritesAnythingIntoTheTopicGetsOneGroupForAllOfIt() {
    counts.areWhole();
    for (int i = 0; i < 10_000; i++) {
      receive("topology" + i + " KIND id", NOT_READABLE);
    }
    Map<Group, Long> byGroup = counts.byGroup();
    assertThat(byGroup).hasSizeLessThanOrEqualTo(200);
    assertThat(byGroup.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    assertThat(byGroup).containsKey(new Group("(other)", "(other)", "(other)"));
  }
}
