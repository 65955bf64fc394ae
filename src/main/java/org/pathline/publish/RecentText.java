package org.pathline.publish;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Passes text through and keeps what was read since a given line, so that a bad row can be shown as
 * it was written.
 *
 * <p>Lines end as CSV readers have it: with a line feed, a carriage return or both, and are counted
 * from 1.
 */
final class RecentText extends Reader {
  private final Reader source;
  private char[] kept = new char[1 << 15];
  private int from;
  private int to;
  private long firstLine = 1;
  private long neededLine = 1;
  private boolean undecodable;

  RecentText(Reader source) {
    this.source = source;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = source.read(buffer, offset, length);
    if (count > 0) {
      forget();
      keep(buffer, offset, count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Says that no line before this one will be asked for any more. */
  void need(long line) {
    neededLine = line;
  }

  /** Whether bytes that are not UTF-8 have come by. */
  boolean undecodable() {
    return undecodable;
  }

  /** Text of the lines from one to before another, without the last line break. */
  String lines(long begin, long end) {
    int start = from;
    long line = firstLine;
    while (line < begin && start < to) {
      start = nextLine(start);
      line++;
    }
    int stop = start;
    while (line < end && stop < to) {
      stop = nextLine(stop);
      line++;
    }
    if (stop > start && kept[stop - 1] == '\n') {
      stop--;
    }
    if (stop > start && kept[stop - 1] == '\r') {
      stop--;
    }
    return new String(kept, start, stop - start);
  }

  private void forget() {
    while (firstLine < neededLine && from < to) {
      int next = nextLine(from);
      if (next == to) {
        // The line, or a line feed that belongs to its end, may still be on its way.
        return;
      }
      from = next;
      firstLine++;
    }
  }

  /** Where the line after the one at an index begins; the end of the text where it is the last. */
  private int nextLine(int index) {
    for (int i = index; i < to; i++) {
      char c = kept[i];
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < to && kept[i + 1] == '\n' ? i + 2 : i + 1;
      }
    }
    return to;
  }

  private void keep(char[] buffer, int offset, int count) {
    if (to + count > kept.length) {
      int size = to - from;
      char[] target =
          size + count > kept.length / 2 ? new char[Math.max(kept.length, size + count) * 2] : kept;
      System.arraycopy(kept, from, target, 0, size);
      kept = target;
      from = 0;
      to = size;
    }
    System.arraycopy(buffer, offset, kept, to, count);
    to += count;
    for (int i = to - count; i < to && !undecodable; i++) {
      undecodable = kept[i] == TextForm.NO_TEXT;
    }
  }

  @Override
  public String toString() {
    return "lines from " + firstLine + ": " + new String(Arrays.copyOfRange(kept, from, to));
  }
}
