package org.pathline.publish;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.contract.SchemaContract;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.ingest.IngestTime;

/**
 * Sends facts in Confluent's wire format: a zero, the schema id in four bytes, the Avro body.
 *
 * <p>The key is the UTF-8 id of the student (of the alias, of the policy), partitioned as Kafka's
 * Java client does by default. To be used by one thread.
 */
public final class FactProducer implements FactSink, AutoCloseable {
  private static final byte MAGIC = 0;
  private static final int PREFIX = 1 + Integer.BYTES;

  private record Target(String topic, int schemaId) {}

  private final Connection connection;
  private final Map<FactType, Target> targets = new EnumMap<>(FactType.class);
  private final FactCodec codec = new FactCodec();
  private final Producer<byte[], byte[]> producer;
  private final AtomicLongArray sent = new AtomicLongArray(FactType.values().length);
  private final AtomicLongArray failed = new AtomicLongArray(FactType.values().length);
  private final AtomicReferenceArray<Exception> firstFailure =
      new AtomicReferenceArray<>(FactType.values().length);
  private final AtomicReference<Exception> lost = new AtomicReference<>();

  /**
   * Connects, and looks up or registers the schemas.
   *
   * @param types the types of facts that will be sent
   * @throws ClusterException when the registry refuses a schema or does not answer
   */
  public FactProducer(Connection connection, Iterable<FactType> types) {
    this(connection, types, Map.of());
  }

  /**
   * Connects, and looks up or registers the schemas.
   *
   * @param further settings of the Kafka client that go before all others
   * @throws ClusterException when the registry refuses a schema or does not answer
   */
  private FactProducer(
      Connection connection, Iterable<FactType> types, Map<String, Object> further) {
    this.connection = connection;
    prepare(types);
    Map<String, Object> settings = settings(connection);
    settings.putAll(further);
    producer = new KafkaProducer<>(settings);
  }

  /**
   * A producer whose facts become visible together: between {@link #begin} and {@link #commit}.
   *
   * @param name of what sends; one that begins ends what another of the same name has left open
   * @param longest how long a transaction may be open before the brokers give it up
   * @throws ClusterException when the registry refuses a schema or does not answer
   */
  public static FactProducer inTransactions(
      Connection connection, Iterable<FactType> types, String name, Duration longest) {
    FactProducer facts =
        new FactProducer(
            connection,
            types,
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                name,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) longest.toMillis()));
    try {
      facts.producer.initTransactions();
      return facts;
    } catch (KafkaException e) {
      facts.close();
      throw new ClusterException(
          "Kafka at "
              + connection.bootstrapServers()
              + " begins no transaction '"
              + name
              + "': "
              + words(e),
          e);
    }
  }

  /**
   * Looks up or registers the schemas of types that will be sent, too.
   *
   * @throws ClusterException when the registry refuses a schema or does not answer
   */
  public void prepare(Iterable<FactType> types) {
    SchemaContract schemas = new SchemaContract(connection.registryClient());
    for (FactType type : types) {
      Topic topic = TopicCatalogue.ofNoun(type.noun());
      targets.put(type, new Target(topic.name(), schemas.idOf(topic)));
    }
  }

  /** Begins a transaction. */
  public void begin() {
    producer.beginTransaction();
  }

  /**
   * Makes visible what was sent since the transaction began.
   *
   * @throws SendingFailed when it cannot be; nothing of it is visible then
   */
  public void commit() throws SendingFailed {
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw new SendingFailed(words(lost.get() == null ? e : lost.get()));
    }
  }

  /** Makes nothing visible of what was sent since the transaction began. */
  public void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      // The brokers abort it themselves when its time is over.
    }
  }

  private static Map<String, Object> settings(Connection connection) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "pathline-publish");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // A file is a backlog, not a click: waiting a little fills the batches that lz4 thrives on.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    // Enough for a batch on its way and one being filled, of each partition of a few topics.
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    // A broker that restarts, or a machine that sleeps for some minutes, is no reason to give up.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
    settings.putAll(connection.clientSettings());
    // Not the user's to change: a fact is never lost, nor sent twice by a retry.
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  @Override
  public void accept(Fact fact) throws SendingFailed {
    if (lost.get() != null) {
      throw new SendingFailed(words(lost.get()));
    }
    Target target = Objects.requireNonNull(targets.get(fact.type()));
    byte[] key = fact.envelope().studentId().getBytes(StandardCharsets.UTF_8);
    byte[] body = codec.encode(fact);
    byte[] value =
        ByteBuffer.allocate(PREFIX + body.length)
            .put(MAGIC)
            .putInt(target.schemaId())
            .put(body)
            .array();
    int type = fact.type().ordinal();
    try {
      producer.send(
          new ProducerRecord<>(
              target.topic(),
              null,
              key,
              value,
              List.of(IngestTime.header(System.currentTimeMillis()))),
          (metadata, error) -> acknowledged(type, error));
    } catch (KafkaException e) {
      acknowledged(type, e);
      throw new SendingFailed(words(e));
    }
  }

  private void acknowledged(int type, Exception error) {
    if (error == null) {
      sent.incrementAndGet(type);
      return;
    }
    failed.incrementAndGet(type);
    firstFailure.compareAndSet(type, null, error);
    // Only a record that is too large says nothing about the ones after it.
    if (!(error instanceof RecordTooLargeException)) {
      lost.compareAndSet(null, error);
    }
  }

  private static String words(Exception error) {
    String message =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  /** Waits until every fact taken so far was acknowledged or has failed. */
  public void flush() {
    producer.flush();
  }

  /** How many facts of a type the brokers have acknowledged. */
  public long sent(FactType type) {
    return sent.get(type.ordinal());
  }

  /** How many facts of a type could not be delivered. */
  public long failed(FactType type) {
    return failed.get(type.ordinal());
  }

  /** Why the first fact of a type could not be delivered; null when all were. */
  public @Nullable String failure(FactType type) {
    Exception error = firstFailure.get(type.ordinal());
    return error == null ? null : words(error);
  }

  @Override
  public void close() {
    producer.close();
  }
}
