package org.pathline.streams.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Characters;

/** Held against the JDK's strict decoder. */
class Utf8Test {
  private static final long SEED = 20_261_126L;
  private static final int ROUNDS = 400_000;
  private static final String[] PIECES = {
    "S-1",
    "ñ",
    "学",
    "💡",
    "\u0000",
    "\u007f",
    "\u0080",
    "\ufffd",
    "\uffff",
    "\ufdd0",
    "~",
    " ",
    "abcdefgh",
    "\u001f",
    "\u07ff",
    "\u0800",
    "\ud7ff",
    "\ue000",
    "\udbff\udfff"
  };

  private static String strictly(byte[] bytes, int from, int to) {
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isPlain(String text, int longest) {
    return text != null
        && text.length() <= longest
        && text.codePoints().allMatch(Characters::isOfId);
  }

  @Test
  void tellsTextsFromOtherBytesAsTheJdkDoes() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    int valid = 0;
    int plain = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(random);
      int from = random.nextInt(Math.min(3, bytes.length + 1));
      int to = bytes.length - random.nextInt(Math.min(9, bytes.length - from + 1));
      int longest = random.nextInt(40);
      String expected = strictly(bytes, from, to);
      assertThat(Utf8.isValid(bytes, from, to)).isEqualTo(expected != null);
      assertThat(Utf8.isPlain(bytes, from, to, longest)).isEqualTo(isPlain(expected, longest));
      valid += expected != null ? 1 : 0;
      plain += isPlain(expected, longest) ? 1 : 0;
    }
    assertThat(valid).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    assertThat(plain).isBetween(ROUNDS / 10, valid - ROUNDS / 20);
  }

  private static byte[] bytes(Random random) {
    StringBuilder text = new StringBuilder();
    boolean ascii = random.nextInt(3) == 0;
    for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
      text.append(
          ascii ? "S-1 ~".charAt(random.nextInt(5)) + "" : PIECES[random.nextInt(PIECES.length)]);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  @Test
  void everyCodePointAloneIsToldRight() {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      boolean surrogate = Character.getType(character) == Character.SURROGATE;
      byte[] bytes = Character.toString(character).getBytes(UTF_8);
      // The JDK writes a question mark for half of a pair.
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
      assertThat(Utf8.isPlain(bytes, 0, bytes.length, 2))
          .isEqualTo(surrogate || Characters.isOfId(character));
    }
  }

  @Test
  void longFormsAndHalvesOfPairsAreNoText() {
    byte[][] malformed = {
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xc1, (byte) 0xbf},
      {(byte) 0xe0, (byte) 0x9f, (byte) 0xbf},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xf0, (byte) 0x8f, (byte) 0xbf, (byte) 0xbf},
      {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
      {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
      {'N', 'u', (byte) 0xf1, 'e', 'z'},
      {(byte) 0xe5, (byte) 0xad}
    };
    for (byte[] bytes : malformed) {
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isFalse();
      assertThat(Utf8.isPlain(bytes, 0, bytes.length, 9)).isFalse();
    }
  }
}
