package org.pathline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.DeadLetter;
import org.pathline.oracle.AnyRecord;
import org.pathline.oracle.GoodFact;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.registry.WireFormat;

/** Facts that can be decoded and say anything: they count or are rejected, and nothing fails. */
class AnyFactTest {
  private static final long SEED = Long.getLong("proof.seed", 20_261_127L);
  private static final int ODD = 200;
  private static final int LARGEST_BAD_RECORD = 64 << 10;
  private static final int BOUND = 512 << 10;
  private static final long[] TIMES = {
    Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, 253_402_300_799_999L
  };

  @Test
  void factsThatSayAnythingCountOrAreRejectedAndHarmNobodyElse() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<Fact> facts = Histories.of(SEED, 6, RealLists.vocabulary(Settings.DEFAULT)).delivery();
    SortedMap<String, byte[]> pathways;
    int rejections;
    try (TopologyUnderTest alone = new TopologyUnderTest(Settings.DEFAULT)) {
      alone.deliver(facts, new Random(SEED));
      pathways = new TreeMap<>(alone.pathways());
      rejections = alone.rejections().size();
    }
    int own = rejections;
    FactCodec codec = new FactCodec();
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      for (FactType type : FactType.values()) {
        if (type == FactType.POLICIES) {
          continue; // They go to other topologies, where they are tried, too.
        }
        Topic topic = TopicCatalogue.ofNoun(type.noun());
        Schema schema = GoodFact.schema(type);
        String idField = schema.getFields().get(0).name();
        AnyRecord drawing = new AnyRecord(random, good(type), 12);
        for (int i = 0; i < ODD; i++) {
          String id = "odd-" + random.nextInt(10);
          Map<String, Object> given = new HashMap<>();
          if (random.nextInt(20) > 0) {
            given.put(idField, id);
          }
          byte[] body = AnyRecord.body(drawing.of(schema, given));
          byte[] key = id.getBytes(UTF_8);
          RecordHeaders headers = new RecordHeaders();
          headers.add(IngestTime.header(TIMES[random.nextInt(TIMES.length)]));
          headers.add("empty", null);
          topology.publish(
              topic, key, WireFormat.value(topology.schemas().idOf(topic), body), headers);
          rejections += isGood(codec, type, key, body) ? 0 : 1;
        }
      }
      facts.forEach(topology::publish);
      topology.settle();
      assertThat(topology.deadLetters())
          .map(bytes -> topology.<DeadLetter>decode(bytes, TopicCatalogue.DEAD_LETTERS).getReason())
          .isEmpty();
      topology.reasons().forEach((reason, count) -> System.out.println(reason + " " + count));
      assertThat(topology.reasons()).doesNotContainKey("INTERNAL_ERROR");
      int cycles = topology.reasons().getOrDefault("IDENTITY_CYCLE", 0);
      assertThat(topology.rejections()).hasSizeBetween(rejections, rejections + cycles);
      assertThat(rejections - own).isBetween(ODD, 12 * ODD - 1);
      topology
          .setAside()
          .values()
          .forEach(each -> assertThat(each.getReason()).isNotEqualTo("INTERNAL_ERROR"));
      SortedMap<String, byte[]> neighbours = new TreeMap<>(topology.pathways());
      neighbours.keySet().retainAll(pathways.keySet());
      assertThat(neighbours.keySet()).isEqualTo(pathways.keySet());
      neighbours.forEach((id, bytes) -> assertThat(bytes).as(id).isEqualTo(pathways.get(id)));
      assertThat(topology.largestBadRecord()).isLessThan(LARGEST_BAD_RECORD);
      assertThat(topology.largestRecord()).isLessThan(BOUND);
    }
  }

  private static boolean isGood(FactCodec codec, FactType type, byte[] key, byte[] body) {
    Fact fact = codec.decode(type, body, 0, body.length);
    return Arrays.equals(fact.envelope().studentId().getBytes(UTF_8), key)
        && FactRules.firstViolation(fact, System.currentTimeMillis()) == null;
  }

  /** Good values of all fields, so that some records count. */
  static Map<String, List<?>> good(FactType type) {
    Map<String, List<?>> good = new HashMap<>();
    GoodFact.values(type)
        .forEach(
            (field, value) -> {
              if (!(value instanceof org.apache.avro.generic.GenericEnumSymbol<?>)) {
                good.put(field, List.of(value));
              }
            });
    good.put("cipCodes", List.of("11.0701", "27.0101"));
    return good;
  }
}
