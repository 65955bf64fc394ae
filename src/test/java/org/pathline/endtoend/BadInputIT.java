package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.endtoend.SmallFlow.Bad;
import org.pathline.events.DeadLetter;
import org.pathline.events.Rejection;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/**
 * Bad input is set aside once each with the place where it lies, and nothing else is disturbed; nor
 * by an outage of the registry.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("trial")
class BadInputIT {
  private static final int STUDENTS_IN_THE_OUTAGE = 10;

  private record Place(String topic, int partition, long offset) {}

  private static final SmallFlow FLOW = SmallFlow.get();
  private static final Trial TRIAL = FLOW.trial();

  @Test
  @Order(1)
  void eachUndecodableRecordIsOneDeadLetterThatNamesItsPlaceAndReason() {
    List<DeadLetter> letters = read(TopicCatalogue.DEAD_LETTERS, DeadLetter.class);
    assertThat(letters)
        .extracting(
            each ->
                new Bad(each.getTopic(), each.getPartition(), each.getOffset(), each.getReason()))
        .containsExactlyInAnyOrderElementsOf(FLOW.undecodable());
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.getDetail()).isNotBlank();
              assertThat(letter.getApplicationId()).isEqualTo("pathline-pathways-v1");
            });
  }

  @Test
  @Order(2)
  void aDeadLetterHoldsTheBytesAndKeyOfItsRecord() {
    Map<Place, ConsumerRecord<byte[], byte[]>> published = new HashMap<>();
    for (Topic topic : TopicCatalogue.all()) {
      if (topic.owner() == Topic.Owner.PUBLISHERS) {
        TRIAL
            .records(topic)
            .forEach(
                each ->
                    published.put(new Place(each.topic(), each.partition(), each.offset()), each));
      }
    }
    try (KafkaAvroDeserializer values = Derived.deserializer(TRIAL.connection(), true)) {
      for (ConsumerRecord<byte[], byte[]> record : TRIAL.records(TopicCatalogue.DEAD_LETTERS)) {
        DeadLetter letter = (DeadLetter) values.deserialize("any", record.value());
        ConsumerRecord<byte[], byte[]> bad =
            published.get(new Place(letter.getTopic(), letter.getPartition(), letter.getOffset()));
        assertThat(record.key()).isEqualTo(bad.key());
        assertThat(letter.getValue() == null ? null : letter.getValue().array())
            .isEqualTo(bad.value());
        assertThat(Trial.text(record.headers().lastHeader("__streams.errors.topic").value()))
            .isEqualTo(letter.getTopic());
      }
    }
  }

  @Test
  @Order(3)
  void eachFactThatBreaksARuleIsOneRejectionThatNamesItsPlaceAndReason() {
    List<Rejection> rejections =
        read(TopicCatalogue.REJECTIONS, Rejection.class).stream()
            // Cycles of links are in the good facts, too.
            .filter(each -> !each.getReason().equals("IDENTITY_CYCLE"))
            .toList();
    assertThat(rejections)
        .extracting(
            each ->
                new Bad(each.getTopic(), each.getPartition(), each.getOffset(), each.getReason()))
        .containsExactlyInAnyOrderElementsOf(FLOW.broken());
    assertThat(rejections).allSatisfy(each -> assertThat(each.getDetail()).isNotBlank());
  }

  @Test
  @Order(4)
  void theNeighboursAreAsIfThereHadBeenNoBadInput() {
    Derived expected = Derived.expected(FLOW.good(), Settings.DEFAULT);
    assertThat(Derived.published(TRIAL)).isEqualTo(expected);
    assertThat(expected)
        .isNotEqualTo(
            Derived.expected(FLOW.good().subList(1, FLOW.good().size() / 2), Settings.DEFAULT));
  }

  @Test
  @Order(5)
  void statusCountsBothKindsByReason() throws Exception {
    JsonNode status = new ObjectMapper().readTree(TRIAL.must("status", "--format", "json"));
    JsonNode counted = status.at("/survey/badRecords");
    assertThat(counts(counted.get(TopicCatalogue.DEAD_LETTERS.name())))
        .isEqualTo(counts(FLOW.undecodable()));
    Map<String, Long> rejections = counts(counted.get(TopicCatalogue.REJECTIONS.name()));
    rejections.remove("IDENTITY_CYCLE");
    assertThat(rejections).isEqualTo(counts(FLOW.broken()));
    assertThat(TRIAL.must("status")).contains("OTHER_RECORD_TYPE").contains("KEY_MISMATCH");
  }

  @Test
  @Order(6)
  void factsOfKnownSchemasKeepFlowingWhileTheRegistryIsDown() throws Exception {
    EmbeddedCluster cluster = TRIAL.cluster();
    Trial.kill(cluster.registryPid());
    assertThat(EmbeddedCluster.find(TRIAL.home())).as("cluster without registry").isEmpty();
    List<Fact> facts = Histories.of(SmallFlow.SEED + 1, STUDENTS_IN_THE_OUTAGE).latest();
    FLOW.publish(facts);
    FLOW.awaitCaughtUp();
    assertThat(EmbeddedCluster.find(TRIAL.home())).as("registry still down").isEmpty();

    Program.Ended up = Program.run(TRIAL.home(), "up");
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(TRIAL.cluster().brokerPid()).isEqualTo(cluster.brokerPid());
    assertThat(Derived.published(TRIAL)).isEqualTo(Derived.expected(FLOW.good(), Settings.DEFAULT));
  }

  @Test
  @Order(7)
  void factsOfANewerPublisherAreReadByItsOwnSchema() throws Exception {
    Topic topic = TopicCatalogue.STUDENTS;
    Schema newer = NewerSchema.withField("homeLanguage");
    int id;
    try (SchemaRegistryClient registry = TRIAL.connection().registryClient()) {
      id = registry.register(topic.subject(), new AvroSchema(newer));
    }
    byte[] student = NewerSchema.student(newer, "newer", "homeLanguage", "");
    FLOW.writer().store(topic, "newer".getBytes(UTF_8), WireFormat.value(id, student));
    FLOW.awaitCaughtUp();
    assertThat(Derived.published(TRIAL).students().get("newer").attributes())
        .containsExactly("ASIAN", "FEMALE", "NO", "NO");
    FLOW.program().terminate();
  }

  private static <T> List<T> read(Topic topic, Class<T> type) {
    try (KafkaAvroDeserializer values = Derived.deserializer(TRIAL.connection(), true)) {
      return TRIAL.records(topic).stream()
          .map(record -> type.cast(values.deserialize(record.topic(), record.value())))
          .toList();
    }
  }

  private static Map<String, Long> counts(List<Bad> bad) {
    return bad.stream()
        .collect(Collectors.groupingBy(Bad::reason, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> counts(JsonNode badRecords) {
    Map<String, Long> counts = new TreeMap<>();
    badRecords
        .get("byReason")
        .properties()
        .forEach(each -> counts.put(each.getKey(), each.getValue().longValue()));
    return counts;
  }
}
