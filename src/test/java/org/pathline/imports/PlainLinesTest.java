package org.pathline.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are read quickly, beside what Jackson makes of them. */
class PlainLinesTest {
  private static final Set<String> PASSED_OVER = Set.of("link");
  private static final String[] NAMES = {
    "id", "link", "schoolId", "studentReference", "_lastModifiedDate", "a", "b"
  };
  private static final String[] VALUES = {
    "\"\"",
    "\"104417\"",
    "\"1996-09-15T12:00:00Z\"",
    "\"uri://ed-fi.org/TermDescriptor#Fall\"",
    "0",
    "7",
    "2006",
    "123456789",
    "0.5",
    "12.25",
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "\"a text of more than eight bytes, which ends later\""
  };

  /** What is not plain, or no JSON. */
  private static final String[] OTHER = {
    "\"a\\\"b\"",
    "\"\\u00e4\"",
    "\"ä\"",
    "\"tab\there\"",
    "\"\u007f\"",
    "-1",
    "-0",
    "1e3",
    "1.5E2",
    "01",
    "1.",
    ".5",
    "12345678901",
    "123456789.123456789",
    "True",
    "tru",
    "nul",
    "truex",
    "+1",
    "NaN",
    "'a'",
    "\"open",
    "[1,]",
    "[,1]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "",
    "}",
    "]"
  };

  private final PlainLines plain = new PlainLines(PASSED_OVER);
  private final JsonTrees trees = new JsonTrees(PASSED_OVER);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void arePlainAndReadAsJacksonReadsThem(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String line = object(random, 0, VALUES);
      assertThat(read(line)).as(line).isNotNull().isEqualTo(byJackson(line));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areLeftToJacksonOrReadAsJacksonReadsThem(long seed) {
    Random random = new Random(seed);
    int left = 0;
    for (int i = 0; i < 4_000; i++) {
      String line = damaged(random, object(random, 0, i % 2 == 0 ? VALUES : OTHER));
      JsonNode read = read(line);
      left += read == null ? 1 : 0;
      if (read != null) {
        assertThat(read).as(line).isEqualTo(byJackson(line));
      }
    }
    assertThat(left).as("lines that are not plain").isBetween(1_000, 3_900);
  }

  @Test
  void holdNothingOfTheLineBefore() {
    assertThat(read("{\"a\":\"1\",\"b\":\"22\"}")).hasToString("{\"a\":\"1\",\"b\":\"22\"}");
    assertThat(read("{\"b\":\"1\",\"a\":\"23\"}")).hasToString("{\"b\":\"1\",\"a\":\"23\"}");
    assertThat(read("{\"b\":\"1\"}")).hasToString("{\"b\":\"1\"}");
    assertThat(read("{\"bb\":\"\"}")).hasToString("{\"bb\":\"\"}");
  }

  private static String object(Random random, int depth, String[] values) {
    StringBuilder text = new StringBuilder("{");
    int fields = random.nextInt(9);
    for (int i = 0; i < fields; i++) {
      String blank = random.nextInt(8) == 0 ? " \t" : "";
      text.append(i == 0 ? "" : "," + blank)
          .append('"')
          .append(NAMES[random.nextInt(NAMES.length)])
          .append('"')
          .append(blank)
          .append(':')
          .append(blank)
          .append(value(random, depth, values))
          .append(blank);
    }
    return text.append('}').toString();
  }

  private static String value(Random random, int depth, String[] values) {
    int kind = random.nextInt(10);
    if (kind < 2 && depth < 4) {
      return object(random, depth + 1, values);
    }
    if (kind == 2 && depth < 4) {
      return "[" + value(random, depth + 1, values) + ", " + value(random, depth + 1, VALUES) + "]";
    }
    // Rarely, for many at once leave nothing to be read.
    return kind == 3
        ? values[random.nextInt(values.length)]
        : VALUES[random.nextInt(VALUES.length)];
  }

  /** The line, in two of three cases without one of its characters or with another one. */
  private static String damaged(Random random, String line) {
    int at = random.nextInt(line.length());
    return switch (random.nextInt(3)) {
      case 0 -> line.substring(0, at) + line.substring(at + 1);
      case 1 ->
          line.substring(0, at)
              + "{}[],:\"\\0e-. \u0000x".charAt(random.nextInt(15))
              + line.substring(at);
      default -> line;
    };
  }

  /** Read from the middle of other bytes. */
  private @Nullable JsonNode read(String line) {
    byte[] bytes = ("\"x\":" + line + "\",:}]0").getBytes(UTF_8);
    return plain.read(bytes, 4, line.getBytes(UTF_8).length);
  }

  /** What becomes of a line that is left to Jackson; null where it is not well-formed. */
  private @Nullable JsonNode byJackson(String line) {
    try (JsonParser parser = new JsonFactory().createParser(line.getBytes(UTF_8))) {
      return parser.nextToken() == null ? null : trees.value(parser);
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
