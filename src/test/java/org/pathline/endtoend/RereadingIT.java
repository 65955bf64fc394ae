package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.streams.Contract;
import org.pathline.streams.StreamsSettings;
import org.pathline.streams.arrival.ArrivalClients;
import org.pathline.streams.arrival.Rereading;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.topics.TopicReader;

/**
 * A task whose rule has changed reads its topic from the beginning again, once, under exactly-once;
 * after a failure in the middle it goes on from the committed place.
 */
@Tag("trial")
class RereadingIT {
  private static final int RECORDS = 3_000;
  private static final int PARTITIONS = 2;
  private static final long FAILS_AT = RECORDS / PARTITIONS / 2;
  private static final String STORE = "rules";

  private final Connection connection = SharedCluster.connection();
  private final String name = "rereading-" + System.nanoTime();
  private final String input = name + "-in";
  private final String output = name + "-out";
  @TempDir private Path directory;

  /** What a rule did with a record. */
  private record Seen(String rule, int partition, long offset) {}

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean toFail = new AtomicBoolean();

  /**
   * Marks each record with the rule it applies; the store holds the rule of all that was read, and
   * while that changes also the offset up to which the partition is read again.
   */
  private final class ApplyRule implements Processor<String, String, String, String> {
    private final String rule;
    private final Rereading rereading;
    private ProcessorContext<String, String> context;
    private KeyValueStore<String, String> store;

    ApplyRule(String rule, Rereading rereading) {
      this.rule = rule;
      this.rereading = rereading;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
      this.context = context;
      store = context.getStateStore(STORE);
      String known = store.get("rule");
      if (known != null && !known.equals(rule) && rereading != null) {
        rereading.readAgain(new TopicPartition(input, context.taskId().partition()));
      }
    }

    @Override
    public void process(Record<String, String> record) {
      RecordMetadata at = context.recordMetadata().orElseThrow();
      seen.add(new Seen(rule, at.partition(), at.offset()));
      if (rule.equals("second") && at.offset() == FAILS_AT && toFail.getAndSet(false)) {
        throw new IllegalStateException("a planted fault");
      }
      // So that it is committed now and then on the way.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      // From its first record on, a restart must not begin anew.
      store.put("rule", rule);
      context.forward(record.withValue(rule));
    }
  }

  private KafkaStreams start(String rule, boolean rereads) {
    ContractSchemas schemas = new ContractSchemas(connection.registryClient());
    Contract contract = Contract.of(schemas, 1);
    Properties properties =
        new StreamsSettings(
                name,
                connection.bootstrapServers(),
                directory,
                1,
                Map.of(
                    StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                    "100",
                    StreamsConfig.consumerPrefix("max.poll.records"),
                    "50",
                    // What the failed thread left open holds up readers no longer than this.
                    StreamsConfig.producerPrefix("transaction.timeout.ms"),
                    "10000",
                    // A thread that failed, or an application that was closed, is missed after
                    // this.
                    StreamsConfig.consumerPrefix("session.timeout.ms"),
                    "6000",
                    StreamsConfig.consumerPrefix("heartbeat.interval.ms"),
                    "1500"))
            .properties();
    Rereading rereading = rereads ? contract.arrivals().rereading() : null;
    Topology topology =
        new Topology()
            .addSource("in", Serdes.String().deserializer(), Serdes.String().deserializer(), input)
            .addProcessor("apply", () -> new ApplyRule(rule, rereading), "in")
            .addStateStore(
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.String()),
                "apply")
            .addSink("out", output, new StringSerializer(), new StringSerializer(), "apply");
    KafkaStreams application =
        new KafkaStreams(
            topology,
            properties,
            new ArrivalClients(schemas, contract.wireFormat(), contract.arrivals()));
    application.setUncaughtExceptionHandler(e -> StreamThreadExceptionResponse.REPLACE_THREAD);
    application.start();
    return application;
  }

  /** How often each rule's mark of each key was published. */
  private Map<String, Long> published() {
    Map<String, Long> counts = new TreeMap<>();
    try (TopicReader reader = new TopicReader(connection)) {
      reader.read(
          output,
          record ->
              counts.merge(
                  new String(record.value(), UTF_8) + " " + new String(record.key(), UTF_8),
                  1L,
                  Long::sum));
    }
    return counts;
  }

  private static Map<String, Long> onceEach(String... rules) {
    Map<String, Long> counts = new TreeMap<>();
    for (String rule : rules) {
      IntStream.range(0, RECORDS).forEach(i -> counts.put(rule + " key-" + i, 1L));
    }
    return counts;
  }

  private void publish() throws Exception {
    Map<String, Object> settings = connection.clientSettings();
    // Right after a topic was made, its first batch may be refused and its second taken, which an
    // idempotent producer never mends.
    settings.put("enable.idempotence", "false");
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        sent.add(producer.send(new ProducerRecord<>(input, i % PARTITIONS, "key-" + i, "fact")));
      }
    }
    for (Future<?> each : sent) {
      each.get();
    }
  }

  @Test
  void aTaskReadsItsPartitionAgainOnceAndGoesOnInTheMiddleAfterAFailure() throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(input, PARTITIONS, (short) 1),
                  new NewTopic(output, PARTITIONS, (short) 1)))
          .all()
          .get();
    }
    publish();
    try (KafkaStreams first = start("first", true)) {
      Awaited.until("first rule", () -> published().equals(onceEach("first")));
    }
    // Without the wish nothing is read again.
    try (KafkaStreams unasked = start("unasked", false)) {
      Awaited.until("runs", () -> unasked.state() == KafkaStreams.State.RUNNING);
    }
    assertThat(published()).isEqualTo(onceEach("first"));
    toFail.set(true);
    try (KafkaStreams second = start("second", true)) {
      Awaited.until("second rule", () -> published().equals(onceEach("first", "second")));
      Awaited.until("runs again", () -> second.state() == KafkaStreams.State.RUNNING);
    }
    assertThat(toFail).isFalse();
    List<Long> offsets = new ArrayList<>();
    seen.stream()
        .filter(each -> each.rule().equals("second"))
        .forEach(each -> offsets.add(each.offset()));
    // Begun once in each partition: the failure did not take it back to the beginning.
    assertThat(offsets.stream().filter(offset -> offset == 0)).hasSize(PARTITIONS);
    // Another start has nothing to read again.
    int before = seen.size();
    try (KafkaStreams again = start("second", true)) {
      Awaited.until("runs", () -> again.state() == KafkaStreams.State.RUNNING);
    }
    assertThat(seen).hasSize(before);
    assertThat(published()).isEqualTo(onceEach("first", "second"));
  }
}
