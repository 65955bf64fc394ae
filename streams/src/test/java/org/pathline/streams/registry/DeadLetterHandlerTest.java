package org.pathline.streams.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException.Reason;

/** Dead letters of records of any size. */
class DeadLetterHandlerTest {
  private static final int LARGEST = 64 << 10;

  /** What the broker takes by default, less than what surrounds a record. */
  private static final int LARGEST_RECORD = 1_048_400;

  /** A context that knows its task; the handler asks for nothing else. */
  private static final ErrorHandlerContext TASK =
      (ErrorHandlerContext)
          Proxy.newProxyInstance(
              ErrorHandlerContext.class.getClassLoader(),
              new Class<?>[] {ErrorHandlerContext.class},
              (proxy, method, arguments) ->
                  method.getName().equals("taskId") ? new TaskId(0, 3) : null);

  private final DeadLetterHandler handler = new DeadLetterHandler();

  DeadLetterHandlerTest() {
    handler.configure(
        Map.of(DeadLetterHandler.SCHEMA_ID, "7", StreamsConfig.APPLICATION_ID_CONFIG, "pathways"));
  }

  private ProducerRecord<byte[], byte[]> letterOf(
      byte[] key, byte[] value, RecordHeaders headers, Exception exception) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            TopicCatalogue.GRADES.name(),
            3,
            4_711,
            1_600_000_000_000L,
            TimestampType.LOG_APPEND_TIME,
            key == null ? -1 : key.length,
            value == null ? -1 : value.length,
            key,
            value,
            headers,
            Optional.empty());
    List<ProducerRecord<byte[], byte[]>> letters =
        handler.handleError(TASK, record, exception).deadLetterQueueRecords();
    assertThat(letters).hasSize(1);
    assertThat(size(letters.get(0))).isLessThan(LARGEST);
    return letters.get(0);
  }

  private static Exception undecodable(String message) {
    return new UndecodableException(Reason.UNDECODABLE, message, null);
  }

  private static long size(ProducerRecord<byte[], byte[]> record) {
    long size = record.value().length + (record.key() == null ? 0 : record.key().length);
    for (Header header : record.headers()) {
      size +=
          header.key().getBytes(UTF_8).length
              + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  private static DeadLetter decode(byte[] value) throws Exception {
    return new SpecificDatumReader<DeadLetter>(DeadLetter.getClassSchema())
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aSmallRecordIsKeptWhole() throws Exception {
    byte[] value = random(16 << 10);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1, 2}).add("nothing", null);
    ProducerRecord<byte[], byte[]> letter =
        letterOf("N1".getBytes(UTF_8), value, headers, undecodable("no"));
    DeadLetter decoded = decode(letter.value());
    assertThat(decoded.getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(decoded.getValueLength()).isEqualTo(value.length);
    assertThat(decoded.getValueSha256()).isEqualTo(sha256(value));
    assertThat(decoded.getReason()).isEqualTo("UNDECODABLE");
    assertThat(decoded.getDetail()).isEqualTo("no");
    assertThat(letter.key()).isEqualTo("N1".getBytes(UTF_8));
    assertThat(Stream.of(letter.headers().toArray()).map(Header::key))
        .containsExactly(
            "trace",
            "nothing",
            "__streams.errors.topic",
            "__streams.errors.partition",
            "__streams.errors.offset",
            "__streams.errors.exception",
            "__streams.errors.message");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void ofALargeValueTheHeadTheLengthAndTheDigestAreKept() throws Exception {
    for (int length : List.of((16 << 10) + 1, LARGEST_RECORD, 8 << 20)) {
      byte[] value = random(length);
      DeadLetter letter =
          decode(letterOf(new byte[0], value, new RecordHeaders(), undecodable("no")).value());
      assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value, 0, 16 << 10));
      assertThat(letter.getValueLength()).isEqualTo(length);
      assertThat(letter.getValueSha256()).isEqualTo(sha256(value));
    }
  }

  @Test
  void aValueThatIsNoneHasNoLengthAndNoDigest() throws Exception {
    DeadLetter letter =
        decode(letterOf(null, null, new RecordHeaders(), undecodable("null")).value());
    assertThat(letter.getValue()).isNull();
    assertThat(letter.getValueLength()).isZero();
    assertThat(letter.getValueSha256()).isEmpty();
  }

  @Test
  void aLargeKeyIsCutAndSaidToBe() {
    byte[] key = random(LARGEST_RECORD);
    ProducerRecord<byte[], byte[]> letter =
        letterOf(key, new byte[] {1}, new RecordHeaders(), undecodable("no"));
    assertThat(letter.key()).hasSize(1 << 10);
    assertThat(text(letter, "key.shortened")).startsWith("1024 of 1048400 bytes, SHA-256 ");
  }

  @Test
  void manyOrLargeHeadersAreLeftOutAndCounted() {
    List<RecordHeaders> all = new ArrayList<>();
    RecordHeaders many = new RecordHeaders();
    for (int i = 0; i < 60_000; i++) {
      many.add("h" + i, new byte[10]);
    }
    all.add(many);
    RecordHeaders large = new RecordHeaders();
    large.add("small", new byte[10]).add("large", random(1_000_000)).add("last", null);
    all.add(large);
    RecordHeaders longName = new RecordHeaders();
    longName.add("n".repeat(1_000_000), null);
    all.add(longName);
    RecordHeaders names = new RecordHeaders();
    for (int i = 0; i < 40; i++) {
      names.add("學".repeat(2_000), new byte[0]);
    }
    all.add(names);
    List<String> dropped =
        all.stream()
            .map(
                headers ->
                    text(
                        letterOf(null, new byte[] {1}, headers, undecodable("no")),
                        "headers.dropped"))
            .toList();
    assertThat(dropped).containsExactly("59968 of 60000", "2 of 3", "1 of 1", "39 of 40");
  }

  private static String text(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
  }

  @Test
  void aLongMessageIsShortenedAndNoMessageIsNone() throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        letterOf(
            null, random(LARGEST_RECORD), new RecordHeaders(), undecodable("m".repeat(1 << 20)));
    assertThat(decode(letter.value()).getDetail()).endsWith("… (1,048,576 characters)");
    DeadLetter silent =
        decode(letterOf(null, new byte[0], new RecordHeaders(), undecodable(null)).value());
    assertThat(silent.getReason()).isEqualTo("UNDECODABLE");
  }

  private static ConsumerRecord<byte[], byte[]> at(int partition, long offset) {
    return new ConsumerRecord<>(
        TopicCatalogue.GRADES.name(),
        partition,
        offset,
        1_600_000_000_000L,
        TimestampType.LOG_APPEND_TIME,
        -1,
        9,
        null,
        new byte[9],
        new RecordHeaders(),
        Optional.empty());
  }

  @Test
  void whatSaysNothingAgainstTheRecordFailsTheTaskAndLosesNothing() {
    for (RuntimeException each :
        List.of(
            new RegistryUnavailableException("away"),
            new InterruptException("interrupted"),
            new TimeoutException("slow"),
            new SerializationException("of somebody else"),
            new NullPointerException(),
            new IllegalArgumentException("x"),
            new ClassCastException())) {
      Response response = handler.handleError(TASK, at(0, 7), each);
      assertThat(response.result()).as(each.toString()).isEqualTo(Result.FAIL);
      assertThat(response.deadLetterQueueRecords()).isEmpty();
    }
    assertThat(handler.handleError(TASK, at(0, 7), undecodable("no")).result())
        .isEqualTo(Result.RESUME);
  }

  private Exception fault(String place) {
    return new UndecodableException(Reason.INTERNAL_ERROR, place, new NullPointerException());
  }

  private void meet(int partition, long offset, Exception exception) {
    assertThat(handler.handleError(TASK, at(partition, offset), exception).result())
        .isEqualTo(Result.RESUME);
  }

  @Test
  void faultsOfTheProgramInARowStopTheTopologyAndOthersDoNot() {
    int most = DecodingFaults.MOST_IN_A_ROW;
    // A record between them that was decoded, another reason, another line, another partition.
    for (int i = 0; i < 2 * most; i++) {
      meet(0, 10 + 3L * i, fault("A.java:1"));
      meet(1, 10 + i, i % 7 == 0 ? undecodable("no") : fault("A.java:1"));
      meet(2, 10 + i, fault("A.java:" + i % 2));
    }
    for (int i = 0; i < most; i++) {
      // Each in a transaction of its own, whose marker takes an offset.
      meet(3, 10 + 2L * i, fault("A.java:1"));
      meet(4, 10 + i, fault("A.java:1"));
    }
    assertThatThrownBy(() -> handler.handleError(TASK, at(3, 10 + 2L * most), fault("A.java:1")))
        .isInstanceOf(StreamsException.class)
        .hasMessageContaining("101 records in a row")
        .hasMessageContaining("pathline.grades.v1-3 up to offset 210")
        .hasMessageContaining("A.java:1")
        .hasNoCause();
    meet(4, 9, fault("A.java:1"));
  }
}
