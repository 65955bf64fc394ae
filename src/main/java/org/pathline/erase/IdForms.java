package org.pathline.erase;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms in which an id may lie in bytes: as text in UTF-8, UTF-16 or escaped for JSON and URLs,
 * in hexadecimal digits and in base64 at each of its three alignments.
 *
 * <p>An id that is part of a longer one ({@code s-1} in {@code s-10}) is none of its forms. In
 * binary records any byte may follow a text, so what counts there is the length before it.
 */
public final class IdForms {
  /** Shorter ones stand in long digests by chance unless they stand alone. */
  private static final int LONG_ENOUGH = 8;

  private static final int ALIGNMENTS = 3;

  private enum Bounds {
    /** A text of bytes, perhaps behind its length. */
    TEXT,
    /** A text of two bytes a character. */
    WIDE_TEXT,
    /** Digits that may go on on both sides. */
    NONE,
    /** Digits that must stand alone. */
    ALONE
  }

  @SuppressWarnings("ArrayRecordComponent") // Searched for, never compared.
  private record Form(String name, byte[] bytes, Bounds bounds) {}

  private final List<Form> forms = new ArrayList<>();

  /** The forms by the byte with which they begin. */
  private final Form[][] byFirst = new Form[256][];

  /** Forms of ids, which are looked for together. */
  public IdForms(Collection<String> ids) {
    ids.forEach(this::addFormsOf);
  }

  private void addFormsOf(String id) {
    byte[] utf8 = id.getBytes(UTF_8);
    add("UTF-8", utf8, Bounds.TEXT);
    add("UTF-16", id.getBytes(UTF_16LE), Bounds.WIDE_TEXT);
    add("UTF-16", id.getBytes(UTF_16BE), Bounds.WIDE_TEXT);
    if (utf8.length > id.length()) {
      add("JSON escapes", escaped(id).getBytes(ISO_8859_1), Bounds.TEXT);
    }
    String inUrl = java.net.URLEncoder.encode(id, UTF_8);
    if (!inUrl.equals(id)) {
      add("URL escapes", inUrl.getBytes(ISO_8859_1), Bounds.TEXT);
    }
    String hex = HexFormat.of().formatHex(utf8);
    addDigits("hexadecimal", hex);
    if (!hex.equals(hex.toUpperCase(Locale.ROOT))) {
      addDigits("hexadecimal", hex.toUpperCase(Locale.ROOT));
    }
    addDigits("base64", Base64.getEncoder().withoutPadding().encodeToString(utf8), utf8.length);
    for (int before = 0; before < ALIGNMENTS; before++) {
      addDigits("base64", within(utf8, before), utf8.length);
    }
  }

  /** Adds a form that is looked for as it stands, wherever it does. */
  public IdForms and(String name, byte[] bytes) {
    add(name, bytes, Bounds.NONE);
    return this;
  }

  private void addDigits(String name, String digits) {
    add(
        name,
        digits.getBytes(ISO_8859_1),
        digits.length() < LONG_ENOUGH ? Bounds.ALONE : Bounds.NONE);
  }

  private void addDigits(String name, String digits, int bytes) {
    if (digits.length() >= bytes) {
      addDigits(name, digits);
    }
  }

  private void add(String name, byte[] bytes, Bounds bounds) {
    if (bytes.length > 0 && forms.stream().noneMatch(form -> Arrays.equals(form.bytes, bytes))) {
      Form form = new Form(name, bytes, bounds);
      forms.add(form);
      Form[] same = byFirst[bytes[0] & 0xff];
      Form[] more = same == null ? new Form[1] : Arrays.copyOf(same, same.length + 1);
      more[more.length - 1] = form;
      byFirst[bytes[0] & 0xff] = more;
    }
  }

  /** The digits of base64 that hold nothing but the id, with so many bytes before and any after. */
  private static String within(byte[] id, int before) {
    byte[] shifted = new byte[before + id.length];
    System.arraycopy(id, 0, shifted, before, id.length);
    String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (before * 8 + 5) / 6;
    int last = shifted.length * 8 / 6;
    return first < last ? digits.substring(first, last) : "";
  }

  private static String escaped(String id) {
    StringBuilder text = new StringBuilder();
    for (char c : id.toCharArray()) {
      if (c > 0x7e) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Name of the first form that lies in some bytes; empty where none does. */
  public Optional<String> in(byte[] bytes) {
    return in(bytes, bytes.length);
  }

  /** Name of the first form that lies in the first of some bytes. */
  public Optional<String> in(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      Form[] candidates = byFirst[bytes[at] & 0xff];
      if (candidates != null) {
        for (Form form : candidates) {
          if (isAt(form, bytes, at, length)) {
            return Optional.of(form.name);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Bytes of the longest form, with the length before it. */
  public int longest() {
    return forms.stream().mapToInt(form -> form.bytes.length).max().orElse(0) + 2;
  }

  private static boolean isAt(Form form, byte[] bytes, int at, int length) {
    int end = at + form.bytes.length;
    return end <= length
        && Arrays.equals(bytes, at, end, form.bytes, 0, form.bytes.length)
        && isWhole(form, bytes, at, length);
  }

  private static boolean isWhole(Form form, byte[] bytes, int at, int length) {
    int end = at + form.bytes.length;
    return switch (form.bounds) {
      case NONE -> true;
      case ALONE -> isOutside(bytes, at - 1, length) && isOutside(bytes, end, length);
      case WIDE_TEXT ->
          // The byte of a character that is not zero is the one or the other.
          (isOutside(bytes, at - 2, length) && isOutside(bytes, at - 1, length))
              && (isOutside(bytes, end, length) && isOutside(bytes, end + 1, length));
      case TEXT ->
          isLength(bytes, at - 1, form.bytes.length)
              || (isOutside(bytes, at - 1, length) && isOutside(bytes, end, length));
    };
  }

  /** Whether a byte says how long the text after it is, as it is or in Avro's zigzag form. */
  private static boolean isLength(byte[] bytes, int at, int length) {
    if (at < 0) {
      return false;
    }
    int said = bytes[at] & 0xff;
    // Avro's form of 64 and more takes two bytes, the second of which is the greater part.
    return said == length || said == 2 * length || (length >= 64 && said == 2 * length >>> 7);
  }

  private static boolean isOutside(byte[] bytes, int at, int length) {
    if (at < 0 || at >= length) {
      return true;
    }
    int c = bytes[at];
    boolean inId =
        (c >= '0' && c <= '9')
            || (c >= 'A' && c <= 'Z')
            || (c >= 'a' && c <= 'z')
            || c == '-'
            || c == '_'
            || c == '.'
            || c < 0;
    return !inId;
  }
}
