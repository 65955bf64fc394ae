package org.pathline.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.pathline.schemas.Topic;

/**
 * Configuration of one application, each setting that is not Kafka's default beside its reason.
 *
 * @param applicationId application id
 * @param bootstrapServers Kafka's bootstrap servers
 * @param stateDirectory directory of the local stores
 * @param threads stream threads
 * @param client settings for every Kafka client, such as TLS and SASL; they win over the rest,
 *     except for the group protocol
 * @param share what each thread may take of the heap for what it reads and writes
 */
public record StreamsSettings(
    String applicationId,
    String bootstrapServers,
    Path stateDirectory,
    int threads,
    Map<String, String> client,
    MemoryShare share) {
  private static final int TRANSACTION_TIMEOUT_MILLIS = 180_000;

  /** Settings of the only application of a process. */
  public StreamsSettings(
      String applicationId,
      String bootstrapServers,
      Path stateDirectory,
      int threads,
      Map<String, String> client) {
    this(applicationId, bootstrapServers, stateDirectory, threads, client, MemoryShare.of(threads));
  }

  /** Properties of the application. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    // A sum is only right when each change is counted once.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // The longest wait, with a backlog; fresh records ask for an earlier commit themselves.
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30_000);
    // Must outlast the commit interval and a slow flush, or the broker ends the transaction.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MILLIS);
    // A commit or a record that is given up costs the state of its tasks, which is restored; so a
    // broker that is away is waited for as long as the transaction could still be good.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), 170_000);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), 170_000);
    // No length of an absence is a reason to throw a task away.
    properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Duration.ofDays(365).toMillis());
    // What is derived of a record has its time, which a broker gave whose clock may have been
    // ahead;
    // refused, it would stop the topology until that time has come.
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        Long.toString(Long.MAX_VALUE));
    // The default of the next major release, without its warning.
    properties.put("processing.exception.handler.global.enabled", true);
    // The stores' buffers before them join updates; Streams' cache would only copy bytes.
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    // Arrival order never matters here, so there is no reason to wait for a partition to fill up;
    // and the check itself costs more than half of the processor with a dozen topics a task.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // A process that died is replaced after twenty seconds rather than 45.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 20_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
    // A thread that takes longer than its transaction lives has lost its work anyway; and a group
    // whose coordinator mistakes a dead member for a living one waits for it as long as this.
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        TRANSACTION_TIMEOUT_MILLIS);
    // A new application begins with all facts.
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // Fewer, larger fetches and polls: a record costs less than a request.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        share.fetchOfPartition());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), share.fetch());
    // In a steady stream the broker answers each fetch at its first record; gathered for a moment,
    // many records cost it as much as one.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 32 << 10);
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
    // A joined record holds up to a poll, so a few keep a thread busy and bound the memory.
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, share.waitingRecords());
    // States and pathways of one commit compress well together, and the broker is spared copying.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), share.producerBuffer());
    // What is erased leaves the changelogs after days, also where little is written to them.
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
        Long.toString(Topic.COMPACTED_WITHIN.toMillis()));
    client.forEach(properties::put);
    // With the other protocol Streams makes its consumer itself, and nothing would wait for schemas
    // or be joined.
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    return properties;
  }
}
