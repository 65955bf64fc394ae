package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.events.Rejection;
import org.pathline.oracle.GoodFact;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/**
 * Records and students of the kinds that once stopped a topology for good, all on one cluster among
 * the facts of others: each is told once with its reason, nobody else notices, and neither does a
 * process that starts again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("trial")
class NothingStopsIT {
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final int LARGEST_RECORD = 1_048_400;
  private static final String LARGE_ID = "x".repeat(400_000);
  private static final int FACTS_OF_THE_PLACEHOLDER = 100_000;
  private static final int FACTS_LEFT = 4_000;
  private static final int IDS_OF_THE_HUB = 1_528;

  /** Parts of the facts of the neighbours, which come before, between and after. */
  private static final int PARTS = 4;

  private static final List<Fact> NEIGHBOURS = Histories.of(SEED, 60).delivery();
  private static final Random RANDOM = new Random(SEED);
  private static final Map<String, String> SET_ASIDE = new TreeMap<>();
  private static final Map<String, Long> TOLD = new TreeMap<>();

  private static Trial trial;
  private static Published published;
  private static Program program;
  private static String config;
  private static int part;

  @BeforeAll
  static void begin() throws IOException {
    System.out.println("seed " + SEED);
    trial = Trial.withTopics();
    published = new Published(trial.connection());
    config = trial.config(trial.connection().schemaRegistry(), Trial.SHORTENED);
    program = run();
    neighbours();
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
    return trial.run("--effects-every=0", "--config=" + config);
  }

  private static void neighbours() {
    int size = NEIGHBOURS.size();
    published.facts(NEIGHBOURS.subList(part * size / PARTS, ++part * size / PARTS));
  }

  @Test
  @Order(1)
  void recordsOfAnySizeOnEveryTopicAreToldOnceEach() throws Exception {
    for (FactType type : FactType.values()) {
      Topic topic = FactWriter.topic(type);
      String idField = GoodFact.schema(type).getFields().get(0).name();
      byte[] rubbish = new byte[LARGEST_RECORD];
      RANDOM.nextBytes(rubbish);
      rubbish[0] = 1;
      published.undecodable(topic, "a".getBytes(UTF_8), rubbish, "UNDECODABLE");
      byte[] large = value(type, Map.of(idField, LARGE_ID));
      published.broken(topic, "another".getBytes(UTF_8), large, "KEY_MISMATCH");
      published.broken(topic, LARGE_ID.getBytes(UTF_8), large, "TOO_LONG");
    }
    for (int length : List.of(70_000, 520_000)) {
      String alias = "a".repeat(length);
      byte[] value = value(FactType.IDENTITIES, Map.of("aliasId", alias, "canonicalId", "N0001"));
      published.broken(TopicCatalogue.IDENTITIES, alias.getBytes(UTF_8), value, "TOO_LONG");
    }
    String canonical = "c".repeat(70_000);
    published.broken(
        TopicCatalogue.IDENTITIES,
        "alias".getBytes(UTF_8),
        value(FactType.IDENTITIES, Map.of("aliasId", "alias", "canonicalId", canonical)),
        "TOO_LONG");
    settle();
  }

  @Test
  @Order(2)
  void arraysOfANewerSchemaThatClaimTwoBillionElementsAreDeadLetters() throws Exception {
    for (String elements : List.of("null", "int", "string", "double")) {
      // A field of its own: one that changes its type the registry would refuse.
      String notes = "notesOf" + elements;
      Schema newer = NewerSchema.withArray(notes, elements);
      int id;
      try (SchemaRegistryClient registry = trial.connection().registryClient()) {
        id = registry.register(TopicCatalogue.STUDENTS.subject(), new AvroSchema(newer));
      }
      byte[] key = notes.getBytes(UTF_8);
      byte[] student = NewerSchema.student(newer, notes, notes, List.of());
      published.whatever(TopicCatalogue.STUDENTS, key, WireFormat.value(id, student), "accepted");
      // Two billion elements, where the empty array stood.
      byte[] claim = {(byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e, 0};
      byte[] claiming = Arrays.copyOf(student, student.length - 1 + claim.length);
      System.arraycopy(claim, 0, claiming, student.length - 1, claim.length);
      published.undecodable(
          TopicCatalogue.STUDENTS, key, WireFormat.value(id, claiming), "UNDECODABLE");
    }
    settle();
  }

  @Test
  @Order(3)
  void idsInLatin1AreDeadLettersAndNoStudent() throws Exception {
    for (int letter : new int[] {0xe9, 0xe8, 0xf1, 0xfc, 0xe4, 0xf6}) {
      byte[] id = ("Nu" + (char) letter + "ez1").getBytes(ISO_8859_1);
      for (FactType type : FactType.values()) {
        String idField = GoodFact.schema(type).getFields().get(0).name();
        byte[] value = value(type, Map.of(idField, "Nu-ez1"));
        System.arraycopy(id, 0, value, WireFormat.HEADER + 1, id.length);
        published.undecodable(FactWriter.topic(type), id, value, "UNDECODABLE");
      }
    }
    // In UTF-8 it is a student like any other.
    published.facts(List.of(student("Nu\u00f1ez1", Recorded.at(1), RaceEthnicity.HISPANIC)));
    settle();
    assertThat(trial.table(TopicCatalogue.PATHWAYS)).containsKey("Nu\u00f1ez1");
  }

  @Test
  @Order(4)
  void aFactOfTheYear9999IsRejectedAndItsCorrectionStands() throws Exception {
    Fact future =
        student(
            "corrected", Instant.parse("9999-12-31T00:00:00Z").toEpochMilli(), RaceEthnicity.ASIAN);
    published.facts(List.of(future, student("corrected", Recorded.at(1), RaceEthnicity.BLACK)));
    for (FactType type : FactType.values()) {
      String id = GoodFact.schema(type).getFields().get(0).name() + "-7";
      for (boolean retracted : List.of(false, true)) {
        published.broken(
            FactWriter.topic(type),
            id.getBytes(UTF_8),
            value(
                type, Map.of("recordedAt", future.envelope().recordedAt(), "retracted", retracted)),
            "IMPLAUSIBLE_DATE");
      }
    }
    settle();
    assertThat(published.rejections()).containsValue("IMPLAUSIBLE_DATE");
    assertThat(Derived.published(trial).students().get("corrected").attributes().get(0))
        .isEqualTo("BLACK");
  }

  @Test
  @Order(5)
  void aPlaceholderWithAHundredThousandFactsIsSetAside() throws Exception {
    published.withoutResult(courses(0, FACTS_OF_THE_PLACEHOLDER, 1, false));
    SET_ASIDE.put("pathways STUDENT 0", "TOO_MANY_FACTS");
    TOLD.put("TOO_MANY_FACTS", 1L);
    neighbours();
    settle();
  }

  @Test
  @Order(6)
  void anIdToWhichFifteenHundredAreLinkedIsSetAside() throws Exception {
    List<Fact> hub = new ArrayList<>();
    for (int i = 0; i < IDS_OF_THE_HUB; i++) {
      hub.add(link(i, 1, false));
      hub.add(search(i));
    }
    published.withoutResult(hub);
    SET_ASIDE.put("pathways HUB UNKNOWN", "IDENTITY_HUB");
    TOLD.put("IDENTITY_HUB", 1L);
    neighbours();
    settle();
  }

  @Test
  @Order(7)
  void whatWasToldIsToldOnceAlsoByAProcessThatStartsAgain() throws Exception {
    program.kill();
    program = run();
    // Facts of those that are set aside go on to come.
    published.withoutResult(courses(0, 50, 1, false));
    published.withoutResult(List.of(search(0)));
    neighbours();
    settle();
    assertThat(program.terminate().exitCode()).isEqualTo(143);
    program = run();
    settle();
  }

  @Test
  @Order(8)
  void withdrawnItIsAsIfItHadNeverCome() throws Exception {
    published.withoutResult(courses(FACTS_LEFT, FACTS_OF_THE_PLACEHOLDER, 2, true));
    published.count(courses(0, FACTS_LEFT, 1, false));
    SET_ASIDE.remove("pathways STUDENT 0");
    List<Fact> withdrawn = new ArrayList<>();
    for (int i = 0; i < IDS_OF_THE_HUB; i++) {
      withdrawn.add(link(i, 2, true));
      published.count(List.of(search(i)));
    }
    published.withoutResult(withdrawn);
    SET_ASIDE.remove("pathways HUB UNKNOWN");
    settle();
    assertThat(trial.table(TopicCatalogue.PATHWAYS)).containsKeys("0", "hub-0", "hub-1527");
  }

  @Test
  @Order(9)
  void theAuditWouldSeeALostFactALetterTooManyAndAStudentThatIsNotBack() {
    program.close();
    List<Fact> good = published.good();
    assertThat(Audit.of(trial, published, good.subList(0, good.size() - 1), SET_ASIDE).wrong())
        .isPositive();
    assertThat(Audit.of(trial, published, Map.of("pathways STUDENT 0", "TOO_MANY_FACTS")).lost())
        .isEqualTo(1);
    // Nobody is there to tell it.
    published.undecodable(TopicCatalogue.GRADES, null, null, "NULL_VALUE");
    assertThat(Audit.of(trial, published, SET_ASIDE).lost()).isEqualTo(1);
  }

  /** Waits until everything is processed; then all results must be as they should. */
  private static void settle() throws Exception {
    published.flush();
    long began = System.nanoTime();
    Awaited.caughtUp(trial.connection(), program);
    System.out.printf("caught up after %.1f s%n", Trial.seconds(began));
    Audit audit = Audit.of(trial, published, SET_ASIDE);
    assertThat(audit.found()).as(audit.summary()).isEmpty();
    Map<String, Long> told =
        Audit.events(trial, TopicCatalogue.REJECTIONS, Rejection.class).stream()
            .map(Rejection::getReason)
            .filter(Audit.OF_NO_RECORD::contains)
            // Cycles of links are in the facts of the neighbours, too.
            .filter(reason -> !reason.equals("IDENTITY_CYCLE"))
            .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
    assertThat(told).isEqualTo(TOLD);
    assertThat(program.err()).doesNotContain(" a thread of ");
  }

  private static byte[] value(FactType type, Map<String, ?> changes) {
    Map<String, Object> values = GoodFact.values(type);
    values.putAll(changes);
    return WireFormat.value(
        published.writer().schemaId(FactWriter.topic(type)), GoodFact.body(type, values));
  }

  private static List<Fact> courses(int from, int to, long recordedAt, boolean retracted) {
    List<Fact> courses = new ArrayList<>();
    for (int i = from; i < to; i++) {
      courses.add(
          new OutsideCourse(
              new Envelope("0", Recorded.at(recordedAt), "provider", retracted, null),
              "provider " + i,
              "02052",
              LocalDate.of(2015, 6, 1),
              PaidBy.FAMILY,
              true));
    }
    return courses;
  }

  private static Fact link(int number, long recordedAt, boolean retracted) {
    return new IdentityLink(
        new Envelope("hub-" + number, Recorded.at(recordedAt), "hub", retracted, null), "UNKNOWN");
  }

  private static Fact search(int number) {
    return new PostsecondarySearch(
        new Envelope("hub-" + number, Recorded.at(1), "nsc", false, null),
        LocalDate.of(2020, 9, 1),
        true);
  }

  private static Fact student(String id, long recordedAt, RaceEthnicity raceEthnicity) {
    return new StudentRecord(
        new Envelope(id, recordedAt, "district", false, null),
        raceEthnicity,
        Sex.FEMALE,
        Indicator.NO,
        Indicator.NO);
  }
}
