package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.events.DeadLetter;
import org.pathline.oracle.GoodFact;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/**
 * Records that only a producer with settings of its own can send: compressed to a thousandth, or
 * larger so than a broker takes, or stored with times that are none. Memory stays bounded, and each
 * is told once.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrangeRecordsIT {
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final int MANY = Integer.getInteger("strange.records", 1_500);
  private static final int LARGEST_RECORD = 1_048_400;
  private static final int BEYOND = 5 << 20;
  private static final int PARTS = 5;
  private static final long MOST_RESIDENT = 900L << 20;

  private static final byte[] LARGE = new byte[BEYOND];
  private static final List<Fact> NEIGHBOURS = Histories.of(SEED, 40).delivery();

  private static Trial trial;
  private static Published published;
  private static Program program;
  private static String config;
  private static int part;

  @BeforeAll
  static void begin() throws Exception {
    System.out.println("seed " + SEED);
    Arrays.fill(LARGE, (byte) 'x');
    trial = Trial.withTopics();
    published =
        new Published(
            trial.connection(),
            Map.of("compression.type", "gzip", "max.request.size", Integer.toString(4 * BEYOND)));
    config = trial.config(trial.connection().schemaRegistry(), Trial.SHORTENED);
    program = run();
    neighbours();
    settle();
  }

  @AfterAll
  static void end() {
    if (program != null) {
      program.close();
    }
    if (published != null) {
      published.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  private static Program run() {
    return trial.run("--config=" + config);
  }

  private static void neighbours() {
    int size = NEIGHBOURS.size();
    published.facts(NEIGHBOURS.subList(part * size / PARTS, ++part * size / PARTS));
  }

  @Test
  @Order(1)
  void manyLargeRecordsThatWereCompressedToAThousandthTakeBoundedMemory() throws Exception {
    byte[] value = new byte[LARGEST_RECORD];
    value[0] = 1;
    // Nobody reads them yet, so that one fetch could hold all of them.
    program.terminate();
    for (int i = 0; i < MANY; i++) {
      published.undecodable(TopicCatalogue.GRADES, "a".getBytes(UTF_8), value, "UNDECODABLE");
    }
    neighbours();
    published.flush();
    program = run();
    settle();
    long resident = program.largestResident();
    System.out.printf("%,d records of 1 MB: at most %,d MB in RAM%n", MANY, resident >> 20);
    assertThat(resident).isLessThan(MOST_RESIDENT);
  }

  private static ProducerRecord<byte[], byte[]> record(
      Topic topic, byte[] key, byte[] value, byte[]... headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), key, value);
    for (byte[] header : headers) {
      record.headers().add(new RecordHeader("large", header));
    }
    return record;
  }

  @Test
  @Order(2)
  void recordsThatOnlyFitCompressedAreToldOnceEach() throws Exception {
    byte[] rubbish = {1};
    for (FactType type : FactType.values()) {
      Topic topic = FactWriter.topic(type);
      String idField = GoodFact.schema(type).getFields().get(0).name();
      byte[] key = (idField + "-7").getBytes(UTF_8);
      published.undecodable(record(topic, LARGE, rubbish, LARGE), "UNDECODABLE");
      published.undecodable(record(topic, null, LARGE), "UNDECODABLE");
      published.undecodable(record(topic, LARGE, null, LARGE), "NULL_VALUE");
      published.broken(topic, LARGE, value(type, Map.of()), "KEY_MISMATCH");
      published.whatever(record(topic, key, value(type, Map.of("source", "")), LARGE));
      byte[] largeId = value(type, Map.of(idField, new String(LARGE, UTF_8)));
      published.broken(topic, LARGE, largeId, "TOO_LONG");
      published.broken(topic, key, largeId, "KEY_MISMATCH");
      // One that counts, whatever lies beside it.
      published.whatever(record(topic, key, value(type, Map.of()), LARGE, LARGE));
    }
    neighbours();
    settle();
  }

  @Test
  @Order(3)
  void timesThatPublishersChoseStopNothing() throws Exception {
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new HashMap<>();
    for (FactType type : FactType.values()) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, FactWriter.topic(type).name()),
          List.of(
              set("message.timestamp.type", "CreateTime"),
              set("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE))));
    }
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
    long now = System.currentTimeMillis();
    List<Long> times =
        List.of(
            now + TimeUnit.MINUTES.toMillis(70),
            now + TimeUnit.DAYS.toMillis(40),
            253_402_300_799_999L,
            Long.MAX_VALUE);
    for (int i = 0; i < times.size(); i++) {
      long time = times.get(i);
      for (FactType type : FactType.values()) {
        String topic = FactWriter.topic(type).name();
        published.undecodable(
            new ProducerRecord<>(topic, null, time, new byte[] {'a'}, new byte[] {1}),
            "UNDECODABLE");
        published.undecodable(
            new ProducerRecord<>(topic, null, 0L, new byte[] {'a'}, new byte[] {1}), "UNDECODABLE");
      }
      for (Fact fact : Histories.of(SEED + 1 + i, 5).delivery()) {
        published.whatever(
            new ProducerRecord<>(
                FactWriter.topic(fact.type()).name(),
                null,
                time,
                FactWriter.key(fact),
                published.writer().value(fact)));
      }
    }
    neighbours();
    settle();
    program.kill();
    program = run();
    settle();
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  @Test
  @Order(4)
  void theTopologiesBehindReadOverWhatOnlyFitsCompressed() throws Exception {
    byte[] pathway = trial.table(TopicCatalogue.PATHWAYS).values().iterator().next();
    byte[] cell = trial.table(TopicCatalogue.OUTCOME_CELLS).values().iterator().next();
    byte[] canary = Canary.STUDENT_ID.getBytes(UTF_8);
    for (Topic topic : List.of(TopicCatalogue.PATHWAYS, TopicCatalogue.OUTCOME_CELLS)) {
      byte[] good = topic == TopicCatalogue.PATHWAYS ? pathway : cell;
      published.writer().send(record(topic, LARGE, new byte[] {1}, LARGE));
      published.writer().send(record(topic, LARGE, good));
      published.writer().send(record(topic, LARGE, null));
      published.writer().send(record(topic, "nobody".getBytes(UTF_8), null, LARGE));
      published.writer().send(record(topic, new byte[16 << 10], null, LARGE));
      published.writer().send(record(topic, canary, good, LARGE, LARGE));
      published.writer().send(record(topic, canary, null, LARGE, LARGE));
    }
    neighbours();
    caughtUp();
    Map<String, Long> letters = new TreeMap<>();
    Audit.events(trial, TopicCatalogue.DEAD_LETTERS, DeadLetter.class).stream()
        .filter(letter -> !letter.getApplicationId().startsWith("pathline-pathways"))
        .filter(letter -> !letter.getTopic().equals(TopicCatalogue.POLICIES.name()))
        .forEach(
            letter ->
                letters.merge(letter.getApplicationId() + " " + letter.getReason(), 1L, Long::sum));
    assertThat(letters)
        .hasToString(
            "{pathline-outcomes-v3 UNDECODABLE=3, pathline-policies-v1 UNDECODABLE=3,"
                + " pathline-rosters-v1 UNDECODABLE=3}");
    for (Topic result : List.of(TopicCatalogue.EFFECTS, TopicCatalogue.EQUITY)) {
      assertThat(trial.records(result))
          .filteredOn(each -> Canary.is(each.key()))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.value()).isNull());
    }
    assertThat(Derived.published(trial))
        .isEqualTo(
            Derived.expected(published.good(), org.pathline.domain.pathway.Settings.DEFAULT));
  }

  private static void caughtUp() throws Exception {
    published.flush();
    Awaited.caughtUp(trial.connection(), program);
    assertThat(program.err()).doesNotContain(" a thread of ");
  }

  private static void settle() throws Exception {
    caughtUp();
    Audit audit = Audit.of(trial, published, Map.of());
    assertThat(audit.found()).as(audit.summary()).isEmpty();
  }

  private static byte[] value(FactType type, Map<String, ?> changes) {
    Map<String, Object> values = GoodFact.values(type);
    values.putAll(changes);
    return WireFormat.value(
        published.writer().schemaId(FactWriter.topic(type)), GoodFact.body(type, values));
  }
}
