package org.pathline.publish;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far an import is, and the messages that come up meanwhile. */
public final class Progress implements AutoCloseable {
  private static final int ROWS_BETWEEN_LOOKS = 1 << 12;
  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;
  private static final long MEGABYTE = 1_000_000;

  private final PrintWriter err;
  private final boolean lines;
  private @Nullable ProgressBar bar;
  private String task = "";
  private long totalBytes;

  /** Counted by whichever thread reads. */
  private final AtomicLong bytes = new AtomicLong();

  private long begun;
  private long nextLine;

  private Progress(PrintWriter err, @Nullable ProgressBar bar, boolean lines) {
    this.err = err;
    this.bar = bar;
    this.lines = lines;
  }

  /** Messages only. */
  public static Progress quiet(PrintWriter err) {
    return new Progress(err, null, false);
  }

  /** A line every few seconds. */
  public static Progress lines(PrintWriter err) {
    return new Progress(err, null, true);
  }

  /**
   * A bar on a terminal.
   *
   * @param terminal the same place as {@code err}, which takes the messages
   */
  public static Progress bar(PrintWriter err, PrintStream terminal) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setInitialMax(0)
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" MB", MEGABYTE)
            .setUpdateIntervalMillis(250)
            .setConsumer(new ConsoleProgressBarConsumer(terminal))
            .build();
    return new Progress(err, bar, false);
  }

  /** A task over something of unknown length begins. */
  public void begin(String name) {
    begin(name, 0);
  }

  /** A task over files of so many bytes begins. */
  void begin(String name, long size) {
    task = name;
    totalBytes = size;
    bytes.set(0);
    begun = System.nanoTime();
    nextLine = begun + NANOS_BETWEEN_LINES;
    if (bar != null) {
      bar.reset().maxHint(size);
    }
  }

  void bytesRead(long count) {
    bytes.addAndGet(count);
  }

  /** So many rows or records of the task are done. */
  public void rowsRead(long rows) {
    if (rows % ROWS_BETWEEN_LOOKS != 0 || (bar == null && !lines)) {
      return;
    }
    long now = System.nanoTime();
    String rate =
        String.format(Locale.ROOT, "%,d rows, %,.0f rows/s", rows, rows * 1e9 / (now - begun));
    if (bar != null) {
      bar.stepTo(bytes.get()).setExtraMessage(rate);
    } else if (now >= nextLine) {
      nextLine = now + NANOS_BETWEEN_LINES;
      message(
          task
              + " "
              + rate
              + (totalBytes == 0
                  ? ""
                  : ", " + Math.min(100, 100 * bytes.get() / totalBytes) + " %"));
    }
  }

  /** Shows a line that stays. */
  public void message(String text) {
    // The bar repaints its line; what stands there would show through a shorter message.
    err.println(bar == null ? text : "\r\u001b[K" + text);
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.stepTo(bytes.get()).close();
      bar = null;
    }
  }
}
