package org.pathline.streams.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException;

/** Dead letters of records of any size. */
class DeadLettersTest {
  private static final int LARGEST = 64 << 10;

  /** What the broker takes by default, less than what surrounds a record. */
  private static final int LARGEST_RECORD = 1_048_400;

  private static final RecordMetadata PLACE =
      new ProcessorRecordContext(
          1_600_000_000_000L, 4_711, 3, TopicCatalogue.GRADES.name(), new RecordHeaders());

  private static Record<byte[], byte[]> letterOf(
      byte[] key, byte[] value, RecordHeaders headers, UndecodableException why) {
    Record<byte[], byte[]> letter =
        new DeadLetters(7)
            .of(new Record<>(key, value, 1_600_000_000_000L, headers), PLACE, "pathways", why);
    assertThat(size(letter)).isLessThan(LARGEST);
    return letter;
  }

  private static UndecodableException undecodable(String message) {
    return UndecodableException.because(message, null);
  }

  private static long size(Record<byte[], byte[]> record) {
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
    Record<byte[], byte[]> letter =
        letterOf("N1".getBytes(UTF_8), value, headers, undecodable("no"));
    DeadLetter decoded = decode(letter.value());
    assertThat(decoded.getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(decoded.getValueLength()).isEqualTo(value.length);
    assertThat(decoded.getValueSha256()).isEqualTo(sha256(value));
    assertThat(decoded.getReason()).isEqualTo("UNDECODABLE");
    assertThat(decoded.getDetail()).isEqualTo("no");
    assertThat(decoded.getApplicationId()).isEqualTo("pathways");
    assertThat(decoded.getTopic()).isEqualTo(TopicCatalogue.GRADES.name());
    assertThat(decoded.getPartition()).isEqualTo(3);
    assertThat(decoded.getOffset()).isEqualTo(4_711);
    assertThat(decoded.getTimestamp().toEpochMilli()).isEqualTo(1_600_000_000_000L);
    assertThat(letter.timestamp()).isEqualTo(1_600_000_000_000L);
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
    // Common tools look for the class, so it is part of what is published.
    assertThat(text(letter, "exception"))
        .isEqualTo("org.pathline.streams.registry.UndecodableException");
    assertThat(text(letter, "topic")).isEqualTo(TopicCatalogue.GRADES.name());
    assertThat(text(letter, "partition")).isEqualTo("3");
    assertThat(text(letter, "offset")).isEqualTo("4711");
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
    Record<byte[], byte[]> letter =
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

  private static String text(Record<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
  }

  @Test
  void aLongMessageIsShortenedAndNoMessageIsNone() throws Exception {
    Record<byte[], byte[]> letter =
        letterOf(
            null, random(LARGEST_RECORD), new RecordHeaders(), undecodable("m".repeat(1 << 20)));
    assertThat(decode(letter.value()).getDetail()).endsWith("… (1,048,576 characters)");
    DeadLetter silent =
        decode(letterOf(null, new byte[0], new RecordHeaders(), undecodable(null)).value());
    assertThat(silent.getReason()).isEqualTo("UNDECODABLE");
  }
}
