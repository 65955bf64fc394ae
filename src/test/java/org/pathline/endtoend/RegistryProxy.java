package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of a registry and counts calls; on demand it is the fault between the two. */
final class RegistryProxy implements AutoCloseable {
  /** What becomes of a call. */
  enum Fault {
    NONE(0, null),
    UNAUTHORIZED(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}"),
    FORBIDDEN(403, "{\"error_code\":40301,\"message\":\"not for you\"}"),
    PAGE_NOT_FOUND(404, "<html><body>nothing here</body></html>"),
    EMPTY_NOT_FOUND(404, ""),
    OTHER_NOT_FOUND(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"),
    TOO_MANY(429, "{\"error_code\":429,\"message\":\"slow down\"}"),
    BROKEN(500, "{\"error_code\":50001,\"message\":\"no store\"}"),
    UNAVAILABLE(503, "upstream connect error"),
    PAGE(200, "<html><body>please log in</body></html>"),
    OTHER_JSON(200, "{\"status\":\"UP\"}"),
    NULL_JSON(200, "null"),
    LIST_JSON(200, "[]"),
    NO_AVRO(200, "{\"schema\":\"{\\\"type\\\":\\\"recor\"}"),
    SLOW(0, null),
    HANGING(0, null),
    CUT_OFF(0, null),
    GONE(0, null);

    private final int status;
    private final String body;

    Fault(int status, String body) {
      this.status = status;
      this.body = body;
    }
  }

  private static final long SLOW_MILLIS = 800;

  private final URI registry;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final int port;
  private volatile Fault fault = Fault.NONE;
  private HttpServer server;

  RegistryProxy(String registry) {
    this.registry = URI.create(registry);
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int at) {
    try {
      HttpServer listening =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
      listening.setExecutor(threads);
      listening.createContext("/", this::handle);
      listening.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port + registry.getPath();
  }

  /** From now on calls meet a fault, or none. */
  void set(Fault next) {
    if (next == Fault.GONE) {
      server.stop(0);
    } else if (fault == Fault.GONE) {
      server = listen(port);
    }
    fault = next;
  }

  /** Calls so far. */
  int calls() {
    return calls.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    Fault now = fault;
    try (exchange) {
      switch (now) {
        case NONE -> forward(exchange);
        case SLOW -> {
          pause(SLOW_MILLIS);
          forward(exchange);
        }
        case HANGING -> pause(TimeUnit.MINUTES.toMillis(5));
        case CUT_OFF, GONE -> {
          // Closed without an answer.
        }
        default -> answer(exchange, now.status, now.body.getBytes(UTF_8));
      }
    }
  }

  private void pause(long millis) {
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      answer(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (fault != Fault.GONE) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
