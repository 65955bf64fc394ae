package org.pathline.streams.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.codec.BurstReader;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

class JoinAdjacentFactsTest {
  private static final long FIRST_OFFSET = 1_000;
  private static final Topic SEARCHES = TopicCatalogue.SEARCHES;

  private final Contract contract =
      Contract.of(
          new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))), 1);
  private final FactCodec codec = new FactCodec();
  private final JoinAdjacentFacts join =
      new JoinAdjacentFacts(contract.wireFormat(), contract.arrivals());
  private final ArrivalDeserializer deserializer = new ArrivalDeserializer(contract.wireFormat());

  private void knowTheSchemas() {
    deserializer.deserialize(SEARCHES.name(), value(SEARCHES, search("s")));
  }

  private static Fact search(String id) {
    return new PostsecondarySearch(
        new Envelope(id, Recorded.at(1), "nsc", false, null), LocalDate.of(2020, 1, 1), true);
  }

  private byte[] value(Topic topic, Fact fact) {
    return WireFormat.value(contract.schemas().idOf(topic), codec.encode(fact));
  }

  private byte[] searchOf(String id) {
    return value(SEARCHES, search(id));
  }

  /** Records of one partition from {@link #FIRST_OFFSET} on, a second apart. */
  private static List<ConsumerRecord<byte[], byte[]>> records(Topic topic, Object... keyed) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < keyed.length; i += 2) {
      int place = i / 2;
      records.add(
          new ConsumerRecord<>(
              topic.name(),
              0,
              FIRST_OFFSET + place,
              Recorded.at(1_000L * place),
              TimestampType.LOG_APPEND_TIME,
              0,
              0,
              keyed[i] == null ? null : keyed[i].toString().getBytes(UTF_8),
              (byte[]) keyed[i + 1],
              new RecordHeaders(),
              Optional.of(7)));
    }
    return records;
  }

  private List<ConsumerRecord<byte[], byte[]>> join(List<ConsumerRecord<byte[], byte[]>> records) {
    return join.join(
            records.get(0).topic(), records, System.currentTimeMillis(), first -> records.size())
        .records();
  }

  /** Each record as it was joined: its students with their offsets, or "alone" with its own. */
  private List<String> described(List<ConsumerRecord<byte[], byte[]>> joined) {
    BurstReader reader = new BurstReader();
    List<String> texts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : joined) {
      if (!JoinAdjacentFacts.isJoined(each.headers())) {
        texts.add("alone " + each.offset());
        continue;
      }
      ArrivedRecord arrival = deserializer.deserialize(each.topic(), each.headers(), each.value());
      StringBuilder text = new StringBuilder("at " + each.offset());
      reader.forEachRun(
          ((ArrivedRecord.Burst) arrival).bytes(),
          (key, publishedAt, firstOffset, run, from, to) -> {
            text.append(' ').append(new String(key, UTF_8));
            reader.forEachFact(
                firstOffset, run, from, to, (offset, b, at, n) -> text.append(':').append(offset));
          });
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void adjacentFactsBecomeOneRecordAtTheOffsetOfTheFirst() {
    knowTheSchemas();
    List<ConsumerRecord<byte[], byte[]>> joined =
        join(records(SEARCHES, "a", searchOf("a"), "a", searchOf("a"), "b", searchOf("b")));
    assertThat(described(joined)).containsExactly("at 1000 a:1000:1001 b:1002");
    assertThat(joined.get(0).timestamp()).isEqualTo(Recorded.at(2_000));
    assertThat(joined.get(0).leaderEpoch()).contains(7);
  }

  @Test
  void whatCannotBeDecidedYetIsNotHandedOnNorIsWhatFollows() {
    knowTheSchemas();
    byte[] unknown = searchOf("c");
    unknown[4] = 99;
    List<ConsumerRecord<byte[], byte[]>> records =
        records(SEARCHES, "a", searchOf("a"), "b", new byte[0], "c", unknown, "d", searchOf("d"));
    List<Integer> asked = new ArrayList<>();
    JoinAdjacentFacts.Joined joined =
        join.join(
            SEARCHES.name(),
            records,
            System.currentTimeMillis(),
            first -> {
              asked.add(first);
              return 2;
            });
    assertThat(described(joined.records())).containsExactly("at 1000 a:1000", "alone 1001");
    assertThat(joined.upTo()).isEqualTo(2);
    // All before the first that is not plain need no question.
    assertThat(asked).containsExactly(1);
    assertThat(join.join(SEARCHES.name(), records.subList(0, 1), 0, first -> 1).upTo()).isOne();
    assertThat(join.join(SEARCHES.name(), records.subList(2, 4), 0, first -> 0).records())
        .isEmpty();
  }

  @Test
  void whateverIsNotPlainStaysAsItIsBetweenItsNeighbours() {
    knowTheSchemas();
    byte[] cut = Arrays.copyOf(searchOf("c"), searchOf("c").length - 1);
    byte[] unknown = searchOf("e");
    unknown[4] = 99;
    byte[] unmarked = searchOf("g");
    unmarked[0] = 1;
    List<ConsumerRecord<byte[], byte[]>> records =
        records(
            SEARCHES,
            "a",
            searchOf("a"),
            "b",
            searchOf("another"),
            "c",
            cut,
            "d",
            null,
            "e",
            unknown,
            null,
            searchOf("f"),
            "g",
            unmarked,
            "",
            searchOf(""),
            "h",
            searchOf("h"),
            "h",
            searchOf("h"),
            "i",
            new byte[] {0});
    List<ConsumerRecord<byte[], byte[]>> joined = join(records);
    assertThat(described(joined))
        .containsExactly(
            "at 1000 a:1000",
            "alone 1001",
            "alone 1002",
            "alone 1003",
            "alone 1004",
            "alone 1005",
            "alone 1006",
            "alone 1007",
            "at 1008 h:1008:1009",
            "alone 1010");
    assertThat(joined.subList(1, 8)).isEqualTo(records.subList(1, 8));
  }

  @Test
  void nothingIsJoinedBeforeItsSchemaWasSeen() {
    List<ConsumerRecord<byte[], byte[]>> records =
        records(SEARCHES, "a", searchOf("a"), "a", searchOf("a"));
    assertThat(described(join(records))).containsExactly("alone 1000", "alone 1001");
    knowTheSchemas();
    assertThat(described(join(records))).containsExactly("at 1000 a:1000:1001");
  }

  @Test
  void aRunKeepsTheTimeAtWhichItsEarliestFactWasPublished() {
    knowTheSchemas();
    List<ConsumerRecord<byte[], byte[]>> records =
        records(SEARCHES, "a", searchOf("a"), "a", searchOf("a"), "b", searchOf("b"));
    records.get(0).headers().add(IngestTime.header(800));
    records.get(1).headers().add(IngestTime.header(700));
    List<Long> times = new ArrayList<>();
    new BurstReader()
        .forEachRun(
            join(records).get(0).value(),
            (key, publishedAt, firstOffset, run, from, to) -> times.add(publishedAt));
    // The third has no such header: the time at which it was stored stands for it.
    assertThat(times).containsExactly(700L, Recorded.at(2_000));
  }

  @Test
  void linksAreLeftAlone() {
    Fact link = new IdentityLink(new Envelope("a", Recorded.at(1), "state", false, null), "b");
    byte[] value = value(TopicCatalogue.IDENTITIES, link);
    deserializer.deserialize(TopicCatalogue.IDENTITIES.name(), value);
    assertThat(described(join(records(TopicCatalogue.IDENTITIES, "a", value, "a", value))))
        .containsExactly("alone 1000", "alone 1001");
  }

  @Test
  void aHeaderFromOutsideMakesNoBurst() {
    knowTheSchemas();
    ConsumerRecord<byte[], byte[]> joined =
        join(records(SEARCHES, "a", searchOf("a"), "a", searchOf("a"))).get(0);
    RecordHeaders forged = new RecordHeaders();
    joined.headers().forEach(header -> forged.add(header.key(), header.value()));
    assertThat(JoinAdjacentFacts.isJoined(joined.headers())).isTrue();
    assertThat(JoinAdjacentFacts.isJoined(forged)).isFalse();
    assertThat(deserializer.deserialize(SEARCHES.name(), forged, searchOf("a")))
        .isInstanceOf(ArrivedRecord.Single.class);
  }

  @Test
  void aBurstThatIsLargeEnoughEnds() {
    Topic topic = TopicCatalogue.OUTSIDE_COURSES;
    Fact large =
        new OutsideCourse(
            new Envelope("a", Recorded.at(1), "s", false, null),
            "p".repeat(Bounds.LONGEST_TEXT),
            "02052",
            LocalDate.of(2020, 1, 1),
            PaidBy.FAMILY,
            true);
    byte[] value = value(topic, large);
    deserializer.deserialize(topic.name(), value);
    Object[] keyed = new Object[2 * 1_500];
    for (int i = 0; i < keyed.length; i += 2) {
      keyed[i] = "a";
      keyed[i + 1] = value;
    }
    List<ConsumerRecord<byte[], byte[]>> joined = join(records(topic, keyed));
    assertThat(joined).hasSize(2);
    assertThat(joined.get(0).value()).hasSizeBetween(1 << 20, (1 << 20) + value.length);
    assertThat(joined.get(1).offset()).isBetween(FIRST_OFFSET + 1_000, FIRST_OFFSET + 1_100);
  }

  @Test
  void factsWithDoubtfulTextsOrTimesStayAlone() {
    knowTheSchemas();
    long stored = Recorded.at(0);
    long ahead = stored + 2 * 86_400_000L;
    byte[] latin1 = searchOf("Nu-ez1");
    latin1[8] = (byte) 0xf1;
    List<ConsumerRecord<byte[], byte[]>> records =
        records(
            SEARCHES,
            "Nu\u00f1ez 学校",
            searchOf("Nu\u00f1ez 学校"),
            "a\u0001",
            searchOf("a\u0001"),
            "a\ufffd",
            searchOf("a\ufffd"),
            "x".repeat(1_001),
            searchOf("x".repeat(1_001)),
            "é".repeat(1_000),
            searchOf("é".repeat(1_000)),
            "late",
            recorded("late", ahead + 5_001),
            "later",
            recorded("later", ahead + 6_001),
            "never",
            recorded("never", Long.MAX_VALUE),
            "old",
            recorded("old", 0));
    ConsumerRecord<byte[], byte[]> raw = records.get(2);
    records.set(
        2,
        new ConsumerRecord<>(
            raw.topic(),
            0,
            raw.offset(),
            raw.timestamp(),
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            Arrays.copyOfRange(latin1, 6, 12),
            latin1,
            new RecordHeaders(),
            Optional.empty()));
    // The record after one of them was stored later, which makes it no more plausible.
    assertThat(described(join(records)))
        .containsExactly(
            "at 1000 Nu\u00f1ez 学校:1000",
            "alone 1001",
            "alone 1002",
            "alone 1003",
            "at 1004 " + "é".repeat(1_000) + ":1004",
            "alone 1005",
            "alone 1006",
            "alone 1007",
            "alone 1008");
    assertThat(described(join(records(SEARCHES, "soon", recorded("soon", ahead)))))
        .containsExactly("at 1000 soon:1000");
  }

  private byte[] recorded(String id, long recordedAt) {
    return value(
        SEARCHES,
        new PostsecondarySearch(
            new Envelope(id, recordedAt, "nsc", false, null), LocalDate.of(2020, 1, 1), true));
  }
}
