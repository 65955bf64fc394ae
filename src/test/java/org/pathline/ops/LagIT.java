package org.pathline.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;

/**
 * Lag on a real broker, of a group that the test moves itself, so that it knows what is true to the
 * record and to the millisecond at which the broker stored it.
 */
class LagIT {
  private final String name = "lag-" + UUID.randomUUID();
  private final Connection connection = SharedCluster.connection();
  private final TopicPartition zero = new TopicPartition(name, 0);
  private final Admin admin = Admin.create(connection.clientSettings());
  private final KafkaProducer<byte[], byte[]> producer = producer(Map.of());
  private LagEvaluator watch;

  @BeforeEach
  void makeTopic() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(name, 2, (short) 1)
                    .configs(
                        Map.of(
                            "message.timestamp.type", "LogAppendTime", "retention.ms", "3600000"))))
        .all()
        .get();
    watch = watch(name);
  }

  @AfterEach
  void close() {
    watch.close();
    producer.close();
    admin.deleteTopics(List.of(name));
    admin.close();
  }

  private LagEvaluator watch(String topic) {
    return new LagEvaluator(
        connection,
        List.of(
            new TopologyInputs(
                "test",
                name,
                List.of(new TopologyInputs.Part("0", new TreeSet<>(List.of(topic)))),
                new TreeSet<>())));
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = connection.clientSettings();
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Stores a record and returns the broker's time. */
  private long write() throws Exception {
    return producer.send(new ProducerRecord<>(name, 0, null, new byte[10])).get().timestamp();
  }

  private void commit(long offset) throws Exception {
    admin.alterConsumerGroupOffsets(name, Map.of(zero, new OffsetAndMetadata(offset))).all().get();
  }

  private LagRow look() throws InterruptedException {
    return watch.look().rows().get(0);
  }

  /** Asserts that the first record that waits was stored at a time. */
  private void assertWaitsSince(long storedAt) throws InterruptedException {
    long before = System.currentTimeMillis();
    LagRow row = look();
    long after = System.currentTimeMillis();
    assertThat(row.lagSeconds())
        .isBetween((before - storedAt) / 1000.0 - 0.001, (after - storedAt) / 1000.0 + 0.001);
  }

  @Test
  void underSteadyLoadSecondsAreThoseOfTheFirstRecordThatIsNotCommitted() throws Exception {
    long[] stored = new long[6];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = write();
      TimeUnit.MILLISECONDS.sleep(30);
    }
    assertWaitsSince(stored[0]);
    assertThat(look().committed()).as("nothing was ever committed").isNull();
    for (int next = 0; next < stored.length; next++) {
      commit(next);
      assertWaitsSince(stored[next]);
      assertThat(look().lagRecords()).isEqualTo(stored.length - next);
    }
  }

  @Test
  void afterABurstAndALongIdleTimeACaughtUpGroupHasNoLagAndAStoppedOneItsTrueAge()
      throws Exception {
    long first = write();
    for (int i = 0; i < 50; i++) {
      write();
    }
    commit(51);
    TimeUnit.MILLISECONDS.sleep(300);
    LagRow row = look();
    assertThat(row.lagSeconds()).isZero();
    assertThat(row.lagRecords()).isZero();
    assertThat(row.verdict()).isEqualTo(Verdict.OK);
    commit(0);
    assertWaitsSince(first);
    assertThat(look().verdict()).isEqualTo(Verdict.REWOUND);
  }

  @Test
  void markersOfTransactionsAndAbortedRecordsAtTheEndAreNoLag() throws Exception {
    try (KafkaProducer<byte[], byte[]> transactional = producer(Map.of("transactional.id", name))) {
      transactional.initTransactions();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>(name, 0, null, new byte[10])).get();
      transactional.commitTransaction();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>(name, 0, null, new byte[10])).get();
      transactional.abortTransaction();
      commit(1);
      awaitEnd(4);
      LagRow row = look();
      assertThat(row.committed()).isEqualTo(1);
      assertThat(row.end()).as("a record, a marker, an aborted record, a marker").isEqualTo(4);
      assertThat(row.lagRecords()).isZero();
      assertThat(row.lagSeconds()).isZero();
      assertThat(row.verdict()).isEqualTo(Verdict.OK);

      long stored = write();
      awaitEnd(5);
      assertWaitsSince(stored);

      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>(name, 0, null, new byte[10])).get();
      commit(5);
      assertThat(look().lagRecords()).as("what is not committed cannot be processed").isZero();
      transactional.commitTransaction();
      awaitEnd(7);
      assertThat(look().lagRecords()).isEqualTo(2);
    }
  }

  /** A transaction's marker is written a moment after its end was acknowledged. */
  private void awaitEnd(long end) throws InterruptedException {
    await().until(() -> look().end() == end);
  }

  @Test
  void aTopicNeverWrittenHasNoLagAndATopicThatIsNotThereNoRow() throws Exception {
    LagRow row = watch.look().rows().get(1);
    assertThat(row.end()).isZero();
    assertThat(row.committed()).isNull();
    assertThat(row.lagSeconds()).isZero();
    assertThat(row.verdict()).isEqualTo(Verdict.OK);
    try (LagEvaluator other = watch("absent-" + name)) {
      assertThat(other.look().rows()).isEmpty();
    }
  }

  @Test
  void aGroupWithoutMembersIsStoppedAndOneWithMembersIsNot() throws Exception {
    write();
    assertThat(look().verdict()).isEqualTo(Verdict.STOPPED);
    Map<String, Object> settings = connection.clientSettings();
    settings.put("group.id", name);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      member.subscribe(List.of(name));
      ConsumerRecord<byte[], byte[]> read = null;
      while (read == null) {
        for (ConsumerRecord<byte[], byte[]> record : member.poll(Duration.ofMillis(100))) {
          read = record;
        }
      }
      assertThat(look().verdict()).as("read but not yet committed").isEqualTo(Verdict.OK);
      member.commitSync();
      assertThat(look().lagRecords()).isZero();
    }
  }

  @Test
  void aGroupOfTheProtocolForStreamsIsSeenLikeAnyOther() throws Exception {
    write();
    StreamsBuilder builder = new StreamsBuilder();
    builder.<byte[], byte[]>stream(name).foreach((key, value) -> {});
    Properties settings = new Properties();
    settings.putAll(connection.clientSettings());
    settings.put("application.id", name);
    settings.put("group.protocol", "streams");
    settings.put("commit.interval.ms", "100");
    settings.put("default.key.serde", Serdes.ByteArraySerde.class);
    settings.put("default.value.serde", Serdes.ByteArraySerde.class);
    Path state = Files.createTempDirectory("pathline-lag");
    settings.put("state.dir", state.toString());
    try (KafkaStreams application = new KafkaStreams(builder.build(), settings)) {
      application.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Long.valueOf(1).equals(look().committed()));
      LagRow row = look();
      assertThat(row.lagSeconds()).isZero();
      application.close(Duration.ofSeconds(10));
      write();
      assertThat(look().verdict()).isEqualTo(Verdict.STOPPED);
      assertThat(look().lagRecords()).isEqualTo(1);
    }
  }

  @Test
  void retentionThatOvertakesAStoppedGroupIsToldAndLeavesNoPhantomLag() throws Exception {
    for (int i = 0; i < 10; i++) {
      write();
    }
    commit(2);
    double loss = look().retentionLossSeconds();
    assertThat(loss).isBetween(3_500.0, 3_600.0);
    admin.deleteRecords(Map.of(zero, RecordsToDelete.beforeOffset(6))).all().get();
    LagRow row = look();
    assertThat(row.lagRecords()).isEqualTo(4);
    assertThat(row.retentionLossSeconds()).isZero();
    assertThat(row.evidence()).contains("4 were removed before they were read");
    admin.deleteRecords(Map.of(zero, RecordsToDelete.beforeOffset(10))).all().get();
    row = look();
    assertThat(row.lagRecords()).isZero();
    assertThat(row.lagSeconds()).isZero();
  }

  @Test
  void aBrokerThatIsDownIsSaidInOneLine() {
    Connection nowhere = new Connection("127.0.0.1:9", "http://127.0.0.1:9", Map.of());
    try (LagEvaluator lost =
        new LagEvaluator(
            nowhere,
            List.of(
                new TopologyInputs(
                    "test",
                    name,
                    List.of(new TopologyInputs.Part("0", new TreeSet<>(List.of(name)))),
                    new TreeSet<>())))) {
      assertThat(assertThrows(ClusterException.class, lost::look).getMessage())
          .startsWith("Kafka at 127.0.0.1:9 does not answer")
          .doesNotContain("\n");
    }
  }
}
