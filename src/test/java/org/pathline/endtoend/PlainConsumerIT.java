package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.events.DeadLetter;
import org.pathline.events.Doubt;
import org.pathline.events.Effect;
import org.pathline.events.EquityLedger;
import org.pathline.events.Milestone;
import org.pathline.events.OutcomeCell;
import org.pathline.events.Pathway;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.events.Sorting;
import org.pathline.schemas.Topic;
import org.pathline.schemas.Topic.Owner;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.check.SetAsides.Kind;
import org.pathline.streams.registry.WireFormat;

/** What Pathline publishes is read with nothing but Kafka's consumer and Confluent's decoder. */
@Tag("trial")
class PlainConsumerIT {
  private static final Map<Topic, Class<?>> OUTPUTS =
      Map.of(
          TopicCatalogue.PATHWAYS, Pathway.class,
          TopicCatalogue.MILESTONES, Milestone.class,
          TopicCatalogue.OUTCOME_CELLS, OutcomeCell.class,
          TopicCatalogue.SORTING, Sorting.class,
          TopicCatalogue.EQUITY, EquityLedger.class,
          TopicCatalogue.EFFECTS, Effect.class,
          TopicCatalogue.DEAD_LETTERS, DeadLetter.class,
          TopicCatalogue.REJECTIONS, Rejection.class,
          TopicCatalogue.SET_ASIDE, SetAside.class,
          TopicCatalogue.DOUBTS, Doubt.class);

  private static final SmallFlow FLOW = SmallFlow.get();

  /** Nobody among the few students of the flow is one whom a topology would set aside. */
  @BeforeAll
  static void somebodyIsSetAside() throws Exception {
    SetAsides entries =
        new SetAsides(
            "pathways",
            FLOW.writer().schemaId(TopicCatalogue.SET_ASIDE),
            FLOW.writer().schemaId(TopicCatalogue.REJECTIONS));
    byte[] key = entries.key(Kind.STUDENT, "placeholder");
    Violation why = new Violation(Reason.TOO_MANY_FACTS, "student", "made by a test");
    FLOW.writer()
        .store(TopicCatalogue.SET_ASIDE, key, entries.entry(Kind.STUDENT, "placeholder", why));
    FLOW.writer().store(TopicCatalogue.SET_ASIDE, "gone".getBytes(UTF_8), null);
    Doubt doubt =
        Doubt.newBuilder()
            .setStudentId("lost")
            .setKind("UNJOINED_ID")
            .setCount(1)
            .setFactTopic("searches")
            .setFactKey("clearinghouse|2019-10-31")
            .setSource("clearinghouse")
            .setField("studentId")
            .setDetail("made by a test")
            .build();
    FLOW.writer()
        .store(
            TopicCatalogue.DOUBTS,
            "UNJOINED_ID lost".getBytes(UTF_8),
            WireFormat.value(FLOW.writer().schemaId(TopicCatalogue.DOUBTS), doubt));
  }

  static Stream<Named<Topic>> outputs() {
    return OUTPUTS.keySet().stream().map(topic -> Named.of(topic.name(), topic));
  }

  @Test
  void everyOutputTopicIsTried() {
    assertThat(
            TopicCatalogue.all().stream()
                .filter(topic -> topic.owner() != Owner.PUBLISHERS)
                .filter(
                    topic -> topic.owner() != Owner.ANALYSTS && topic.owner() != Owner.OPERATORS))
        .containsExactlyInAnyOrderElementsOf(OUTPUTS.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void aSpecificReaderGetsTheGeneratedClasses(Topic topic) {
    List<ConsumerRecord<String, SpecificRecord>> records = read(topic, true);
    assertThat(records).isNotEmpty();
    assertThat(values(records)).isNotEmpty().allMatch(OUTPUTS.get(topic)::isInstance);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void aGenericReaderGetsTheSameFieldsAsTheSchemaNames(Topic topic) {
    List<ConsumerRecord<String, GenericRecord>> records = read(topic, false);
    assertThat(values(records))
        .isNotEmpty()
        .allSatisfy(record -> assertThat(record.getSchema()).isEqualTo(topic.schema()));
    List<ConsumerRecord<String, SpecificRecord>> specific = read(topic, true);
    assertThat(values(records)).hasSameSizeAs(values(specific));
  }

  @Test
  void keysArePlainTextAndNameTheStudent() {
    for (Topic topic : List.of(TopicCatalogue.PATHWAYS, TopicCatalogue.MILESTONES)) {
      List<ConsumerRecord<String, GenericRecord>> records = read(topic, false);
      for (ConsumerRecord<String, GenericRecord> record : records) {
        if (record.value() != null) {
          assertThat(record.value().get("studentId").toString()).isEqualTo(record.key());
        }
      }
    }
  }

  @Test
  void onlyCompactedTopicsHoldTombstones() {
    Set<Topic> withTombstones = new HashSet<>();
    for (Topic topic : OUTPUTS.keySet()) {
      if (read(topic, false).stream().anyMatch(record -> record.value() == null)) {
        withTombstones.add(topic);
      }
    }
    assertThat(withTombstones).allMatch(topic -> topic.cleanup() == Topic.Cleanup.COMPACT);
  }

  private static <T> List<T> values(List<ConsumerRecord<String, T>> records) {
    return records.stream().map(ConsumerRecord::value).filter(value -> value != null).toList();
  }

  /** As anybody would do it: subscribe with a group, from the beginning, committed records only. */
  private static <T> List<ConsumerRecord<String, T>> read(Topic topic, boolean specific) {
    Map<String, Object> settings = FLOW.trial().connection().clientSettings();
    settings.put("group.id", "plain-" + topic.name() + "-" + System.nanoTime());
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", KafkaAvroDeserializer.class);
    settings.put("specific.avro.reader", Boolean.toString(specific));
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    List<ConsumerRecord<String, T>> records = new ArrayList<>();
    try (KafkaConsumer<String, T> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of(topic.name()));
      long deadline = System.nanoTime() + Program.PATIENCE.toNanos();
      while (consumer.assignment().isEmpty() || !isAtEnd(consumer)) {
        assertThat(System.nanoTime()).as("gave up reading " + topic.name()).isLessThan(deadline);
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static boolean isAtEnd(KafkaConsumer<?, ?> consumer) {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
