package org.pathline.domain.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.oracle.GoodFact;
import org.pathline.streams.codec.FactCodec;

/** Texts that were looked at before: the rules say of their facts what they say of all others. */
class PlainTextsTest {
  private static final long NOW = System.currentTimeMillis();

  /** Signs from which words for nothing, numbers and damaged ids are made, and some others. */
  private static final String SIGNS = "NULnulaAoOeE#/\\.,-_()'\"= 0123456789+\u00a0\u0410\u00df\t";

  private static final List<String> TEXTS =
      List.of(
          "",
          "S-1",
          "NULL",
          "(none)",
          "n/a",
          "1.5",
          "1.2E+11",
          " x",
          "=1",
          "-",
          "?",
          "1.#IND",
          "\u200b1",
          "\u0410lpha",
          "a".repeat(Bounds.LONGEST_ID),
          "a".repeat(Bounds.LONGEST_ID + 1));

  private static Violation asKnown(FactType type, Map<String, Object> values) {
    byte[] body = GoodFact.body(type, values);
    FactCodec codec = new FactCodec();
    Fact fact = codec.decode(type, body, 0, body.length);
    return FactRules.firstViolation(fact, NOW, codec.hadPlainTexts());
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void aFactOfKnownTextsBreaksTheSameRules(FactType type) {
    Random random = new Random(type.ordinal());
    int plain = 0;
    int broken = 0;
    for (Schema.Field field : GoodFact.schema(type).getFields()) {
      if (GoodFact.present(field).getType() != Schema.Type.STRING) {
        continue;
      }
      for (int i = 0; i < 300; i++) {
        String text = i < TEXTS.size() ? TEXTS.get(i) : drawn(random);
        Map<String, Object> values = GoodFact.values(type);
        values.put(field.name(), text);
        Violation expected = FactRules.firstViolation(GoodFact.of(type, values), NOW);
        assertThat(asKnown(type, values)).as("%s '%s'", field.name(), text).isEqualTo(expected);
        plain += FactRules.isPlain(text) ? 1 : 0;
        broken += expected != null ? 1 : 0;
      }
    }
    assertThat(plain).isPositive();
    assertThat(broken).isPositive();
  }

  private static String drawn(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return text.toString();
  }

  @Test
  void oneTextThatIsNotPlainAmongOthersIsSeen() {
    for (Schema.Field field : GoodFact.schema(FactType.GRADES).getFields()) {
      if (GoodFact.present(field).getType() == Schema.Type.STRING) {
        Map<String, Object> values = GoodFact.values(FactType.GRADES);
        byte[] good = GoodFact.body(FactType.GRADES, values);
        values.put(field.name(), "NULL");
        byte[] bad = GoodFact.body(FactType.GRADES, values);
        FactCodec codec = new FactCodec();
        for (int i = 0; i < 3; i++) {
          codec.decode(FactType.GRADES, good, 0, good.length);
          assertThat(codec.hadPlainTexts()).as(field.name()).isTrue();
          codec.decode(FactType.GRADES, bad, 0, bad.length);
          assertThat(codec.hadPlainTexts()).as(field.name()).isFalse();
        }
      }
    }
  }

  @Test
  void whenItWasRecordedIsStillLookedAt() {
    Map<String, Object> values = GoodFact.values(FactType.GRADES);
    values.put("recordedAt", 0L);
    assertThat(asKnown(FactType.GRADES, values).field()).isEqualTo("recordedAt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "1234567", "12345678", "123456789", "\u00df", "\u00df\u00df\u00df"})
  void textsOfAnyLengthAreReadAsTheyAre(String text) {
    FactCodec codec = new FactCodec();
    for (String source : List.of(text, text + "x", text, "y" + text, text)) {
      Map<String, Object> values = GoodFact.values(FactType.STUDENTS);
      values.put("source", source);
      byte[] body = GoodFact.body(FactType.STUDENTS, values);
      assertThat(codec.decode(FactType.STUDENTS, body, 0, body.length).envelope().source())
          .isEqualTo(source);
    }
  }
}
