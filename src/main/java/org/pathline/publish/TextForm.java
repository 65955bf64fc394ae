package org.pathline.publish;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the text of a file is written, as its first bytes tell: UTF-8, or UTF-16 as Excel's "Unicode
 * text" is, and with commas, semicolons or tabs between cells.
 *
 * <p>Bytes that are no such text become U+FFFD, by which their rows are refused: a file in
 * windows-1252 holds them wherever a letter is not ASCII.
 */
final class TextForm {
  private static final int BUFFER = 1 << 16;
  private static final int PEEKED = 64;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextForm() {}

  /** Characters of a text, without its byte-order mark. */
  static BufferedReader reader(InputStream source) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(source, BUFFER);
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

  /** UTF-16 has a zero in every other byte of a header. */
  private static Charset charset(byte[] first) {
    if (first.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int one = first[0] & 0xff;
    int two = first[1] & 0xff;
    if ((one == 0xff && two == 0xfe) || (one != 0 && two == 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return (one == 0xfe && two == 0xff) || (one == 0 && two != 0)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  /** The sign that stands between most cells of the first line: a comma, semicolon or tab. */
  static char separator(BufferedReader reader) throws IOException {
    reader.mark(BUFFER);
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    for (int i = 0; i < BUFFER - 1; i++) {
      int c = reader.read();
      if (c < 0 || c == '\n' || c == '\r') {
        break;
      }
      commas += c == ',' ? 1 : 0;
      semicolons += c == ';' ? 1 : 0;
      tabs += c == '\t' ? 1 : 0;
    }
    reader.reset();
    if (commas >= semicolons && commas >= tabs) {
      return ',';
    }
    return semicolons >= tabs ? ';' : '\t';
  }
}
