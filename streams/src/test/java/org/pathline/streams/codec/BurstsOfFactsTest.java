package org.pathline.streams.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.oracle.Histories;

class BurstsOfFactsTest {
  private static final long SEED = 20_261_124L;

  private record Placed(String id, long offset, Fact fact) {}

  private final FactCodec codec = new FactCodec();
  private final BurstWriter writer = new BurstWriter();
  private final BurstReader reader = new BurstReader();

  @Test
  void factsComeBackInTheirOrderWithTheirOffsetsStudentByStudent() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<Placed> added = new ArrayList<>();
    int runs = 0;
    long offset = 1L << 40;
    String before = null;
    for (Fact fact : Histories.of(SEED, 30).delivery()) {
      if (fact.type() == FactType.GRADES) {
        String id = fact.envelope().studentId();
        offset += 1 + random.nextInt(300);
        byte[] framed = framed(codec.encode(fact));
        writer.add(id.getBytes(UTF_8), -offset, offset, framed, 5);
        added.add(new Placed(id, offset, fact));
        runs += id.equals(before) ? 0 : 1;
        before = id;
      }
    }
    List<String> keys = new ArrayList<>();
    List<Placed> read = read(writer.toBytes(), keys);
    assertThat(added.size()).isGreaterThan(runs);
    assertThat(read).isEqualTo(added);
    assertThat(keys).hasSize(runs);
    assertThat(writer.isEmpty()).isTrue();
  }

  private List<Placed> read(byte[] burst, List<String> keys) {
    List<Placed> read = new ArrayList<>();
    reader.forEachRun(
        burst,
        (key, publishedAt, firstOffset, run, from, to) -> {
          String id = new String(key, UTF_8);
          keys.add(id);
          reader.forEachFact(
              firstOffset,
              run,
              from,
              to,
              (offset, bytes, at, length) ->
                  read.add(
                      new Placed(
                          id, offset, codec.decode(FactType.GRADES, id, bytes, at, length))));
          assertThat(publishedAt).isEqualTo(-read.get(read.size() - 1).offset());
        });
    return read;
  }

  private static byte[] framed(byte[] body) {
    byte[] framed = new byte[body.length + 5];
    System.arraycopy(body, 0, framed, 5, body.length);
    return framed;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 8_191, 8_192, 100_000})
  void theIdOfABodyIsComparedWithTheKeyWhateverItsLength(int length) {
    AvroOutput out = new AvroOutput();
    out.writeString("i".repeat(length));
    byte[] body = out.toByteArray();
    assertThat(BurstWriter.beginsWith("i".repeat(length).getBytes(UTF_8), body, 0)).isTrue();
    assertThat(BurstWriter.beginsWith("i".repeat(length - 1).getBytes(UTF_8), body, 0)).isFalse();
    assertThat(BurstWriter.beginsWith("i".repeat(length + 1).getBytes(UTF_8), body, 0)).isFalse();
    assertThat(BurstWriter.beginsWith(("i".repeat(length - 1) + "j").getBytes(UTF_8), body, 0))
        .isFalse();
  }
}
