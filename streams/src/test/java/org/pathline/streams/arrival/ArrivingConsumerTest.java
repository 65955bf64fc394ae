package org.pathline.streams.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

class ArrivingConsumerTest {
  private static final String TOPIC = TopicCatalogue.SEARCHES.name();
  private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
  private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);
  private static final TopicPartition INTERNAL = new TopicPartition("repartition", 0);
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** A registry that can be out of reach. */
  private static final class Registry extends MockSchemaRegistryClient {
    private volatile boolean up = true;

    Registry() {
      super(List.of(new AvroSchemaProvider()));
    }

    @Override
    public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
      if (!up) {
        throw new IOException("out of reach");
      }
      return super.getSchemaById(id);
    }

    /** The mock knows no deleted schemas. */
    @Override
    public Collection<String> getAllSubjects(boolean deleted)
        throws IOException, RestClientException {
      return super.getAllSubjects();
    }

    @Override
    public List<Integer> getAllVersions(String subject, boolean deleted)
        throws IOException, RestClientException {
      return super.getAllVersions(subject);
    }
  }

  private final Registry registry = new Registry();
  private final ContractSchemas schemas = new ContractSchemas(registry);
  private final Arrivals arrivals = new Arrivals(schemas);
  private final MockConsumer<byte[], byte[]> beneath = new MockConsumer<>("earliest");
  private final Consumer<byte[], byte[]> consumer =
      ArrivingConsumer.over(
          beneath,
          new PollBudget(1 << 20),
          schemas,
          arrivals,
          new JoinAdjacentFacts(new WireFormat(schemas), arrivals),
          "a consumer");
  private final int today;

  ArrivingConsumerTest() throws Exception {
    today = registry.register("today", new AvroSchema(TopicCatalogue.SEARCHES.schema()));
    beneath.assign(List.of(ZERO, ONE, INTERNAL));
    beneath.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L, INTERNAL, 0L));
    beneath.updateEndOffsets(Map.of(ZERO, 99L, ONE, 99L, INTERNAL, 99L));
    schemas.byId(today);
  }

  @AfterEach
  void end() {
    schemas.close();
  }

  /** Stores records that name schemas from an offset on, as a broker would hand them out. */
  private void store(TopicPartition partition, long offset, int... ids) {
    for (int i = 0; i < ids.length; i++) {
      beneath.addRecord(
          new ConsumerRecord<>(
              partition.topic(),
              partition.partition(),
              offset + i,
              "key".getBytes(UTF_8),
              WireFormat.value(ids[i], new byte[] {1})));
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(Duration.ZERO);
  }

  private static List<Long> offsets(
      ConsumerRecords<byte[], byte[]> polled, TopicPartition partition) {
    return polled.records(partition).stream().map(ConsumerRecord::offset).toList();
  }

  /** Polls until the partition does not wait any longer. */
  private void pollUntilAnswered(TopicPartition partition) {
    long began = System.nanoTime();
    while (beneath.paused().contains(partition)) {
      assertThat(System.nanoTime() - began).isLessThan(PATIENCE_NANOS);
      poll();
    }
  }

  @Test
  void whatIsBeforeAnUnknownSchemaIsHandedOnAndTheRestOnceTheRegistryAnswers() throws Exception {
    int newer = registry.register("newer", new AvroSchema("\"string\""));
    registry.up = false;
    store(ZERO, 0, today, today, newer, today);
    store(ONE, 0, today, today);
    ConsumerRecords<byte[], byte[]> polled = poll();
    assertThat(offsets(polled, ZERO)).containsExactly(0L, 1L);
    assertThat(offsets(polled, ONE)).containsExactly(0L, 1L);
    assertThat(polled.nextOffsets().get(ZERO).offset()).isEqualTo(2);
    assertThat(polled.nextOffsets().get(ONE).offset()).isEqualTo(2);
    assertThat(consumer.position(ZERO)).isEqualTo(2);
    assertThat(beneath.paused()).containsExactly(ZERO);
    assertThat(consumer.paused()).isEmpty();

    store(ONE, 2, today);
    assertThat(offsets(poll(), ONE)).containsExactly(2L);
    assertThat(beneath.paused()).containsExactly(ZERO);

    store(ZERO, 2, newer, today);
    registry.up = true;
    pollUntilAnswered(ZERO);
    assertThat(consumer.position(ZERO)).isEqualTo(4);
    assertThat(schemas.isKnown(newer)).isTrue();
  }

  @Test
  void anIdThatTheRegistryDoesNotHaveIsHandedOnAfterItSaidSoTwice() {
    store(ZERO, 0, 4_711, today);
    assertThat(poll().isEmpty()).isTrue();
    store(ZERO, 0, 4_711, today);
    pollUntilAnswered(ZERO);
    assertThat(consumer.position(ZERO)).isEqualTo(2);
    assertThat(schemas.isKnown(4_711)).isFalse();
    // It may be registered now: a record that comes later is asked for again.
    store(ZERO, 2, 4_711);
    assertThat(poll().isEmpty()).isTrue();
    assertThat(beneath.paused()).containsExactly(ZERO);
  }

  @Test
  void aFloodOfIdsIsAnsweredByListings() {
    int[] flood = IntStream.range(0, 3_000).map(i -> 10_000 + i).toArray();
    store(ZERO, 0, flood);
    store(ONE, 0, today);
    assertThat(offsets(poll(), ONE)).containsExactly(0L);
    store(ZERO, 0, flood);
    pollUntilAnswered(ZERO);
    assertThat(consumer.position(ZERO)).isEqualTo(flood.length);
  }

  @Test
  void ourPausesAndThoseOfTheCallerAreKeptApart() {
    registry.up = false;
    store(ZERO, 0, 4_711);
    poll();
    consumer.resume(List.of(ZERO, ONE));
    assertThat(beneath.paused()).as("still waits").containsExactly(ZERO);
    consumer.pause(List.of(ZERO));
    assertThat(consumer.paused()).containsExactly(ZERO);
    registry.up = true;
    long began = System.nanoTime();
    while (!arrivals.waiting().isEmpty() || System.nanoTime() - began < 2_000_000_000L) {
      poll();
    }
    assertThat(beneath.paused()).as("paused by the caller").containsExactly(ZERO);
    consumer.resume(List.of(ZERO));
    assertThat(beneath.paused()).isEmpty();
  }

  @Test
  void whatIsOfNoCatalogueTopicOrHasNoHeaderNeverWaits() {
    registry.up = false;
    store(INTERNAL, 0, 4_711);
    byte[][] values = {null, {}, {0, 0, 0, 1}, {1, 0, 0, 1, 1, 1}};
    for (int i = 0; i < values.length; i++) {
      beneath.addRecord(new ConsumerRecord<>(TOPIC, 0, i, null, values[i]));
    }
    ConsumerRecords<byte[], byte[]> polled = poll();
    assertThat(polled.count()).isEqualTo(5);
    assertThat(beneath.paused()).isEmpty();
  }

  @Test
  void aPartitionThatIsSoughtElsewhereWaitsNoLonger() {
    registry.up = false;
    store(ZERO, 0, today, 4_711);
    poll();
    assertThat(beneath.paused()).containsExactly(ZERO);
    consumer.seek(ZERO, 7);
    assertThat(beneath.paused()).isEmpty();
    assertThat(consumer.position(ZERO)).isEqualTo(7);
  }

  @Test
  void aWishToReadAgainIsCarriedOutWithTheNextPollByTheConsumerThatHasThePartition() {
    store(ZERO, 0, today, today);
    poll();
    assertThat(consumer.position(ZERO)).isEqualTo(2);
    TopicPartition elsewhere = new TopicPartition(TOPIC, 9);
    arrivals.rereading().readAgain(ZERO);
    arrivals.rereading().readAgain(elsewhere);
    store(ZERO, 0, today, today);
    assertThat(offsets(poll(), ZERO)).containsExactly(0L, 1L);
    assertThat(arrivals.rereading().takeOf(Set.of(elsewhere))).containsExactly(elsewhere);
  }

  @Test
  void partitionsThatGoAreForgottenAndTheCallersListenerIsTold() {
    MockConsumer<byte[], byte[]> subscribed = new MockConsumer<>("earliest");
    Consumer<byte[], byte[]> over =
        ArrivingConsumer.over(
            subscribed,
            new PollBudget(1 << 20),
            schemas,
            arrivals,
            new JoinAdjacentFacts(new WireFormat(schemas), arrivals),
            "another");
    List<String> told = new ArrayList<>();
    over.subscribe(
        List.of(TOPIC),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            told.add("revoked " + partitions);
          }

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            told.add("assigned " + partitions);
          }
        });
    subscribed.rebalance(List.of(ZERO));
    subscribed.updateBeginningOffsets(Map.of(ZERO, 0L));
    registry.up = false;
    subscribed.addRecord(
        new ConsumerRecord<>(TOPIC, 0, 0, null, WireFormat.value(4_711, new byte[1])));
    assertThat(over.poll(Duration.ZERO).isEmpty()).isTrue();
    long began = System.nanoTime();
    while (arrivals.waiting().isEmpty()) {
      assertThat(System.nanoTime() - began).isLessThan(PATIENCE_NANOS);
      over.poll(Duration.ZERO);
    }
    subscribed.rebalance(List.of());
    assertThat(arrivals.waiting()).isEmpty();
    assertThat(told).contains("assigned " + List.of(ZERO), "revoked " + List.of(ZERO));
  }

  @Test
  void timesThatPublishersChoseAreThoseOfNowWhereTheyCannotBe() {
    long now = System.currentTimeMillis();
    List<Long> times = List.of(-1L, Long.MIN_VALUE, 0L, now, now + 86_400_000L, Long.MAX_VALUE);
    for (int i = 0; i < times.size(); i++) {
      for (TopicPartition partition : List.of(ZERO, INTERNAL)) {
        beneath.addRecord(at(partition, i, times.get(i), TimestampType.CREATE_TIME));
      }
    }
    beneath.addRecord(at(ONE, 0, now + 86_400_000L, TimestampType.LOG_APPEND_TIME));
    ConsumerRecords<byte[], byte[]> polled = poll();
    List<Long> mended = times(polled, ZERO);
    assertThat(mended.subList(2, 4)).containsExactly(0L, now);
    assertThat(List.of(mended.get(0), mended.get(1), mended.get(4), mended.get(5)))
        .allSatisfy(time -> assertThat(time).isBetween(now, now + 60_000));
    assertThat(offsets(polled, ZERO)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    // The broker's own time is nobody else's, and internal topics have what the topology gave.
    assertThat(times(polled, ONE)).containsExactly(now + 86_400_000L);
    assertThat(times(polled, INTERNAL)).isEqualTo(times);
  }

  private static List<Long> times(
      ConsumerRecords<byte[], byte[]> polled, TopicPartition partition) {
    return polled.records(partition).stream().map(ConsumerRecord::timestamp).toList();
  }

  private ConsumerRecord<byte[], byte[]> at(
      TopicPartition partition, long offset, long time, TimestampType type) {
    byte[] value = WireFormat.value(today, new byte[] {1});
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        time,
        type,
        3,
        value.length,
        "key".getBytes(UTF_8),
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  @Test
  void errorsOfTheConsumerComeThroughAsTheyAre() {
    KafkaException error = new KafkaException("as it is");
    beneath.setPollException(error);
    assertThatThrownBy(this::poll).isSameAs(error);
  }

  @Test
  void aPollThatIsWokenReturnsNothingAndTheNextOneWhatHasCome() {
    store(ZERO, 0, today);
    arrivals.wake();
    assertThat(consumer.poll(Duration.ZERO)).isEmpty();
    assertThat(consumer.poll(Duration.ZERO)).hasSize(1);
    consumer.close();
    arrivals.wake();
    assertThat(beneath.closed()).isTrue();
  }
}
