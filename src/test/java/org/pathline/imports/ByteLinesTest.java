package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.publish.LineReader;
import org.pathline.publish.UnreadableFile;

/** Lines as bytes, beside those of the reader of characters. */
class ByteLinesTest {
  private static final String[] PIECES = {
    "\n", "\r", "\r\n", "a", "{\"id\": 1}", "ä", "学", " \t", "x".repeat(40_000), "\n\n", "\r\r\n"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areThoseOfCharactersWhereverTheyEnd(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(lines(bytes, random)).isEqualTo(expected(bytes));
  }

  private static List<String> lines(byte[] bytes, Random random) throws Exception {
    List<String> lines = new ArrayList<>();
    try (ByteLines read =
        new ByteLines(
            new ByteArrayInputStream(bytes) {
              @Override
              public synchronized int read(byte[] into, int offset, int length) {
                // As little at once as a network may give.
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(50_000)));
              }
            })) {
      while (read.next()) {
        lines.add(read.number() + " " + read.isBlank() + " " + read.text());
        assertThat(read.isAscii()).isEqualTo(read.text().chars().allMatch(c -> c < 128));
      }
    }
    return lines;
  }

  private static List<String> expected(byte[] bytes) throws UnreadableFile, IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader =
        new LineReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      for (String line = reader.next(); line != null; line = reader.next()) {
        lines.add(reader.number() + " " + line.isBlank() + " " + line);
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 21, (1 << 20) + (1 << 16)})
  void oneThatWouldFillTheHeapIsRefused(int length) throws IOException {
    byte[] bytes = ("a\n" + "x".repeat(length)).getBytes(StandardCharsets.UTF_8);
    try (ByteLines lines = new ByteLines(new ByteArrayInputStream(bytes))) {
      assertThatThrownBy(
              () -> {
                while (lines.next()) {
                  assertThat(lines.number()).isEqualTo(1);
                }
              })
          .isInstanceOf(UnreadableFile.class)
          .hasMessageContaining("more than");
    }
  }
}
