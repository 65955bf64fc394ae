package org.pathline.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.key.Sha256;
import org.pathline.events.DeadLetter;
import org.pathline.letters.ReplayOutcome.Result;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.WireFormat;
import org.pathline.topics.RecordPlace;

/** What becomes of a dead letter, decided without a broker. */
class ReplayRuleTest {
  private static final String TOPIC = TopicCatalogue.STUDENTS.name();
  private static final RecordPlace PLACE = new RecordPlace(TOPIC, 1, 7);
  private static final RecordPlace FIRST = new RecordPlace(TOPIC, 4, 2);
  private static final byte[] KEY = "s-1".getBytes(UTF_8);
  private static final Header OWN = new RecordHeader("own", new byte[] {1});
  private static final int PARTITIONS = 6;

  private final ContractSchemas schemas =
      new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider())));
  private final ReplayRule rule = rule(false);
  private final byte[] good = value("s-1");

  private ReplayRule rule(boolean again) {
    return new ReplayRule(new FactDeserializer(new WireFormat(schemas)), again);
  }

  private byte[] value(String student) {
    return WireFormat.value(
        schemas.idOf(TopicCatalogue.STUDENTS),
        new FactCodec()
            .encode(
                new StudentRecord(
                    new Envelope(student, 1, "district", false, null),
                    RaceEthnicity.BLACK,
                    Sex.FEMALE,
                    Indicator.YES,
                    Indicator.NO)));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte[] key, byte[] value, Header... headers) {
    return new ConsumerRecord<>(
        TOPIC,
        1,
        7,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(List.of(headers)),
        Optional.empty());
  }

  private Letter letter(byte[] value, int held) {
    return Letters.of(Letters.content(PLACE, "UNKNOWN_SCHEMA", value, held), KEY, OWN);
  }

  private static void isRefused(ReplayRule.Decision decision, Result result, String detail) {
    assertThat(decision.record()).isNull();
    assertThat(decision.outcome().result()).isEqualTo(result);
    assertThat(decision.outcome().detail()).contains(detail);
  }

  @Test
  void theOriginalIsSentToThePartitionOfItsKeyWithItsHeadersAndAMark() {
    ReplayRule.Decision decision =
        rule.decide(letter(good, 3), PARTITIONS, false, record(KEY, good, OWN));
    ProducerRecord<byte[], byte[]> sent = decision.record();
    assertThat(decision.outcome().result()).isEqualTo(Result.WOULD_BE_SENT);
    assertThat(sent.topic()).isEqualTo(TOPIC);
    assertThat(sent.partition()).isEqualTo(BuiltInPartitioner.partitionForKey(KEY, PARTITIONS));
    assertThat(sent.key()).isEqualTo(KEY);
    assertThat(sent.value()).isEqualTo(good);
    assertThat(sent.headers().lastHeader("own")).isEqualTo(OWN);
    assertThat(ReplayHeader.places(sent.headers())).containsExactly(PLACE);
  }

  @Test
  void aRecordWithoutAKeyStaysInItsPartition() {
    assertThat(
            rule.decide(letter(good, 3), PARTITIONS, false, record(null, good))
                .record()
                .partition())
        .isEqualTo(1);
    assertThat(rule.decide(letter(good, 3), 1, false, record(null, good)).record().partition())
        .isZero();
  }

  @Test
  void whatIsGoneIsTakenFromTheLetterOnlyIfLengthAndDigestProveIt() {
    ReplayRule.Decision whole = rule.decide(letter(good, good.length), PARTITIONS, false, null);
    assertThat(whole.record().value()).isEqualTo(good);
    assertThat(whole.record().key()).isEqualTo(KEY);
    assertThat(whole.outcome().detail()).contains("as the letter holds it");
    isRefused(
        rule.decide(letter(good, 10), PARTITIONS, false, null),
        Result.ORIGINAL_GONE,
        "holds 10 of " + good.length + " bytes");
    isRefused(
        rule.decide(
            Letters.of(Letters.content(PLACE, "UNKNOWN_SCHEMA", good), KEY),
            PARTITIONS,
            false,
            null),
        Result.ORIGINAL_GONE,
        "do not prove");
    byte[] other = value("s-2");
    Letter lies =
        Letters.of(
            DeadLetter.newBuilder(Letters.content(PLACE, "UNKNOWN_SCHEMA", good, good.length))
                .setValueSha256(Sha256.digits(other))
                .build(),
            KEY);
    isRefused(rule.decide(lies, PARTITIONS, false, null), Result.ORIGINAL_GONE, "do not prove");
  }

  @Test
  void aShortenedKeyIsNotSent() {
    Letter shortened =
        Letters.of(
            Letters.content(PLACE, "UNKNOWN_SCHEMA", good, good.length), "s-".getBytes(UTF_8));
    isRefused(rule.decide(shortened, PARTITIONS, false, null), Result.ORIGINAL_GONE, "key");
  }

  @Test
  void anotherRecordAtThePlaceIsNotTheOriginal() {
    byte[] other = value("s-2");
    isRefused(
        rule.decide(letter(good, 3), PARTITIONS, false, record(KEY, other)),
        Result.ORIGINAL_GONE,
        "another record");
    assertThat(
            rule.decide(letter(good, good.length), PARTITIONS, false, record(KEY, other))
                .record()
                .value())
        .isEqualTo(good);
    // Letters of the first versions held all of the value, so the bytes themselves are compared.
    Letter old = Letters.of(Letters.content(PLACE, "UNKNOWN_SCHEMA", good), KEY);
    assertThat(rule.decide(old, PARTITIONS, false, record(KEY, good)).record()).isNotNull();
    isRefused(
        rule.decide(old, PARTITIONS, false, record(KEY, other)),
        Result.ORIGINAL_GONE,
        "another record");
  }

  @Test
  void whatWouldNotDecodeIsNotSentAndTheReasonIsTold() {
    byte[] noAvro = "no Avro".getBytes(UTF_8);
    byte[] unknown = WireFormat.value(987_654, new byte[] {0});
    byte[] torn = WireFormat.value(schemas.idOf(TopicCatalogue.STUDENTS), new byte[] {-1, -1});
    byte[] foreign = WireFormat.value(schemas.idOf(TopicCatalogue.GRADES), new byte[] {0});
    refuses(noAvro, "UNDECODABLE: ");
    refuses(unknown, "UNKNOWN_SCHEMA: ");
    refuses(torn, "UNDECODABLE: ");
    refuses(foreign, "OTHER_RECORD_TYPE: ");
    refuses(null, "NULL_VALUE: ");
  }

  private void refuses(byte[] value, String why) {
    isRefused(
        rule.decide(
            letter(value, value == null ? 0 : value.length), PARTITIONS, false, record(KEY, value)),
        Result.WOULD_NOT_DECODE,
        why);
  }

  @Test
  void aTombstoneThatIsGoneIsGone() {
    isRefused(rule.decide(letter(null, 0), PARTITIONS, false, null), Result.ORIGINAL_GONE, "null");
  }

  @Test
  void aReplayThatFailedAgainIsSentOnlyWhenAskedAndNamesAllPlaces() {
    Letter again =
        Letters.of(
            Letters.content(PLACE, "UNKNOWN_SCHEMA", good, good.length),
            KEY,
            ReplayHeader.of(FIRST));
    isRefused(rule.decide(again, PARTITIONS, false, null), Result.FAILED_AGAIN, FIRST.toString());
    assertThat(again.replayedFrom()).containsExactly(FIRST);
    // Known from the record itself, too, should the letter have lost the header.
    isRefused(
        rule.decide(
            letter(good, good.length),
            PARTITIONS,
            false,
            record(KEY, good, ReplayHeader.of(FIRST))),
        Result.FAILED_AGAIN,
        FIRST.toString());
    ReplayRule.Decision asked = rule(true).decide(again, PARTITIONS, false, null);
    assertThat(ReplayHeader.places(asked.record().headers())).containsExactly(FIRST, PLACE);
  }

  @Test
  void whatWasReplayedIsNotSentNorWhatHasNoTopicNorWhatIsDerived() {
    isRefused(
        rule(true).decide(letter(good, 3), PARTITIONS, true, record(KEY, good)),
        Result.ALREADY_REPLAYED,
        "before");
    isRefused(rule.decide(letter(good, 3), 0, false, null), Result.NO_TOPIC, TOPIC);
    for (String derived :
        List.of(
            TopicCatalogue.PATHWAYS.name(),
            TopicCatalogue.OUTCOME_CELLS.name(),
            "pathline-outcomes-v1-contributions-repartition")) {
      Letter letter =
          Letters.of(Letters.content(new RecordPlace(derived, 0, 1), "UNDECODABLE", good, 3), KEY);
      isRefused(rule.decide(letter, PARTITIONS, false, null), Result.DERIVED_ANEW, "derived anew");
    }
  }

  @Test
  void aHeaderOfTheSameNameThatNamesNoPlaceMarksNothing() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(ReplayHeader.NAME, null).add(ReplayHeader.NAME, "nowhere".getBytes(UTF_8));
    assertThat(ReplayHeader.places(headers)).isEmpty();
    headers.add(ReplayHeader.of(FIRST));
    assertThat(ReplayHeader.places(headers)).containsExactly(FIRST);
  }
}
