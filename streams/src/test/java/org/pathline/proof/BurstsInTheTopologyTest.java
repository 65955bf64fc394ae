package org.pathline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Rejection;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.arrival.JoinAdjacentFacts;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.WireFormat;

/** Facts as the consumer of a running topology hands them over: many at a time, joined. */
class BurstsInTheTopologyTest {
  private static final long SEED = 20_261_124L;
  private static final Settings SETTINGS = Settings.DEFAULT;
  private static final int LARGEST_POLL = 80;
  private static final List<Fact> FACTS =
      Histories.of(SEED, 40, RealLists.vocabulary(SETTINGS)).delivery();

  /** The topics of facts with partition 0 of each, and a consumer that polls now and then. */
  private static final class Consumer {
    private final TopologyUnderTest topology;
    private final FactCodec codec = new FactCodec();
    private final JoinAdjacentFacts join;
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetched =
        new HashMap<>();
    private final Map<String, String> nouns = new HashMap<>();
    private final Set<String> alone = new HashSet<>();
    private int joined;
    private final Random random = new Random(SEED);
    private int waiting;

    Consumer(TopologyUnderTest topology) {
      this.topology = topology;
      for (FactType type : FactType.values()) {
        nouns.put(TopicCatalogue.ofNoun(type.noun()).name(), type.noun());
      }
      join =
          new JoinAdjacentFacts(topology.contract().wireFormat(), topology.contract().arrivals());
    }

    /** Appends a fact and returns its offset. */
    long append(Fact fact) {
      Topic topic = TopicCatalogue.ofNoun(fact.type().noun());
      return append(
          topic,
          fact.envelope().studentId(),
          WireFormat.value(topology.schemas().idOf(topic), codec.encode(fact)));
    }

    long append(Topic topic, String key, byte[] value) {
      long offset = ends.merge(topic.name(), 1L, Long::sum) - 1;
      fetched
          .computeIfAbsent(new TopicPartition(topic.name(), 0), absent -> new ArrayList<>())
          .add(record(topic.name(), offset, key.getBytes(UTF_8), value));
      waiting++;
      if (waiting > random.nextInt(LARGEST_POLL)) {
        poll();
      }
      return offset;
    }

    private static ConsumerRecord<byte[], byte[]> record(
        String topic, long offset, byte[] key, byte[] value) {
      return new ConsumerRecord<>(
          topic,
          0,
          offset,
          System.currentTimeMillis(),
          TimestampType.LOG_APPEND_TIME,
          key.length,
          value.length,
          key,
          value,
          new RecordHeaders(),
          Optional.empty());
    }

    private List<ConsumerRecord<byte[], byte[]>> joined() {
      return fetched.entrySet().stream()
          .flatMap(
              each ->
                  join
                      .join(
                          each.getKey().topic(),
                          each.getValue(),
                          System.currentTimeMillis(),
                          first -> each.getValue().size())
                      .records()
                      .stream())
          .toList();
    }

    void poll() {
      for (ConsumerRecord<byte[], byte[]> record : joined()) {
        topology.receive(record);
        if (record.key() == null) {
          joined++;
        } else {
          alone.add(nouns.get(record.topic()) + " " + record.offset());
        }
      }
      fetched.clear();
      waiting = 0;
    }
  }

  @Test
  void burstsWithRuleBreakersAndRubbishAmongThemGiveWhatSingleFactsGive() {
    System.out.println("seed " + SEED);
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      Consumer consumer = new Consumer(topology);
      List<String> expected = new ArrayList<>();
      int rubbish = 0;
      for (Fact fact : FACTS) {
        if (consumer.random.nextInt(40) == 0) {
          consumer.append(
              TopicCatalogue.ofNoun(fact.type().noun()),
              fact.envelope().studentId(),
              new byte[] {0, 1, 2});
          rubbish++;
        }
        long offset = consumer.append(fact);
        FactRules.check(fact)
            .ifPresent(
                violation ->
                    expected.add(
                        fact.type().noun() + " " + offset + " " + violation.reason().name()));
      }
      consumer.poll();
      topology.settle();
      Expected.of(SETTINGS, FACTS).isWhatStandsIn(topology);
      assertThat(topology.deadLetters()).hasSize(rubbish);
      assertThat(consumer.joined).isBetween(20, FACTS.size() / 3);
      List<Rejection> rejections = rejections(topology);
      assertThat(rejections).hasSameSizeAs(expected);
      // The driver gives offsets of its own to records, so only facts in bursts keep theirs.
      expected.removeIf(text -> consumer.alone.contains(text.substring(0, text.lastIndexOf(' '))));
      assertThat(expected).hasSizeGreaterThan(rejections.size() / 2);
      assertThat(rejections)
          .extracting(each -> each.getFactTopic() + " " + each.getOffset() + " " + each.getReason())
          .containsAll(expected);
    }
  }

  private static List<Rejection> rejections(TopologyUnderTest topology) {
    List<Rejection> rejections = new ArrayList<>();
    for (byte[] bytes : topology.rejections()) {
      Rejection rejection = topology.decode(bytes, TopicCatalogue.REJECTIONS);
      if (!rejection.getReason().equals("IDENTITY_CYCLE")) {
        rejections.add(rejection);
      }
    }
    return rejections;
  }

  @Test
  void burstsInAWrongPartitionEndWithTheirStudents() {
    System.out.println("seed " + SEED);
    int partitions = 4;
    assertThat(
            FACTS.stream()
                .map(fact -> fact.envelope().studentId().getBytes(UTF_8))
                .filter(key -> BuiltInPartitioner.partitionForKey(key, partitions) != 0))
        .hasSizeBetween(1, FACTS.size() - 1);
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, partitions)) {
      Consumer consumer = new Consumer(topology);
      FACTS.forEach(consumer::append);
      consumer.poll();
      topology.settle();
      Expected.of(SETTINGS, FACTS).isWhatStandsIn(topology);
      assertThat(rejections(topology))
          .hasSize((int) FACTS.stream().filter(fact -> FactRules.check(fact).isPresent()).count());
    }
  }

  @Test
  void aBurstThatIsLostIsFoundOut() {
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      Consumer consumer = new Consumer(topology);
      for (int i = 0; i < FACTS.size(); i++) {
        consumer.append(FACTS.get(i));
        if (i == FACTS.size() / 2) {
          consumer.fetched.clear();
        }
      }
      consumer.poll();
      topology.settle();
      assertThat(catchThrowable(() -> Expected.of(SETTINGS, FACTS).isWhatStandsIn(topology)))
          .isInstanceOf(AssertionError.class);
    }
  }
}
