package org.pathline.report;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Bytes as people look at them: sixteen a line, in hexadecimal digits and as text. */
public final class HexLines {
  private static final int A_LINE = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final int FIRST_SHOWN = 0x20;
  private static final int LAST_SHOWN = 0x7e;

  private HexLines() {}

  /** Lines of the first bytes, with a last line that says how many are left out. */
  public static List<String> of(byte[] bytes, int most) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(bytes.length, most);
    for (int from = 0; from < shown; from += A_LINE) {
      int to = Math.min(shown, from + A_LINE);
      StringBuilder text = new StringBuilder();
      for (int i = from; i < to; i++) {
        text.append(bytes[i] >= FIRST_SHOWN && bytes[i] <= LAST_SHOWN ? (char) bytes[i] : '.');
      }
      lines.add(
          String.format(
              Locale.ROOT, "%06x  %-47s  %s", from, HEX.formatHex(bytes, from, to), text));
    }
    if (shown < bytes.length) {
      lines.add("… " + (bytes.length - shown) + " more bytes");
    }
    return lines;
  }
}
