package org.pathline.publish;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.pathline.domain.fact.Violation.Reason;

/**
 * How the text of a file is written, as its first bytes tell: UTF-8, UTF-16 as Excel's "Unicode
 * text" is, or UTF-32, and with commas, semicolons, tabs or bars between cells.
 *
 * <p>Bytes that are no such text become U+FFFD, by which their rows are refused: a file in
 * windows-1252 holds them wherever a letter is not ASCII.
 */
public final class TextForm {
  /** Stands for bytes that are no text. */
  static final char NO_TEXT = '\uFFFD';

  private static final int BUFFER = 1 << 16;
  private static final int PEEKED = 64;
  private static final String SEPARATORS = ",;\t|";
  private static final String NAMING = "sep=";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextForm() {}

  /** Whether there are bytes in what a text was made of that are no text. */
  public static boolean holdsNoText(String text) {
    return text.indexOf(NO_TEXT) >= 0;
  }

  /** Why a row is refused that holds such bytes. */
  static BadRow refused() {
    return new BadRow(
        Reason.INVALID_TEXT,
        "row",
        "holds bytes that are not UTF-8, perhaps windows-1252; save the file as UTF-8");
  }

  /** Characters of a text, without its byte-order mark. */
  public static BufferedReader reader(InputStream source) throws IOException {
    InputStream bytes = source.markSupported() ? source : new BufferedInputStream(source, BUFFER);
    bytes.mark(PEEKED);
    byte[] first = bytes.readNBytes(PEEKED);
    bytes.reset();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(bytes, charset(first)), BUFFER);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** UTF-16 has a zero in every other byte of a header, UTF-32 three of them in every four. */
  private static Charset charset(byte[] first) {
    int mark = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      mark = mark << Byte.SIZE | (i < first.length ? first[i] & 0xff : 1);
    }
    if (mark == 0xfffe0000 || (mark != 0 && (mark & 0xffffff) == 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (mark == 0x0000feff || (mark != 0 && (mark & ~0xff) == 0)) {
      return Charset.forName("UTF-32BE");
    }
    int one = mark >>> 24;
    int two = mark >>> 16 & 0xff;
    if ((one == 0xff && two == 0xfe) || (one != 0 && two == 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return (one == 0xfe && two == 0xff) || (one == 0 && two != 0)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  /**
   * The sign that stands between cells: the one that a first line such as {@code sep=;} names, as
   * spreadsheets write it, or else that of comma, semicolon, tab and bar of which the first line
   * that is not blank has most.
   */
  static char separator(BufferedReader reader) throws IOException {
    reader.mark(BUFFER);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < BUFFER - 1; i++) {
      int c = reader.read();
      boolean ends = c == '\n' || c == '\r';
      if (c < 0 || (ends && !line.isEmpty())) {
        break;
      }
      if (!ends) {
        line.append((char) c);
      }
    }
    reader.reset();
    int named = NAMING.length();
    if (line.length() > named && isNaming(line.substring(0, named))) {
      return line.charAt(named);
    }
    char most = SEPARATORS.charAt(0);
    for (char each : SEPARATORS.toCharArray()) {
      if (count(line, each) > count(line, most)) {
        most = each;
      }
    }
    return most;
  }

  /**
   * Where a table begins.
   *
   * @param separator the sign between its cells
   * @param passed lines before its header: empty ones, and one such as {@code sep=;}
   */
  public record Beginning(char separator, int passed) {}

  /** Passes over lines before a header. */
  public static Beginning begin(BufferedReader reader) throws IOException {
    int passed = 0;
    Character named = null;
    while (true) {
      reader.mark(BUFFER);
      String line = reader.readLine();
      int sign = NAMING.length();
      boolean naming =
          line != null && line.length() == sign + 1 && isNaming(line.substring(0, sign));
      if (line == null || !(naming || line.isBlank())) {
        reader.reset();
        return new Beginning(named == null ? separator(reader) : named, passed);
      }
      if (naming) {
        named = line.charAt(sign);
      }
      passed++;
    }
  }

  /** Whether a first cell names the separator, so that its line is none of the table. */
  static boolean isNaming(String cell) {
    return cell.equalsIgnoreCase(NAMING);
  }

  private static long count(CharSequence line, char separator) {
    return line.chars().filter(c -> c == separator).count();
  }
}
