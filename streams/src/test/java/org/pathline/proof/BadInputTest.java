package org.pathline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.DeadLetter;
import org.pathline.events.Rejection;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.registry.WireFormat;

/** Rule-breakers, rubbish and misplaced records among the facts of others. */
class BadInputTest {
  private static final long SEED = 20_260_707L;
  private static final Settings SETTINGS = Settings.DEFAULT;
  private static final List<Fact> FACTS =
      Histories.of(SEED, 12, RealLists.vocabulary(SETTINGS)).delivery();

  @Test
  void eachFactThatBreaksARuleGivesOneRejectionThatNamesIt() {
    System.out.println("seed " + SEED);
    List<String> expected = new ArrayList<>();
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      for (Fact fact : FACTS) {
        topology.publish(fact);
        FactRules.check(fact)
            .ifPresent(violation -> expected.add(named(fact, violation.reason().name())));
      }
      topology.settle();
      List<String> actual = new ArrayList<>();
      for (byte[] bytes : topology.rejections()) {
        Rejection rejection = topology.decode(bytes, TopicCatalogue.REJECTIONS);
        if (!rejection.getReason().equals("IDENTITY_CYCLE")) {
          actual.add(
              String.join(
                  " ",
                  rejection.getStudentId(),
                  rejection.getFactTopic(),
                  rejection.getFactKey(),
                  Long.toString(rejection.getRecordedAt().toEpochMilli()),
                  rejection.getReason()));
        }
      }
      assertThat(expected).hasSizeGreaterThan(5);
      assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String named(Fact fact, String reason) {
    return String.join(
        " ",
        fact.envelope().studentId(),
        fact.type().noun(),
        fact.identity(),
        Long.toString(fact.envelope().recordedAt()),
        reason);
  }

  @Test
  void eachUndecodableRecordGivesOneDeadLetterWithItsPlaceAndItsNeighboursAreUntouched() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<Topic> topics = new ArrayList<>(TopicCatalogue.studentFacts());
    topics.add(TopicCatalogue.IDENTITIES);
    var offsets = new TreeMap<String, Integer>();
    List<String> expected = new ArrayList<>();
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      for (Fact fact : FACTS) {
        if (random.nextInt(5) == 0) {
          Topic topic = topics.get(random.nextInt(topics.size()));
          int bad = random.nextInt(REASONS.size());
          topology.publish(topic, "N0001".getBytes(UTF_8), rubbish(topology, bad));
          expected.add(
              topic.name()
                  + " 0 "
                  + offsets.merge(topic.name(), 1, Integer::sum)
                  + REASONS.get(bad));
        }
        offsets.merge(TopicCatalogue.ofNoun(fact.type().noun()).name(), 1, Integer::sum);
        topology.publish(fact);
      }
      topology.settle();
      Expected.of(SETTINGS, FACTS).isWhatStandsIn(topology);
      List<String> actual = new ArrayList<>();
      for (byte[] bytes : topology.deadLetters()) {
        DeadLetter letter = topology.decode(bytes, TopicCatalogue.DEAD_LETTERS);
        actual.add(
            letter.getTopic()
                + " "
                + letter.getPartition()
                + " "
                + (letter.getOffset() + 1)
                + " "
                + letter.getReason());
      }
      Collections.sort(actual);
      Collections.sort(expected);
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static final List<String> REASONS =
      List.of(" UNDECODABLE", " NULL_VALUE", " UNKNOWN_SCHEMA", " OTHER_RECORD_TYPE");

  private static byte[] rubbish(TopologyUnderTest topology, int kind) {
    int other = topology.schemas().idOf(TopicCatalogue.PATHWAYS);
    return switch (kind) {
      case 0 -> new byte[] {1, 2, 3};
      case 1 -> null;
      case 2 -> WireFormat.value(4711, new byte[] {0});
      default -> WireFormat.value(other, new byte[] {0});
    };
  }

  @Test
  void factsInAWrongPartitionStillEndWithTheirStudentOnce() {
    System.out.println("seed " + SEED);
    int partitions = 4;
    long misplaced =
        FACTS.stream()
            .map(fact -> fact.envelope().studentId().getBytes(UTF_8))
            .filter(key -> BuiltInPartitioner.partitionForKey(key, partitions) != 0)
            .count();
    assertThat(misplaced).isBetween(1L, FACTS.size() - 1L);
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, partitions)) {
      FACTS.forEach(topology::publish);
      topology.settle();
      Expected.of(SETTINGS, FACTS).isWhatStandsIn(topology);
      int before = topology.outputs();
      FACTS.stream().filter(fact -> FactRules.check(fact).isEmpty()).forEach(topology::publish);
      topology.settle();
      assertThat(topology.outputs()).isEqualTo(before);
    }
  }
}
