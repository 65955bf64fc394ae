package org.pathline.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pathline.publish.ImportFile;
import org.pathline.publish.UnreadableFile;

/** Reads lines as bytes and counts them, and refuses a line that would fill the heap. */
final class ByteLines implements Closeable {
  private static final int LONGEST_LINE = 1 << 20;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long SIGNS = ONES << 7;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private final InputStream source;
  private byte[] bytes = new byte[1 << 16];

  /**
   * The line is from here to before {@link #end}; what is read of others, up to {@link #filled}.
   */
  private int begin;

  private int end;
  private int next;
  private int filled;
  private long number;
  private boolean skipLineFeed;
  private boolean ascii;

  ByteLines(InputStream source) {
    this.source = source;
  }

  /** Number of the current line, counted from 1. */
  long number() {
    return number;
  }

  /**
   * Moves to the next line; false at the end.
   *
   * @throws UnreadableFile when the source fails or the line is longer than a mebibyte
   */
  boolean next() throws UnreadableFile {
    begin = next;
    int at = next;
    int signs = 0;
    while (true) {
      if (at == filled && !fill()) {
        if (begin == filled) {
          return false;
        }
        return moveTo(filled, filled, signs);
      }
      at = next;
      if (skipLineFeed && bytes[at] == '\n' && at == begin) {
        begin++;
        at++;
      }
      skipLineFeed = false;
      byte[] in = bytes;
      int last = filled;
      // Eight bytes at once while they are ASCII and hold no end of a line.
      while (at + Long.BYTES <= last) {
        long eight = (long) EIGHT.get(in, at);
        if (((eight | holds(eight ^ LINE_FEEDS) | holds(eight ^ RETURNS)) & SIGNS) != 0) {
          break;
        }
        at += Long.BYTES;
      }
      while (at < last && in[at] != '\n' && in[at] != '\r') {
        signs |= in[at++];
      }
      if (at < filled) {
        skipLineFeed = bytes[at] == '\r';
        return moveTo(at, at + 1, signs);
      }
      next = at;
      if (at - begin > LONGEST_LINE) {
        throw new UnreadableFile(
            number + 1, "this line has more than " + LONGEST_LINE + " bytes; one object a line");
      }
    }
  }

  /** The sign of each byte that is zero, if no byte has a sign itself. */
  private static long holds(long eight) {
    return (eight - ONES) & ~eight;
  }

  private boolean moveTo(int lineEnd, int nextLine, int signs) {
    end = lineEnd;
    next = nextLine;
    ascii = signs >= 0;
    number++;
    return true;
  }

  /** Reads more bytes behind those of the line that has begun, which moves to the front. */
  private boolean fill() throws UnreadableFile {
    int kept = filled - begin;
    if (kept == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * kept);
    }
    System.arraycopy(bytes, begin, bytes, 0, kept);
    begin = 0;
    next = kept;
    filled = kept;
    try {
      int count = source.read(bytes, kept, bytes.length - kept);
      filled += Math.max(0, count);
      return count > 0;
    } catch (IOException e) {
      throw new UnreadableFile(number + 1, ImportFile.reason(e));
    }
  }

  /** Whether all characters of the line are ASCII. */
  boolean isAscii() {
    return ascii;
  }

  /** Whether the line holds nothing but blanks. */
  boolean isBlank() {
    for (int i = begin; i < end; i++) {
      if (!Character.isWhitespace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /** Bytes among which the line is; good until the next one is read. */
  byte[] bytes() {
    return bytes;
  }

  int begin() {
    return begin;
  }

  int length() {
    return end - begin;
  }

  /** The line as text; what is not UTF-8 in it is U+FFFD. */
  String text() {
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
