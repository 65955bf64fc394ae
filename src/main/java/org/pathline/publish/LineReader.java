package org.pathline.publish;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines and counts them, and refuses a line that would fill the heap. */
public final class LineReader implements Closeable {
  private static final int LONGEST_LINE = 1 << 20;

  private final Reader source;
  private final char[] buffer = new char[1 << 14];
  private int from;
  private int to;
  private long number;
  private boolean skipLineFeed;

  /** Reads the lines of a text. */
  public LineReader(Reader source) {
    this.source = source;
  }

  /** Number of the line that was read last, counted from 1. */
  public long number() {
    return number;
  }

  /**
   * Next line without its line break, or null at the end.
   *
   * @throws UnreadableFile when the source fails or the line is longer than a mebi-character
   */
  public @Nullable String next() throws UnreadableFile {
    StringBuilder pieces = null;
    number++;
    while (true) {
      if (from == to && !fill()) {
        if (pieces == null) {
          number--;
          return null;
        }
        return pieces.toString();
      }
      if (skipLineFeed && buffer[from] == '\n') {
        from++;
        skipLineFeed = false;
        continue;
      }
      skipLineFeed = false;
      int end = from;
      while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      boolean ended = end < to;
      if (ended && pieces == null) {
        String line = new String(buffer, from, end - from);
        endLine(end);
        return line;
      }
      pieces = pieces == null ? new StringBuilder() : pieces;
      pieces.append(buffer, from, end - from);
      from = end;
      if (pieces.length() > LONGEST_LINE) {
        throw new UnreadableFile(
            number, "this line has more than " + LONGEST_LINE + " characters; one object a line");
      }
      if (ended) {
        endLine(end);
        return pieces.toString();
      }
    }
  }

  private void endLine(int end) {
    skipLineFeed = buffer[end] == '\r';
    from = end + 1;
  }

  private boolean fill() throws UnreadableFile {
    try {
      from = 0;
      to = Math.max(0, source.read(buffer, 0, buffer.length));
      return to > 0;
    } catch (IOException e) {
      throw new UnreadableFile(number, ImportFile.reason(e));
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
