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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.pathway.Derivation;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.Doubt;
import org.pathline.events.OutcomeCell;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.events.Sorting;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.pathways.PathwaysTopology;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.rosters.RostersTopology;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.SpreadFacts;

/** The topologies in test drivers, the output of the first read by the others. */
public final class TopologyUnderTest implements AutoCloseable {
  private static final int SETTLES_ONE_IN = 40;

  private final ContractSchemas schemas =
      new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider())));
  private final Contract contract;
  private final FactCodec codec = new FactCodec();
  private final List<Path> directories = new ArrayList<>();
  private Path pathwaysDirectory;
  private TopologyTestDriver pathways;
  private final TopologyTestDriver outcomes;
  private Path rostersDirectory;
  private TopologyTestDriver rosters;
  private TestInputTopic<byte[], byte[]> pathwaysOfRosters;
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
  private final TestInputTopic<byte[], byte[]> pathwaysIn;
  private final SortedMap<String, byte[]> standingPathways = new TreeMap<>();
  private final SortedMap<String, byte[]> cells = new TreeMap<>();
  private final SortedMap<String, byte[]> sorting = new TreeMap<>();
  private final List<byte[]> rejections = new ArrayList<>();
  private final List<byte[]> deadLetters = new ArrayList<>();
  private final List<byte[]> milestones = new ArrayList<>();

  private int outputs;
  private int largestBadRecord;

  /** Share of the memory that what is pending may take; enough for any test. */
  private static final long MOST_PENDING = 64L << 20;

  /** Bounds of production. */
  public static final PathwaysTopology.Bounds BOUNDS =
      new PathwaysTopology.Bounds(StudentLimits.DEFAULT, SpreadFacts.Sizes.DEFAULT, MOST_PENDING);

  private final PathwaysTopology.Bounds bounds;
  private final Reprocessing rederivation = new Reprocessing();
  private final SortedMap<String, byte[]> setAside = new TreeMap<>();
  private final SortedMap<String, byte[]> doubts = new TreeMap<>();
  private int largest;

  public TopologyUnderTest(Settings settings) {
    this(settings, 1);
  }

  /** Topologies with bounds of their own. */
  public TopologyUnderTest(Settings settings, StudentLimits limits, SpreadFacts.Sizes sizes) {
    this(
        encoding -> new PathwayDerivation(settings, encoding),
        1,
        new PathwaysTopology.Bounds(limits, sizes, MOST_PENDING));
  }

  /** Topologies with a derivation of their own. */
  public TopologyUnderTest(Function<FactOrder.Encoding, Derivation> derivation) {
    this(derivation, 1, BOUNDS);
  }

  /** Topologies under a contract of some partitions; the drivers play partition 0 of them. */
  public TopologyUnderTest(Settings settings, int partitions) {
    this(encoding -> new PathwayDerivation(settings, encoding), partitions, BOUNDS);
  }

  /** Topologies over stores that are there already, in a directory per application id. */
  public TopologyUnderTest(Settings settings, Map<String, Path> stores) {
    this(encoding -> new PathwayDerivation(settings, encoding), 1, BOUNDS, stores);
  }

  private TopologyUnderTest(
      Function<FactOrder.Encoding, Derivation> derivation,
      int partitions,
      PathwaysTopology.Bounds bounds) {
    this(derivation, partitions, bounds, Map.of());
  }

  private TopologyUnderTest(
      Function<FactOrder.Encoding, Derivation> derivation,
      int partitions,
      PathwaysTopology.Bounds bounds,
      Map<String, Path> stores) {
    this.bounds = bounds;
    contract = Contract.of(schemas, partitions);
    // Before any record names an id: one that was absent once stays so without a consumer.
    TopicCatalogue.all().forEach(schemas::idOf);
    pathways =
        pathways(derivation, rederivation, directory(PathwaysTopology.APPLICATION_ID, stores));
    outcomes =
        driver(
            OutcomesTopology.APPLICATION_ID,
            new OutcomesTopology(contract, new Reprocessing()).get(),
            directory(OutcomesTopology.APPLICATION_ID, stores));
    pathwaysIn = input(outcomes, TopicCatalogue.PATHWAYS);
    rosters(
        SortingRule.DEFAULT, new Reprocessing(), directory(RostersTopology.APPLICATION_ID, stores));
  }

  private Path directory(String applicationId, Map<String, Path> stores) {
    Path given = stores.get(applicationId);
    if (given == null) {
      return temporaryDirectory();
    }
    directories.add(given);
    return given;
  }

  private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, Topic topic) {
    return driver.createInputTopic(
        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void rosters(SortingRule rule, Reprocessing rederivation, Path directory) {
    rostersDirectory = directory;
    rosters =
        driver(
            RostersTopology.APPLICATION_ID,
            new RostersTopology(rule, contract, rederivation).get(),
            directory);
    pathwaysOfRosters = input(rosters, TopicCatalogue.PATHWAYS);
    inputs.put(TopicCatalogue.POLICIES.name(), input(rosters, TopicCatalogue.POLICIES));
  }

  /** Ends the topology of rosters and begins it anew over the same stores under another rule. */
  public Reprocessing restart(SortingRule rule) {
    settle();
    Reprocessing rederivation = new Reprocessing();
    rosters(rule, rederivation, storesOf(rosters, rostersDirectory));
    return rederivation;
  }

  private Path storesOf(TopologyTestDriver driver, Path directory) {
    Path after = temporaryDirectory();
    driver.getAllStateStores().values().forEach(StateStore::close);
    copy(directory, after);
    return after;
  }

  private Path temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("pathline-topology");
      directories.add(directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TopologyTestDriver pathways(
      Function<FactOrder.Encoding, Derivation> derivation,
      Reprocessing rederivation,
      Path directory) {
    pathwaysDirectory = directory;
    return driver(
        PathwaysTopology.APPLICATION_ID,
        new PathwaysTopology(derivation, contract, rederivation, bounds).get(),
        directory);
  }

  /** Ends the topology of pathways and begins it anew over the same stores under other settings. */
  public Reprocessing restart(Settings settings) {
    return restart(encoding -> new PathwayDerivation(settings, encoding));
  }

  /** Ends the topology of pathways and begins it anew over the same stores with other rules. */
  public Reprocessing restart(Function<FactOrder.Encoding, Derivation> derivation) {
    settle();
    return restart(derivation, storesOf(pathways, pathwaysDirectory));
  }

  /** Ends the topology of pathways and begins it anew over other stores. */
  public Reprocessing restart(Function<FactOrder.Encoding, Derivation> derivation, Path after) {
    inputs.keySet().removeIf(topic -> !topic.equals(TopicCatalogue.POLICIES.name()));
    Reprocessing rederivation = new Reprocessing();
    pathways = pathways(derivation, rederivation, after);
    return rederivation;
  }

  /** Copies the files that are not there yet. */
  public static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file));
        if (!Files.exists(copied)) {
          Files.copy(file, copied);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A driver with the settings of the program, without transactions. */
  public static TopologyTestDriver driver(String applicationId, Topology topology, Path directory) {
    Properties properties =
        new StreamsSettings(
                applicationId,
                "nowhere:1",
                directory,
                1,
                // Its transactions take time and show nothing more.
                Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE))
            .properties();
    return new TopologyTestDriver(topology, properties);
  }

  /** Publishes a fact. */
  public void publish(Fact fact) {
    Topic topic = TopicCatalogue.ofNoun(fact.type().noun());
    publish(
        topic,
        fact.envelope().studentId().getBytes(UTF_8),
        WireFormat.value(schemas.idOf(topic), codec.encode(fact)));
  }

  /** Publishes facts and lets them arrive, now and then on the way and at the end. */
  public void deliver(List<Fact> facts, Random random) {
    for (Fact fact : facts) {
      publish(fact);
      if (random.nextInt(SETTLES_ONE_IN) == 0) {
        settle();
      }
    }
    settle();
  }

  /** Erases the student of an id. */
  public void erase(String id) {
    publish(TopicCatalogue.ERASURES, ErasedIds.digest(id).getBytes(UTF_8), new byte[] {1});
  }

  /** Lifts the erasure of an id. */
  public void lift(String id) {
    publish(TopicCatalogue.ERASURES, ErasedIds.digest(id).getBytes(UTF_8), null);
  }

  /** Publishes bytes. */
  public void publish(Topic topic, byte[] key, byte[] value) {
    input(topic.name()).pipeInput(key, value);
  }

  /** Publishes bytes with headers. */
  public void publish(Topic topic, byte[] key, byte[] value, Headers headers) {
    input(topic.name()).pipeInput(new TestRecord<>(key, value, headers));
  }

  /** Puts bytes among the pathways that the topologies of outcomes and rosters read. */
  public void publishAmongPathways(byte[] key, byte[] value) {
    pathwaysIn.pipeInput(key, value);
    pathwaysOfRosters.pipeInput(key, value);
  }

  /** Hands a record to the topology of pathways as its consumer would. */
  public void receive(ConsumerRecord<byte[], byte[]> record) {
    input(record.topic())
        .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers()));
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return inputs.computeIfAbsent(
        topic,
        name ->
            pathways.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  public Contract contract() {
    return contract;
  }

  public ContractSchemas schemas() {
    return schemas;
  }

  /** Lets everything that is on its way arrive. */
  public void settle() {
    pathways.advanceWallClockTime(Duration.ofMillis(200));
    for (TestRecord<byte[], byte[]> record : read(pathways, TopicCatalogue.PATHWAYS)) {
      keep(standingPathways, record);
      pathwaysIn.pipeInput(record.key(), record.value());
      pathwaysOfRosters.pipeInput(record.key(), record.value());
    }
    outcomes.advanceWallClockTime(Duration.ofMillis(200));
    read(outcomes, TopicCatalogue.OUTCOME_CELLS).forEach(record -> keep(cells, record));
    rosters.advanceWallClockTime(Duration.ofMillis(200));
    read(rosters, TopicCatalogue.SORTING).forEach(record -> keep(sorting, record));
    for (TopologyTestDriver driver : List.of(pathways, outcomes, rosters)) {
      read(driver, TopicCatalogue.REJECTIONS).forEach(record -> keepBad(rejections, record));
      read(driver, TopicCatalogue.DEAD_LETTERS).forEach(record -> keepBad(deadLetters, record));
    }
    read(pathways, TopicCatalogue.SET_ASIDE).forEach(record -> keep(setAside, record));
    read(pathways, TopicCatalogue.DOUBTS).forEach(record -> keep(doubts, record));
    read(pathways, TopicCatalogue.MILESTONES).forEach(record -> milestones.add(record.value()));
  }

  private void keepBad(List<byte[]> values, TestRecord<byte[], byte[]> record) {
    values.add(record.value());
    int size = record.value().length + (record.key() == null ? 0 : record.key().length);
    for (Header header : record.headers()) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    largestBadRecord = Math.max(largestBadRecord, size);
  }

  /** Bytes of the largest dead letter or rejection, its key and its headers. */
  public int largestBadRecord() {
    return largestBadRecord;
  }

  private static void keep(Map<String, byte[]> table, TestRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      table.remove(key);
    } else {
      table.put(key, record.value());
    }
  }

  private List<TestRecord<byte[], byte[]>> read(TopologyTestDriver driver, Topic topic) {
    List<TestRecord<byte[], byte[]>> records =
        driver
            .createOutputTopic(
                topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
    outputs += records.size();
    for (TestRecord<byte[], byte[]> record : records) {
      largest = Math.max(largest, length(record.key()) + length(record.value()));
    }
    return records;
  }

  /** The drivers by application id, to look into their stores. */
  public Map<String, TopologyTestDriver> drivers() {
    return Map.of(
        PathwaysTopology.APPLICATION_ID,
        pathways,
        OutcomesTopology.APPLICATION_ID,
        outcomes,
        RostersTopology.APPLICATION_ID,
        rosters);
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** How many records came out so far, on all topics together. */
  public int outputs() {
    return outputs;
  }

  /** Bytes of the largest record that came out so far, or stands in a store now. */
  public int largestRecord() {
    for (TopologyTestDriver driver : drivers().values()) {
      for (StateStore store : driver.getAllStateStores().values()) {
        if (store instanceof KeyValueStore<?, ?> table) {
          try (var all = table.all()) {
            while (all.hasNext()) {
              var next = all.next();
              largest =
                  Math.max(largest, ((Bytes) next.key).get().length + ((byte[]) next.value).length);
            }
          }
        }
      }
    }
    return largest;
  }

  /** How far the topology of pathways is in deriving anew since it was made. */
  public Reprocessing rederivation() {
    return rederivation;
  }

  /** What is doubted now, by the key of the entry. */
  public SortedMap<String, Doubt> doubts() {
    SortedMap<String, Doubt> decoded = new TreeMap<>();
    doubts.forEach((key, value) -> decoded.put(key, decode(value, TopicCatalogue.DOUBTS)));
    return decoded;
  }

  /** What is set aside now, by the key of the entry. */
  public SortedMap<String, SetAside> setAside() {
    SortedMap<String, SetAside> decoded = new TreeMap<>();
    setAside.forEach((key, value) -> decoded.put(key, decode(value, TopicCatalogue.SET_ASIDE)));
    return decoded;
  }

  /** Reasons of all rejections so far, with how often each was given. */
  public SortedMap<String, Integer> reasons() {
    SortedMap<String, Integer> reasons = new TreeMap<>();
    for (byte[] bytes : rejections) {
      reasons.merge(
          this.<Rejection>decode(bytes, TopicCatalogue.REJECTIONS).getReason(), 1, Integer::sum);
    }
    return reasons;
  }

  /** Bytes of each standing pathway. */
  public SortedMap<String, byte[]> pathways() {
    return standingPathways;
  }

  /** Each standing cell by its key. */
  public SortedMap<String, OutcomeCell> cells() {
    SortedMap<String, OutcomeCell> decoded = new TreeMap<>();
    cells.forEach((key, value) -> decoded.put(key, decode(value, TopicCatalogue.OUTCOME_CELLS)));
    return decoded;
  }

  /** Bytes of each standing row of sorting. */
  public SortedMap<String, byte[]> sortingBytes() {
    return sorting;
  }

  /** Each standing row of sorting by its key. */
  public SortedMap<String, Sorting> sorting() {
    SortedMap<String, Sorting> decoded = new TreeMap<>();
    sorting.forEach((key, value) -> decoded.put(key, decode(value, TopicCatalogue.SORTING)));
    return decoded;
  }

  public <T extends SpecificRecord> T decode(byte[] value, Topic topic) {
    return contract.wireFormat().record(value, topic.schema());
  }

  public List<byte[]> rejections() {
    return rejections;
  }

  public List<byte[]> deadLetters() {
    return deadLetters;
  }

  public List<byte[]> milestones() {
    return milestones;
  }

  @Override
  public void close() {
    pathways.close();
    outcomes.close();
    rosters.close();
    directories.forEach(TopologyUnderTest::delete);
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
