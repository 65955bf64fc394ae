package org.pathline.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.pathway.Pathway;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.PathwayRecord;

/** One topology in a test driver, with every record that it writes, changelogs included. */
public final class OneTopology implements AutoCloseable {
  private final Contract contract =
      Contract.of(
          new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))), 1);
  private final PathwayRecord encoder =
      new PathwayRecord(
          contract.id(TopicCatalogue.PATHWAYS), contract.id(TopicCatalogue.MILESTONES));
  private final String applicationId;
  private final Map<String, SortedMap<String, byte[]>> tables = new HashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private Path directory;
  private TopologyTestDriver driver;
  private int greatest;
  private int outputs;

  /** A topology under a contract of one partition. */
  public OneTopology(String applicationId, Function<Contract, Topology> topology) {
    this.applicationId = applicationId;
    // All at once: ids in order of their first use would differ with the order of what arrives.
    TopicCatalogue.all().forEach(contract.schemas()::idOf);
    start(topology, temporaryDirectory());
  }

  private void start(Function<Contract, Topology> topology, Path in) {
    directory = in;
    driver = TopologyUnderTest.driver(applicationId, topology.apply(contract), in);
  }

  /** Ends the topology and begins another over the same stores. */
  public void restart(Function<Contract, Topology> topology) {
    settle();
    Path after = temporaryDirectory();
    driver.getAllStateStores().values().forEach(StateStore::close);
    TopologyUnderTest.copy(directory, after);
    start(topology, after);
  }

  private Path temporaryDirectory() {
    try {
      Path created = Files.createTempDirectory("pathline-one-topology");
      directories.add(created);
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contract that all topologies of this one have. */
  public Contract contract() {
    return contract;
  }

  public void publish(Topic topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  public void publish(Pathway pathway) {
    publish(TopicCatalogue.PATHWAYS, key(pathway.studentId()), encoder.encode(pathway));
  }

  /** Withdraws a student's pathway. */
  public void withdraw(String studentId) {
    publish(TopicCatalogue.PATHWAYS, key(studentId), null);
  }

  public void publish(ClassroomPolicy policy) {
    publish(
        TopicCatalogue.POLICIES,
        key(policy.envelope().studentId()),
        WireFormat.value(
            contract.schemas().idOf(TopicCatalogue.POLICIES), new FactCodec().encode(policy)));
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  /** Lets everything that is on its way arrive, and takes note of every record written. */
  public void settle() {
    for (int i = 0; i < 2; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(200));
      for (String topic : List.copyOf(driver.producedTopicNames())) {
        driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList()
            .forEach(record -> note(topic, record));
      }
    }
  }

  private void note(String topic, TestRecord<byte[], byte[]> record) {
    greatest = Math.max(greatest, size(record.key()) + size(record.value()));
    if (!topic.startsWith(applicationId)) {
      outputs++;
    }
    if (topic.equals(TopicCatalogue.REJECTIONS.name())) {
      rejections.add(decode(record.value(), TopicCatalogue.REJECTIONS));
      return;
    }
    SortedMap<String, byte[]> table = tables.computeIfAbsent(topic, absent -> new TreeMap<>());
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (record.value() == null) {
      table.remove(key);
    } else {
      table.put(key, record.value());
    }
  }

  private static int size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** What stands in a topic, in hexadecimal digits by key. */
  public SortedMap<String, String> table(Topic topic) {
    SortedMap<String, String> hex = new TreeMap<>();
    tables
        .getOrDefault(topic.name(), new TreeMap<>())
        .forEach((key, value) -> hex.put(key, HexFormat.of().formatHex(value)));
    return hex;
  }

  /** Reasons of what is set aside, by the keys of the entries. */
  public SortedMap<String, String> setAside() {
    SortedMap<String, String> reasons = new TreeMap<>();
    tables
        .getOrDefault(TopicCatalogue.SET_ASIDE.name(), new TreeMap<>())
        .forEach(
            (key, value) ->
                reasons.put(
                    key, this.<SetAside>decode(value, TopicCatalogue.SET_ASIDE).getReason()));
    return reasons;
  }

  @SuppressWarnings("unchecked")
  private <T> T decode(byte[] value, Topic topic) {
    return (T) contract.wireFormat().record(value, topic.schema());
  }

  /** All rejections so far. */
  public List<Rejection> rejections() {
    return rejections;
  }

  /** Records in topics of results so far. */
  public int outputs() {
    return outputs;
  }

  /** Bytes of the greatest record that was written so far, on its way, as a change or a result. */
  public int greatestRecord() {
    return greatest;
  }

  @Override
  public void close() {
    driver.close();
    for (Path each : directories) {
      try (var files = Files.walk(each)) {
        files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
