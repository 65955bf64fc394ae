package org.pathline.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.DeadLetter;
import org.pathline.events.Rejection;
import org.pathline.oracle.GoodFact;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/** A producer that keeps to no rule, on every topic: only what it sends itself is refused. */
class HostileInputTest {
  private static final long SEED = Long.getLong("proof.seed", 20_261_126L);
  private static final int HOSTILE = 3_000;
  private static final int LARGEST_BAD_RECORD = 64 << 10;
  private static final int LARGEST_RECORD = 1_048_400;
  private static final Settings SETTINGS = Settings.DEFAULT;
  private static final List<Fact> FACTS =
      Histories.of(SEED, 8, RealLists.vocabulary(SETTINGS)).delivery();

  private record Message(FactType type, byte[] key, byte[] value) {
    Topic topic() {
      return TopicCatalogue.ofNoun(type.noun());
    }
  }

  private final Random random = new Random(SEED);
  private int deadLetters;
  private int rejections;
  private int accepted;

  /** A good fact of somebody who is in no history, then a few bytes of it changed. */
  private Message mutated(TopologyUnderTest topology) {
    FactType type = FactType.values()[random.nextInt(FactType.values().length)];
    Map<String, Object> values = GoodFact.values(type);
    String idField = GoodFact.schema(type).getFields().get(0).name();
    String id = "hostile-" + random.nextInt(20);
    values.put(idField, id);
    byte[] value =
        WireFormat.value(
            topology.schemas().idOf(TopicCatalogue.ofNoun(type.noun())),
            GoodFact.body(type, values));
    byte[] key = id.getBytes(UTF_8);
    switch (random.nextInt(12)) {
      case 0 -> value = Arrays.copyOf(value, random.nextInt(value.length));
      case 1 -> value = Arrays.copyOf(value, value.length + 1 + random.nextInt(9));
      case 2 -> value[random.nextInt(5)] = (byte) random.nextInt();
      case 3 -> value = random(random.nextInt(60));
      case 4 -> key = random(random.nextInt(9));
      case 5 -> key = null;
      case 6 -> {
        // A claim of two billion where some length or number stood.
        int at = 5 + random.nextInt(value.length - 9);
        byte[] claim = {(byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e};
        System.arraycopy(claim, 0, value, at, Math.min(claim.length, value.length - at));
      }
      case 7 -> {
        byte[] rest = Arrays.copyOfRange(value, 5, value.length);
        value = WireFormat.value(random.nextInt(40), rest);
      }
      default -> {
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
        }
      }
    }
    return new Message(type, key, value);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Says that the registry has no schema where it has none: to ask takes a second for each id. */
  private static void tellOfSchema(TopologyUnderTest topology, byte[] value) {
    if (value.length < 5) {
      return;
    }
    int id = ByteBuffer.wrap(value, 1, 4).getInt();
    if (TopicCatalogue.all().stream().noneMatch(topic -> topology.schemas().idOf(topic) == id)) {
      topology.schemas().passAsAbsent(id);
    }
  }

  /** Notes what must become of a message, by what its bytes say taken for themselves. */
  private void expect(TopologyUnderTest topology, Message message) {
    tellOfSchema(topology, message.value());
    Fact fact;
    try (FactDeserializer facts = new FactDeserializer(topology.contract().wireFormat())) {
      fact = facts.deserialize(message.topic().name(), message.value());
    } catch (UndecodableException e) {
      deadLetters++;
      return;
    }
    byte[] id = fact.envelope().studentId().getBytes(UTF_8);
    boolean good =
        Arrays.equals(id, message.key())
            && FactRules.firstViolation(fact, System.currentTimeMillis()) == null;
    accepted += good ? 1 : 0;
    rejections += good ? 0 : 1;
  }

  @Test
  void mutatedRecordsOnEveryTopicGiveOneDeadLetterOrRejectionEachAndHarmNobodyElse() {
    System.out.println("seed " + SEED);
    SortedMap<String, byte[]> pathways;
    int ownRejections;
    try (TopologyUnderTest alone = new TopologyUnderTest(SETTINGS)) {
      alone.deliver(FACTS, new Random(SEED));
      pathways = new TreeMap<>(alone.pathways());
      ownRejections = alone.rejections().size();
    }
    assertThat(pathways).hasSizeGreaterThan(4);
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      for (int i = 0; i < HOSTILE; i++) {
        Message message = mutated(topology);
        expect(topology, message);
        topology.publish(message.topic(), message.key(), message.value());
        if (i % 8 == 0 && i / 8 < FACTS.size()) {
          topology.publish(FACTS.get(i / 8));
        }
      }
      FACTS.stream().skip((HOSTILE + 7) / 8).forEach(topology::publish);
      topology.settle();
      assertThat(topology.deadLetters()).hasSize(deadLetters);
      assertThat(topology.rejections()).hasSize(rejections + ownRejections);
      SortedMap<String, byte[]> neighbours = new TreeMap<>(topology.pathways());
      neighbours.keySet().retainAll(pathways.keySet());
      assertThat(neighbours.keySet()).isEqualTo(pathways.keySet());
      neighbours.forEach((id, bytes) -> assertThat(bytes).as(id).isEqualTo(pathways.get(id)));
      assertThat(topology.largestBadRecord()).isLessThan(LARGEST_BAD_RECORD);
    }
    System.out.println(
        deadLetters + " dead letters, " + rejections + " rejections, " + accepted + " accepted");
    assertThat(List.of(deadLetters, rejections, accepted)).allMatch(count -> count > HOSTILE / 30);
  }

