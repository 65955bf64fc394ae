package org.pathline.serve;

import io.javalin.http.sse.SseClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Those who watch the cut: they are told of each, and between cuts that it still stands. */
final class Watchers implements AutoCloseable {
  private static final long BETWEEN_BEATS_SECONDS = 2;

  private final Serving serving;
  private final Queue<SseClient> clients = new ConcurrentLinkedQueue<>();

  /** Tells watchers, so that a slow one keeps back neither the next cut nor an answer. */
  private final ScheduledExecutorService telling =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pathline-watchers");
            thread.setDaemon(true);
            return thread;
          });

  Watchers(Serving serving) {
    this.serving = serving;
  }

  /** Begins to tell. */
  void begin() {
    serving.live().onChange(() -> telling.execute(this::tell));
    telling.scheduleWithFixedDelay(
        this::tell, BETWEEN_BEATS_SECONDS, BETWEEN_BEATS_SECONDS, TimeUnit.SECONDS);
  }

  /** Adds one until he leaves, and tells him the cut at once. */
  void add(SseClient client) {
    client.keepAlive();
    client.onClose(() -> clients.remove(client));
    clients.add(client);
    client.sendEvent("cut", CutState.of(serving).toString());
  }

  private void tell() {
    String text = CutState.of(serving).toString();
    clients.forEach(client -> client.sendEvent("cut", text));
  }

  @Override
  public void close() {
    telling.shutdownNow();
    clients.forEach(SseClient::close);
  }
}
