package org.pathline.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Keeps few connections open, so that whoever connects cannot take the files that the stores and
 * Kafka's clients need.
 *
 * <p>One too many closes the oldest, before others one that is not being answered, rather than
 * turning away the newest: idle connections must not keep out who asks for health. One that has not
 * asked anything whole for ten seconds is closed, however many bytes it sends, and so is one that
 * has not taken its whole answer for as long as answers may take. Thread-safe.
 */
final class FewConnections implements Connection.Listener {
  static final int MOST = 64;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long SWEEP_SECONDS = 1;

  /** In the order in which they were opened. */
  private final Map<Connection, Progress> open = new LinkedHashMap<>();

  private final Scheduler scheduler;
  private final long answerNanos;

  /** How many requests came in and were answered, and since when it has been so. */
  private record Progress(long in, long out, long sinceNanos) {
    static Progress of(Connection connection, long now) {
      return new Progress(connection.getMessagesIn(), connection.getMessagesOut(), now);
    }

    boolean isTooSlow(long now, long answerNanos) {
      return now - sinceNanos > (in > out ? answerNanos : PATIENCE_NANOS);
    }
  }

  /**
   * Keeps few once connections are told of.
   *
   * @param scheduler what runs while the server does
   * @param secondsToAnswer how long an answer may take until it has been made and taken
   */
  FewConnections(Scheduler scheduler, long secondsToAnswer) {
    this.scheduler = scheduler;
    answerNanos = TimeUnit.SECONDS.toNanos(secondsToAnswer);
  }

  /** Begins to look for slow ones every second, until the scheduler ends. */
  void begin() {
    scheduler.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    Connection tooMany = null;
    synchronized (open) {
      open.put(connection, Progress.of(connection, System.nanoTime()));
      if (open.size() > MOST) {
        tooMany =
            open.keySet().stream()
                .filter(each -> each.getMessagesIn() == each.getMessagesOut())
                .findFirst()
                .orElseGet(open.keySet().iterator()::next);
        open.remove(tooMany);
      }
    }
    if (tooMany != null) {
      tooMany.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    synchronized (open) {
      open.remove(connection);
    }
  }

  private void sweep() {
    List<Connection> slow = new ArrayList<>();
    long now = System.nanoTime();
    synchronized (open) {
      open.replaceAll(
          (connection, last) -> {
            Progress present = Progress.of(connection, now);
            return present.in() == last.in() && present.out() == last.out() ? last : present;
          });
      open.forEach(
          (connection, progress) -> {
            if (progress.isTooSlow(now, answerNanos)) {
              slow.add(connection);
            }
          });
      slow.forEach(open::remove);
    }
    slow.forEach(connection -> connection.getEndPoint().close());
    begin();
  }
}