  @Test
  void recordsAsLargeAsTheBrokerTakesGiveSmallDeadLettersAndRejections() {
    System.out.println("seed " + SEED);
    List<String> expected = new ArrayList<>();
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      String large = "x".repeat(400_000);
      for (FactType type : FactType.values()) {
        Topic topic = TopicCatalogue.ofNoun(type.noun());
        String idField = GoodFact.schema(type).getFields().get(0).name();
        byte[] good = value(topology, type, Map.of());
        topology.publish(topic, "a".getBytes(UTF_8), random(LARGEST_RECORD));
        topology.publish(topic, random(LARGEST_RECORD), new byte[] {1});
        topology.publish(topic, "a".getBytes(UTF_8), new byte[] {1}, manyHeaders());
        // The first knows its key, the second does not, the third has a large key.
        topology.publish(
            topic, large.getBytes(UTF_8), value(topology, type, Map.of(idField, large)));
        topology.publish(
            topic, "another".getBytes(UTF_8), value(topology, type, Map.of(idField, large)));
        topology.publish(topic, large.getBytes(UTF_8), good);
        byte[] noSource = value(topology, type, Map.of("source", ""));
        byte[] key = (idField + "-7").getBytes(UTF_8);
        topology.publish(topic, key, noSource, manyHeaders());
        topology.publish(topic, key, value(topology, type, Map.of("source", large)));
        topology.publish(
            topic, key, value(topology, type, Map.of("factId", large, "retracted", true)));
        expected.addAll(
            List.of(
                type.noun() + " TOO_LONG",
                type.noun() + " KEY_MISMATCH",
                type.noun() + " KEY_MISMATCH",
                type.noun() + " MISSING_FIELD",
                type.noun() + " TOO_LONG",
                type.noun() + " TOO_LONG"));
      }
      topology.settle();
      assertThat(topology.deadLetters()).hasSize(3 * FactType.values().length);
      assertThat(
              topology.rejections().stream()
                  .map(bytes -> (Rejection) topology.decode(bytes, TopicCatalogue.REJECTIONS))
                  .map(rejection -> rejection.getFactTopic() + " " + rejection.getReason()))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(topology.largestBadRecord()).isBetween(16 << 10, LARGEST_BAD_RECORD);
      assertThat(topology.pathways()).isEmpty();
    }
  }

  private static byte[] value(TopologyUnderTest topology, FactType type, Map<String, ?> changes) {
    Map<String, Object> values = GoodFact.values(type);
    values.putAll(changes);
    return WireFormat.value(
        topology.schemas().idOf(TopicCatalogue.ofNoun(type.noun())), GoodFact.body(type, values));
  }

  private static RecordHeaders manyHeaders() {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < 1_000; i++) {
      headers.add("h" + i, new byte[1_000]);
    }
    return headers;
  }

  @Test
  void sixIdsInLatin1AreSixDeadLettersAndNoStudent() {
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      Topic topic = TopicCatalogue.SEARCHES;
      for (int letter : new int[] {0xe9, 0xe8, 0xf1, 0xfc, 0xe4, 0xf6}) {
        byte[] id = ("Nu" + (char) letter + "ez1").getBytes(ISO_8859_1);
        byte[] value = value(topology, FactType.SEARCHES, Map.of("studentId", "Nu-ez1"));
        System.arraycopy(id, 0, value, 6, id.length);
        topology.publish(topic, id, value);
      }
      // A key that cannot be read is not that of the fact that says what it would read as.
      topology.publish(
          topic,
          "Nu\u00f1ez1".getBytes(ISO_8859_1),
          value(topology, FactType.SEARCHES, Map.of("studentId", "Nu\ufffdez1")));
      topology.publish(
          topic,
          "Nu\u00f1ez1".getBytes(UTF_8),
          value(topology, FactType.SEARCHES, Map.of("studentId", "Nu\u00f1ez1")));
      topology.settle();
      assertThat(topology.pathways()).containsOnlyKeys("Nu\u00f1ez1");
      assertThat(topology.deadLetters())
          .hasSize(6)
          .allSatisfy(
              bytes -> {
                DeadLetter letter = topology.decode(bytes, TopicCatalogue.DEAD_LETTERS);
                assertThat(letter.getReason()).isEqualTo("UNDECODABLE");
              });
      assertThat(topology.rejections()).hasSize(1);
    }
  }

  @Test
  void aFactFromTheFutureIsRejectedAndItsRetractionToo() {
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      long future = System.currentTimeMillis() + 3 * 86_400_000L;
      for (FactType type : FactType.values()) {
        Topic topic = TopicCatalogue.ofNoun(type.noun());
        byte[] key = (GoodFact.schema(type).getFields().get(0).name() + "-7").getBytes(UTF_8);
        for (boolean retracted : List.of(false, true)) {
          topology.publish(
              topic,
              key,
              value(topology, type, Map.of("recordedAt", future, "retracted", retracted)));
        }
      }
      topology.settle();
      assertThat(
              topology.rejections().stream()
                  .map(bytes -> (Rejection) topology.decode(bytes, TopicCatalogue.REJECTIONS))
                  .map(rejection -> rejection.getReason() + " " + rejection.getField()))
          .hasSize(2 * FactType.values().length)
          .containsOnly("IMPLAUSIBLE_DATE recordedAt");
      assertThat(topology.pathways()).isEmpty();
    }
  }

  @Test
  void rubbishAmongThePathwaysGivesDeadLettersAndChangesNoSum() {
    System.out.println("seed " + SEED);
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      topology.deliver(FACTS, new Random(SEED));
      var cells = topology.cells();
      var sorting = topology.sorting();
      assertThat(cells).isNotEmpty();
      List<byte[]> standing = List.copyOf(topology.pathways().values());
      int rubbish = 0;
      for (int i = 0; i < 400; i++) {
        byte[] value = standing.get(random.nextInt(standing.size())).clone();
        if (i % 2 == 0) {
          value = Arrays.copyOf(value, random.nextInt(value.length));
        } else {
          byte[] noise = random(random.nextInt(LARGEST_RECORD / 100));
          System.arraycopy(noise, 0, value, 5, Math.min(noise.length, value.length - 5));
        }
        if (!isPathway(topology, value)) {
          topology.publishAmongPathways(("hostile-" + i).getBytes(UTF_8), value);
          rubbish++;
        }
      }
      assertThat(rubbish).isGreaterThan(300);
      topology.settle();
      // Both topologies read them.
      assertThat(topology.deadLetters()).hasSize(2 * rubbish);
      assertThat(topology.cells()).isEqualTo(cells);
      assertThat(topology.sorting()).isEqualTo(sorting);
    }
  }

  private static boolean isPathway(TopologyUnderTest topology, byte[] value) {
    try {
      topology.decode(value, TopicCatalogue.PATHWAYS);
      return true;
    } catch (UndecodableException e) {
      return false;
    }
  }
}
