package org.pathline.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line that holds a JSON object in plain form, as nearly all do: ASCII without escapes, and
 * numbers of few digits. Every other line, also one that is not well-formed, is left to a real
 * parser, which takes three times as long.
 *
 * <p>A file says mostly the same names and many of the same texts line after line. Those are told
 * from others where they stood in the line before, and are not made anew.
 */
final class PlainLines {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long SIGNS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long ESCAPES = ONES * '\\';
  private static final long BLANKS = ONES * ' ';
  private static final int DEEPEST = 16;
  private static final int MOST_DIGITS = 9;

  /** So many names, and as many texts, of a line are looked for in the next. */
  private static final int PLACES = 1 << 6;

  private final String[] passedOver;
  private final String[] names = new String[PLACES];
  private final byte[][] namesAsBytes = new byte[PLACES][0];
  private final TextNode[] texts = new TextNode[PLACES];
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int nextName;
  private int nextText;

  /**
   * Reads lines.
   *
   * @param passedOver names of fields, in any depth, that nobody asks for
   */
  PlainLines(Set<String> passedOver) {
    this.passedOver = passedOver.stream().map(String::intern).toArray(String[]::new);
    Arrays.fill(names, "");
    Arrays.fill(texts, TextNode.valueOf(""));
  }

  /** The object that is all of a line; null where the line is not plain. */
  @Nullable ObjectNode read(byte[] line, int begin, int length) {
    bytes = line;
    at = begin;
    end = begin + length;
    nextName = 0;
    nextText = 0;
    ObjectNode object = sign() == '{' ? object(0) : null;
    return object == null || sign() != 0 ? null : object;
  }

  /** Moves to the next byte that is no blank; 0 at the end. */
  private int sign() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at == end ? 0 : bytes[at];
  }

  private @Nullable JsonNode value(int depth) {
    return switch (sign()) {
      case '"' -> text();
      case '{' -> depth == DEEPEST ? null : object(depth);
      case '[' -> depth == DEEPEST ? null : array(depth);
      case 't' -> word("true", NODES.booleanNode(true));
      case 'f' -> word("false", NODES.booleanNode(false));
      case 'n' -> word("null", NODES.nullNode());
      default -> number();
    };
  }

  private @Nullable ObjectNode object(int depth) {
    FewFields fields = new FewFields();
    at++;
    int sign = sign();
    while (sign != '}') {
      String name = sign == '"' && fields.size() < JsonTrees.FEW ? name() : null;
      if (name == null || sign() != ':') {
        return null;
      }
      at++;
      JsonNode value = value(depth + 1);
      if (value == null) {
        return null;
      }
      if (!isPassedOver(name)) {
        fields.put(name, value);
      }
      sign = sign();
      if (sign == ',') {
        at++;
        sign = sign() == '"' ? '"' : 0;
      } else if (sign != '}') {
        return null;
      }
    }
    at++;
    return new ObjectNode(NODES, fields);
  }

  @SuppressWarnings("ReferenceEquality") // Interned.
  private boolean isPassedOver(String name) {
    for (String each : passedOver) {
      if (each == name) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode(2);
    at++;
    int sign = sign();
    while (sign != ']') {
      JsonNode value = value(depth + 1);
      if (value == null) {
        return null;
      }
      array.add(value);
      sign = sign();
      if (sign == ',') {
        at++;
        sign = 0;
      } else if (sign != ']') {
        return null;
      }
    }
    at++;
    return array;
  }

  private @Nullable String name() {
    int place = Math.min(nextName++, PLACES - 1);
    byte[] last = namesAsBytes[place];
    int quote = at + 1 + last.length;
    if (quote < end
        && bytes[quote] == '"'
        && last.length > 0
        && Arrays.equals(bytes, at + 1, quote, last, 0, last.length)) {
      at = quote + 1;
      return names[place];
    }
    quote = quote();
    if (quote < 0) {
      return null;
    }
    namesAsBytes[place] = Arrays.copyOfRange(bytes, at + 1, quote);
    names[place] = new String(bytes, at + 1, quote - at - 1, ISO_8859_1).intern();
    at = quote + 1;
    return names[place];
  }

  private @Nullable TextNode text() {
    int quote = quote();
    if (quote < 0) {
      return null;
    }
    int place = Math.min(nextText++, PLACES - 1);
    int length = quote - at - 1;
    if (!isText(texts[place].textValue(), length)) {
      texts[place] = TextNode.valueOf(new String(bytes, at + 1, length, ISO_8859_1));
    }
    at = quote + 1;
    return texts[place];
  }

  private boolean isText(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    // Ids that follow each other differ at their end.
    for (int i = length - 1; i >= 0; i--) {
      if (text.charAt(i) != bytes[at + 1 + i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the quote stands that closes the text here; below zero where the text is not plain. */
  private int quote() {
    byte[] in = bytes;
    int i = at + 1;
    while (i + Long.BYTES <= end && arePlain((long) EIGHT.get(in, i))) {
      i += Long.BYTES;
    }
    // What is below a blank is a control character, or no ASCII.
    while (i < end && in[i] >= ' ' && in[i] != '"' && in[i] != '\\') {
      i++;
    }
    return i < end && in[i] == '"' ? i : -1;
  }

  /** Whether eight bytes are printed ASCII, and none of them a quote or an escape. */
  private static boolean arePlain(long eight) {
    long quotes = eight ^ QUOTES;
    long escapes = eight ^ ESCAPES;
    long below = (quotes - ONES & ~quotes) | (escapes - ONES & ~escapes) | eight - BLANKS;
    return ((below | eight) & SIGNS) == 0;
  }

  private @Nullable JsonNode word(String word, JsonNode node) {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || bytes[at++] != word.charAt(i)) {
        return null;
      }
    }
    return node;
  }

  private @Nullable JsonNode number() {
    int from = at;
    int number = 0;
    for (; isDigit(); at++) {
      number = 10 * number + bytes[at] - '0';
    }
    int digits = at - from;
    if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && bytes[from] == '0')) {
      return null;
    }
    if (at == end || bytes[at] != '.') {
      return NODES.numberNode(number);
    }
    do {
      at++;
    } while (isDigit());
    digits = at - from - 1;
    return bytes[at - 1] == '.' || digits > MOST_DIGITS
        ? null
        : NODES.numberNode(Double.parseDouble(new String(bytes, from, at - from, ISO_8859_1)));
  }

  private boolean isDigit() {
    return at < end && bytes[at] >= '0' && bytes[at] <= '9';
  }
}
