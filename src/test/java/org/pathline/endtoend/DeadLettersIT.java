package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.events.DeadLetter;
import org.pathline.letters.Letters;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;
import org.pathline.topics.RecordPlace;

/** Dead letters and rejections are listed, counted, shown, and replayed once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("trial")
class DeadLettersIT {
  private static final long SEED = Long.getLong("seed", 20_260_303L);
  private static final Topic STUDENTS = TopicCatalogue.STUDENTS;
  private static final String MARK = "pathline-replayed-from";
  private static final String TRANSACTIONAL_ID = "pathline-dead-letters-replay";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Trial TRIAL = Trial.withTopics();
  private static final FactWriter WRITER = new FactWriter(TRIAL.connection());
  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(
          TRIAL.connection().clientSettings(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private static final Schema NEWER = NewerSchema.withField("homeLanguage");

  /** Reasons of the letters that the topology is to write, by place. */
  private static final Map<String, String> EXPECTED = new TreeMap<>();

  private static int newerId;
  private static RecordPlace late;
  private static RecordPlace mismatch;

  @BeforeAll
  static void badRecordsOfEachReasonAreMet() throws Exception {
    System.out.println("seed " + SEED);
    // The registry numbers schemas one by one, so the id of the next one is known.
    newerId = register("probe-value", NewerSchema.withField("probe")) + 1;
    List<Fact> facts = Histories.of(SEED, 3).latest();
    WRITER.sendAll(facts);
    byte[] key = "late".getBytes(UTF_8);
    // It lies in a partition that is not that of its key.
    late =
        store(
            STUDENTS,
            (BuiltInPartitioner.partitionForKey(key, 6) + 1) % 6,
            key,
            WireFormat.value(newerId, NewerSchema.student(NEWER, "late", "homeLanguage", "es")),
            new RecordHeader("own", new byte[] {7}));
    EXPECTED.put(late.toString(), "UNKNOWN_SCHEMA");
    Topic grades = TopicCatalogue.GRADES;
    bad(store(grades, null, key, "no Avro at all".getBytes(UTF_8)), "UNDECODABLE");
    bad(store(grades, null, key, null), "NULL_VALUE");
    bad(store(grades, null, null, WRITER.value(student("s"))), "OTHER_RECORD_TYPE");
    mismatch = store(STUDENTS, null, "somebody".getBytes(UTF_8), WRITER.value(student("other")));
    TRIAL.runUntilCaughtUp("pathways");
  }

  @AfterAll
  static void end() {
    PRODUCER.close();
    WRITER.close();
    TRIAL.close();
  }

  private static int register(String subject, Schema schema) throws Exception {
    try (SchemaRegistryClient registry = TRIAL.connection().registryClient()) {
      return registry.register(subject, new AvroSchema(schema));
    }
  }

  private static void bad(RecordPlace place, String reason) {
    EXPECTED.put(place.toString(), reason);
  }

  private static StudentRecord student(String id) {
    return new StudentRecord(
        new Envelope(id, 1_600_000_000_000L, "district", false, null),
        RaceEthnicity.BLACK,
        Sex.FEMALE,
        Indicator.YES,
        Indicator.NO);
  }

  private static RecordPlace store(
      Topic topic, Integer partition, byte[] key, byte[] value, Header... headers)
      throws Exception {
    RecordMetadata at =
        PRODUCER
            .send(new ProducerRecord<>(topic.name(), partition, key, value, List.of(headers)))
            .get();
    return new RecordPlace(at.topic(), at.partition(), at.offset());
  }

  /** Writes a letter as a topology would. */
  private static void write(DeadLetter content, byte[] key, Header... headers) throws Exception {
    store(
        TopicCatalogue.DEAD_LETTERS,
        null,
        key,
        WireFormat.value(WRITER.schemaId(TopicCatalogue.DEAD_LETTERS), content),
        headers);
  }

  /** Stores a good student in a topic, and a letter as if it could not be decoded. */
  private static RecordPlace meet(String id, Topic topic, int held) throws Exception {
    byte[] key = id.getBytes(UTF_8);
    byte[] value = WRITER.value(student(id));
    RecordPlace place = store(topic, null, key, value);
    write(Letters.content(place, "UNKNOWN_SCHEMA", value, Math.min(held, value.length)), key);
    return place;
  }

  private static JsonNode json(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--format=json");
    return JSON.readTree(TRIAL.must(all.toArray(String[]::new)));
  }

  private static Map<String, String> reasons(JsonNode list) {
    Map<String, String> reasons = new TreeMap<>();
    list.forEach(each -> reasons.put(each.get("place").asText(), each.get("reason").asText()));
    return reasons;
  }

  /** What a replay says of each place, where some cannot be sent. */
  private static Map<String, String> replay(int exitCode, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("dead-letters", "replay", "--format=json"));
    all.addAll(List.of(options));
    Program.Ended ended = TRIAL.command(all.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
    Map<String, String> results = new TreeMap<>();
    JSON.readTree(ended.out())
        .get("letters")
        .forEach(each -> results.put(each.get("place").asText(), each.get("result").asText()));
    return results;
  }

  /** Committed records of a topic that repeat the one at a place. */
  private static List<ConsumerRecord<byte[], byte[]>> repeats(Topic topic, RecordPlace place) {
    return TRIAL.records(topic).stream()
        .filter(
            record ->
                StreamSupport.stream(record.headers().headers(MARK).spliterator(), false)
                    .anyMatch(mark -> new String(mark.value(), UTF_8).equals(place.toString())))
        .toList();
  }

  /** Records of each topic, but for the notes of who asked. */
  private static Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    for (Topic topic : TopicCatalogue.all()) {
      sizes.put(topic.name(), TRIAL.records(topic).size());
    }
    sizes.remove(TopicCatalogue.AUDIT.name());
    return sizes;
  }

  @Test
  @Order(1)
  void lettersAreListedCountedAndShown() throws Exception {
    assertThat(reasons(json("dead-letters").get("deadLetters"))).isEqualTo(EXPECTED);
    assertThat(reasons(json("dead-letters", "list", "--since=1d").get("deadLetters")))
        .isEqualTo(EXPECTED);
    assertThat(json("dead-letters", "list", "--since=2099-01-01").get("deadLetters")).isEmpty();
    assertThat(reasons(json("dead-letters", "--reason=unknown_schema").get("deadLetters")).keySet())
        .containsExactly(late.toString());
    assertThat(json("dead-letters", "--topic=grades").get("deadLetters")).hasSize(3);
    assertThat(json("dead-letters", "--application=pathline-rosters-v1").get("deadLetters"))
        .isEmpty();
    JsonNode all = json("dead-letters").get("deadLetters");
    assertThat(json("dead-letters", "--limit=1").get("deadLetters").get(0))
        .isEqualTo(all.get(all.size() - 1));
    assertThat(TRIAL.must("dead-letters", "--limit=2")).contains("the newest 2 of 4 dead letters");
    List<String> csv = TRIAL.must("dead-letters", "list", "--format=csv").lines().toList();
    assertThat(csv.get(0)).isEqualTo("metAt,place,reason,application,bytes,replayOf,detail");
    assertThat(csv).hasSize(5);

    assertThat(TRIAL.must("dead-letters", "count", "--format=csv").lines())
        .containsExactly(
            "reason,topic,count",
            "NULL_VALUE,pathline.grades.v1,1",
            "OTHER_RECORD_TYPE,pathline.grades.v1,1",
            "UNDECODABLE,pathline.grades.v1,1",
            "UNKNOWN_SCHEMA,pathline.students.v1,1",
            "# 4 in all");

    JsonNode shown = json("dead-letters", "show", late.toString()).get("deadLetters").get(0);
    byte[] value =
        WireFormat.value(newerId, NewerSchema.student(NEWER, "late", "homeLanguage", "es"));
    assertThat(shown.get("value").asText()).isEqualTo(HexFormat.of().formatHex(value));
    assertThat(shown.get("schemaId").asInt()).isEqualTo(newerId);
    assertThat(shown.get("bytes").asInt()).isEqualTo(value.length);
    assertThat(shown.get("key").asText()).isEqualTo("late");
    assertThat(shown.get("replay").asText()).startsWith("WOULD_NOT_DECODE: UNKNOWN_SCHEMA");
    String table = TRIAL.must("dead-letters", "show", placeOf("UNDECODABLE"));
    assertThat(table)
        .contains("000000  6e 6f 20 41 76 72 6f 20 61 74 20 61 6c 6c")
        .contains("no Avro at all")
        .contains("pathline-pathways-v1");
    assertThat(TRIAL.must("dead-letters", "show", placeOf("NULL_VALUE"))).contains("NULL_VALUE");

    Program.Ended none = TRIAL.command("dead-letters", "show", "pathline.grades.v1-0-999999");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("no dead letter of pathline.grades.v1-0-999999");
  }

  private static String placeOf(String reason) {
    return EXPECTED.entrySet().stream()
        .filter(each -> each.getValue().equals(reason))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Test
  @Order(2)
  void rejectionsAreListedCountedAndShown() throws Exception {
    JsonNode list =
        json("rejections", "--reason=KEY_MISMATCH", "--topic=students", "--student=other");
    assertThat(reasons(list.get("rejections")))
        .isEqualTo(Map.of(mismatch.toString(), "KEY_MISMATCH"));
    assertThat(json("rejections", "--student=nobody").get("rejections")).isEmpty();
    assertThat(TRIAL.must("rejections", "count", "--student=other", "--format=csv").lines())
        .containsExactly("reason,topic,count", "KEY_MISMATCH,pathline.students.v1,1", "# 1 in all");
    JsonNode shown = json("rejections", "show", mismatch.toString()).get("rejections").get(0);
    assertThat(shown.get("studentId").asText()).isEqualTo("other");
    assertThat(shown.get("recordedAt").asText()).isEqualTo("2020-09-13T12:26:40Z");
    assertThat(TRIAL.must("rejections", "show", mismatch.toString()))
        .contains("is 'other' but the record key is 'somebody'");
    assertThat(TRIAL.command("rejections", "show", late.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  @Order(3)
  void whatWouldFailAgainIsNotSent() throws Exception {
    Map<String, Integer> before = sizes();
    assertThat(replay(1).values()).hasSize(4).containsOnly("WOULD_NOT_DECODE");
    assertThat(sizes()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void afterTheRegistryIsMendedTheFactStandsAndASecondReplaySendsNothing() throws Exception {
    assertThat(TRIAL.command("student", "late").exitCode()).isEqualTo(1);
    assertThat(register(STUDENTS.subject(), NEWER)).isEqualTo(newerId);
    Map<String, Integer> before = sizes();
    String[] chosen = {"--reason=UNKNOWN_SCHEMA", "--topic=students", "--since=1d"};
    assertThat(replay(0, chosen[0], chosen[1], "--dry-run"))
        .isEqualTo(Map.of(late.toString(), "WOULD_BE_SENT"));
    assertThat(sizes()).isEqualTo(before);

    assertThat(replay(0, chosen)).isEqualTo(Map.of(late.toString(), "SENT"));
    Map<String, Integer> once = new TreeMap<>(before);
    once.merge(STUDENTS.name(), 1, Integer::sum);
    // Kafka takes a transaction for committed a moment before readers see what is in it.
    Awaited.until("the record that was sent again is there", () -> sizes().equals(once));
    assertThat(replay(0, chosen)).isEqualTo(Map.of(late.toString(), "ALREADY_REPLAYED"));
    assertThat(sizes()).isEqualTo(once);
    ConsumerRecord<byte[], byte[]> sent = repeats(STUDENTS, late).get(0);
    assertThat(sent.partition())
        .isEqualTo(BuiltInPartitioner.partitionForKey("late".getBytes(UTF_8), 6))
        .isNotEqualTo(late.partition());
    assertThat(sent.headers().lastHeader("own").value()).containsExactly(7);

    TRIAL.runUntilCaughtUp("pathways");
    assertThat(TRIAL.must("student", "late")).contains("ASIAN");
    assertThat(json("dead-letters").get("deadLetters")).hasSize(4);
    assertThat(json("dead-letters", "show", late.toString()).toString())
        .contains("ALREADY_REPLAYED");
  }

  @Test
  @Order(5)
  void aReplayThatWasKilledInTheMiddleIsUndoneAndDoneOnce() throws Exception {
    RecordPlace place = meet("killed", STUDENTS, 3);
    Map<String, Object> settings = TRIAL.connection().clientSettings();
    settings.put("transactional.id", TRANSACTIONAL_ID);
    try (KafkaProducer<byte[], byte[]> killed =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(marked("killed", place)).get();
      assertThat(replay(0, "--topic=students", "--since=1h"))
          .containsEntry(place.toString(), "SENT");
      assertThatThrownBy(killed::commitTransaction).isInstanceOf(KafkaException.class);
    }
    assertThat(repeats(STUDENTS, place)).hasSize(1);
    assertThat(replay(0, "--topic=students")).containsEntry(place.toString(), "ALREADY_REPLAYED");

    // Had it committed before it was killed, nothing would be left to do.
    RecordPlace other = meet("committed", STUDENTS, 3);
    PRODUCER.send(marked("committed", other)).get();
    assertThat(replay(0, "--topic=students")).containsEntry(other.toString(), "ALREADY_REPLAYED");
    assertThat(repeats(STUDENTS, other)).hasSize(1);
  }

  private static ProducerRecord<byte[], byte[]> marked(String id, RecordPlace place) {
    return new ProducerRecord<>(
        STUDENTS.name(),
        null,
        id.getBytes(UTF_8),
        WRITER.value(student(id)),
        List.of(new RecordHeader(MARK, place.toString().getBytes(UTF_8))));
  }

  @Test
  @Order(6)
  void manyAreSentOnceWhenTwoReplayAtATime() throws Exception {
    List<RecordPlace> places = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      byte[] key = ("many-" + i).getBytes(UTF_8);
      PRODUCER.send(
          new ProducerRecord<>(STUDENTS.name(), key, WRITER.value(student("many-" + i))),
          (at, error) -> {
            synchronized (places) {
              places.add(new RecordPlace(at.topic(), at.partition(), at.offset()));
            }
          });
    }
    PRODUCER.flush();
    Map<RecordPlace, byte[]> values = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TRIAL.records(STUDENTS)) {
      values.put(
          new RecordPlace(record.topic(), record.partition(), record.offset()), record.value());
    }
    for (RecordPlace place : places) {
      byte[] value = values.get(place);
      PRODUCER.send(
          new ProducerRecord<>(
              TopicCatalogue.DEAD_LETTERS.name(),
              WireFormat.value(
                  WRITER.schemaId(TopicCatalogue.DEAD_LETTERS),
                  Letters.content(place, "UNKNOWN_SCHEMA", value, 5))));
    }
    PRODUCER.flush();
    List<CompletableFuture<Program.Ended>> both =
        IntStream.range(0, 2)
            .mapToObj(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> TRIAL.command("dead-letters", "replay", "--topic=students")))
            .toList();
    for (CompletableFuture<Program.Ended> each : both) {
      Program.Ended ended = each.get();
      if (ended.exitCode() != 0) {
        assertThat(ended.err()).contains("another replay has begun");
      }
    }
    long began = System.nanoTime();
    assertThat(replay(0, "--topic=students").values()).hasSizeGreaterThanOrEqualTo(2_500);
    System.out.printf("a replay of 2,500 letters took %.1f s%n", Trial.seconds(began));
    Map<String, Integer> repeats = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TRIAL.records(STUDENTS)) {
      if (record.headers().lastHeader(MARK) != null) {
        repeats.merge(Trial.text(record.headers().lastHeader(MARK).value()), 1, Integer::sum);
      }
    }
    assertThat(repeats.keySet()).containsAll(places.stream().map(RecordPlace::toString).toList());
    assertThat(repeats.values()).containsOnly(1);
  }

  @Test
  @Order(7)
  void aReplayThatFailsAgainNamesTheFirstAndIsSentOnlyWhenAsked() throws Exception {
    byte[] key = "again".getBytes(UTF_8);
    byte[] value = WRITER.value(student("again"));
    RecordPlace first = store(STUDENTS, null, key, value);
    write(Letters.content(first, "UNKNOWN_SCHEMA", value, 5), key);
    assertThat(replay(0, "--topic=students")).containsEntry(first.toString(), "SENT");
    ConsumerRecord<byte[], byte[]> sent = repeats(STUDENTS, first).get(0);
    RecordPlace second = new RecordPlace(sent.topic(), sent.partition(), sent.offset());
    write(Letters.content(second, "UNKNOWN_SCHEMA", value, 5), key, sent.headers().toArray());
    JsonNode list = json("dead-letters", "--limit=1").get("deadLetters").get(0);
    assertThat(list.get("place").asText()).isEqualTo(second.toString());
    assertThat(list.get("replayOf").asText()).isEqualTo(first.toString());

    Map<String, String> results = replay(1, "--topic=students");
    assertThat(results)
        .containsEntry(first.toString(), "ALREADY_REPLAYED")
        .containsEntry(second.toString(), "FAILED_AGAIN");
    assertThat(repeats(STUDENTS, second)).isEmpty();
    assertThat(replay(0, "--topic=students", "--again")).containsEntry(second.toString(), "SENT");
    assertThat(replay(0, "--topic=students", "--again"))
        .containsEntry(second.toString(), "ALREADY_REPLAYED");
    assertThat(repeats(STUDENTS, second)).hasSize(1);
    assertThat(repeats(STUDENTS, first)).as("both name the first").hasSize(2);
  }

  @Test
  @Order(8)
  void aTopologyHandsTheMarkOfARecordThatFailsAgainToItsLetter() throws Exception {
    RecordPlace failed =
        store(
            STUDENTS,
            null,
            "fails".getBytes(UTF_8),
            "no Avro".getBytes(UTF_8),
            new RecordHeader(MARK, late.toString().getBytes(UTF_8)));
    TRIAL.runUntilCaughtUp("pathways");
    JsonNode shown = json("dead-letters", "show", failed.toString()).get("deadLetters").get(0);
    assertThat(shown.get("replayOf").asText()).isEqualTo(late.toString());
    assertThat(shown.get("replay").asText()).startsWith("FAILED_AGAIN").contains(late.toString());
  }

  @Test
  @Order(9)
  void whatIsGoneFromItsTopicIsSentFromTheLetterIfThatHoldsAllOfIt() throws Exception {
    RecordPlace whole = meet("whole", STUDENTS, 1_000);
    RecordPlace head = meet("head", STUDENTS, 9);
    deleteAllOf(STUDENTS);
    assertThat(TRIAL.records(STUDENTS)).isEmpty();
    Map<String, String> results = replay(1, "--topic=students");
    assertThat(results)
        .containsEntry(whole.toString(), "SENT")
        .containsEntry(head.toString(), "ORIGINAL_GONE");
    ConsumerRecord<byte[], byte[]> sent = repeats(STUDENTS, whole).get(0);
    assertThat(sent.value()).isEqualTo(WRITER.value(student("whole")));
    assertThat(Trial.text(sent.key())).isEqualTo("whole");
    assertThat(repeats(STUDENTS, head)).isEmpty();
    assertThat(replay(1, "--topic=students"))
        .containsEntry(whole.toString(), "ALREADY_REPLAYED")
        .containsEntry(head.toString(), "ORIGINAL_GONE");
  }

  private static void deleteAllOf(Topic topic) throws Exception {
    try (Admin admin = Admin.create(TRIAL.connection().clientSettings())) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      for (int partition = 0; partition < topic.partitions(); partition++) {
        all.put(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(-1));
      }
      admin.deleteRecords(all).all().get();
    }
  }

  @Test
  @Order(10)
  void aRecordThatItsTopicNoLongerTakesStopsNoOther() throws Exception {
    byte[] value = WRITER.value(student("x".repeat(200_000)));
    byte[] key = "x".repeat(200_000).getBytes(UTF_8);
    RecordPlace large = store(STUDENTS, null, key, value);
    write(Letters.content(large, "UNKNOWN_SCHEMA", value, 100), null);
    RecordPlace small = meet("beside-large", STUDENTS, 5);
    setLargest(1_000);
    assertThat(replay(1, "--topic=students"))
        .containsEntry(large.toString(), "TOO_LARGE")
        .containsEntry(small.toString(), "SENT");
    setLargest(1_048_588);
    assertThat(replay(1, "--topic=students"))
        .containsEntry(large.toString(), "SENT")
        .containsEntry(small.toString(), "ALREADY_REPLAYED");
  }

  private static void setLargest(int bytes) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, STUDENTS.name());
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(TRIAL.connection().clientSettings())) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
    }
  }

  @Test
  @Order(11)
  void whatIsDerivedOrHasNoTopicIsNotSent() throws Exception {
    byte[] value = WRITER.value(student("derived"));
    RecordPlace derived = new RecordPlace(TopicCatalogue.PATHWAYS.name(), 0, 0);
    write(Letters.content(derived, "UNDECODABLE", value, value.length), null);
    RecordPlace missing = new RecordPlace(TopicCatalogue.EMPLOYMENT.name(), 0, 0);
    write(Letters.content(missing, "UNDECODABLE", value, value.length), null);
    try (Admin admin = Admin.create(TRIAL.connection().clientSettings())) {
      admin.deleteTopics(List.of(missing.topic())).all().get();
    }
    assertThat(replay(0, "--topic=" + derived.topic()))
        .isEqualTo(Map.of(derived.toString(), "DERIVED_ANEW"));
    assertThat(replay(1, "--topic=employment")).isEqualTo(Map.of(missing.toString(), "NO_TOPIC"));
    assertThat(TRIAL.must("dead-letters", "--topic=employment", "--limit=1"))
        .contains(missing.toString());
    try (Admin admin = Admin.create(TRIAL.connection().clientSettings())) {
      assertThat(admin.listTopics().names().get())
          .as("to ask for a topic makes none")
          .doesNotContain(missing.topic());
    }
  }

  @Test
  @Order(12)
  void aRegistryThatIsDownIsOneClearLine() throws Exception {
    String[] addresses = {
      "--bootstrap-servers=" + TRIAL.connection().bootstrapServers(),
      "--schema-registry=" + TRIAL.connection().schemaRegistry()
    };
    Trial.kill(TRIAL.cluster().registryPid());
    for (String command : List.of("dead-letters replay", "dead-letters", "rejections count")) {
      List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
      arguments.addAll(List.of(addresses));
      Program.Ended ended = Program.run(TRIAL.home(), arguments.toArray(String[]::new));
      assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err().lines())
          .singleElement()
          .asString()
          .contains("the schema registry at", "does not answer");
    }
  }
}
