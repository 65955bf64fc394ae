package org.pathline.ops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.run.TopologyName;

/** The server of health and metrics among clients that are many, idle, slow or too large. */
class MonitorServerTest {
  private static final int CLIENTS = 1_000;
  private static final int QUESTIONS = 20;
  private static final int PATIENCE_MILLIS = 20_000;

  /** Nobody is at that address: only the server is looked at here, and it says 503. */
  private final Monitor monitor =
      new Monitor(
          new Connection("127.0.0.1:1", "http://127.0.0.1:1", Map.of()),
          List.of(TopologyName.values()),
          Duration.ofHours(1),
          null);

  private final MonitorServer server = new MonitorServer(monitor, "127.0.0.1", 0, new Tokens());
  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    server.close();
    monitor.close();
  }

  @Test
  void noBrowserShowsKeepsOrEmbedsWhatIsTold() throws Exception {
    for (String path : List.of("/metrics", "/lag", "/health/live", "/nothing")) {
      HttpHeaders headers =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .headers();
      assertThat(headers.map())
          .as(path)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("x-frame-options", List.of("DENY"))
          .containsEntry("cache-control", List.of("no-store"))
          .containsKey("content-security-policy")
          .doesNotContainKey("server");
    }
  }

  @Test
  void withTokensAllButHealthNeedsOne() throws Exception {
    Tokens tokens = new Tokens();
    String good = tokens.issue(Tokens.METRICS);
    String other = tokens.issue(Tokens.SMALL_GROUPS);
    try (MonitorServer guarded = new MonitorServer(monitor, "127.0.0.1", 0, tokens)) {
      for (String path : List.of("/metrics", "/lag", "/metrics/", "//lag")) {
        assertThat(status(guarded, path, null)).as(path).isIn(401, 404);
        assertThat(status(guarded, path, other)).as(path).isIn(401, 404);
        assertThat(status(guarded, path, good + "0")).as(path).isIn(401, 404);
      }
      assertThat(status(guarded, "/metrics", null)).isEqualTo(401);
      assertThat(status(guarded, "/metrics", good)).isEqualTo(200);
      assertThat(status(guarded, "/lag", good)).isEqualTo(200);
      assertThat(status(guarded, "/health/live", null)).isEqualTo(200);
      assertThat(status(guarded, "/health/ready", null)).isEqualTo(503);
    }
  }

  private static int status(MonitorServer server, String path, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aThousandIdleConnectionsNeitherTakeFilesNorKeepOutHealth() throws IOException {
    Duration atOnce = atOnce();
    long before = sockets();
    for (int i = 0; i < CLIENTS; i++) {
      connect();
      if (i % 50 == 0) {
        assertThat(health()).isLessThan(atOnce);
      }
    }
    for (int i = 0; i < QUESTIONS; i++) {
      assertThat(health()).isLessThan(atOnce);
    }
    // The test's own ends of the connections are open files of this process, too.
    assertThat(sockets() - before - CLIENTS).isLessThanOrEqualTo(FewConnections.MOST + 4);
  }

  @Test
  void aClientThatSendsAByteNowAndThenIsClosed() throws Exception {
    Socket slow = connect();
    long began = System.nanoTime();
    String request = "GET /health/live HTTP/1.1\r\nHost: pathline\r\nX-Long: " + "x".repeat(1_000);
    slow.setSoTimeout(500);
    boolean closed = false;
    for (int i = 0; i < request.length() && !closed; i++) {
      closed = !sends(slow, request.charAt(i)) || isAtItsEnd(slow);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
    }
    assertThat(closed).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(8));
  }

  @Test
  void clientsThatDoNotTakeTheirAnswersLeaveHealthAlone() throws IOException {
    Duration atOnce = atOnce();
    for (int i = 0; i < 40; i++) {
      Socket client = connect();
      for (int requests = 0; requests < 20; requests++) {
        client.getOutputStream().write(get("/metrics"));
      }
    }
    for (int i = 0; i < QUESTIONS; i++) {
      assertThat(health()).isLessThan(atOnce);
    }
  }

  @Test
  void aHeaderThatIsTooLargeIsRefused() throws IOException {
    assertThat(
            answer(
                "GET /health/live HTTP/1.1\r\nHost: pathline\r\nX-Large: "
                    + "x".repeat(100_000)
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    health();
  }

  @Test
  void aBodyIsNotRead() throws IOException {
    assertThat(
            answer(
                "POST /metrics HTTP/1.1\r\nHost: pathline\r\nContent-Length: 1000000000\r\n\r\n"
                    + "x".repeat(1_000)))
        .startsWith("HTTP/1.1 404");
    health();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    clients.add(socket);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MILLIS);
    return socket;
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: pathline\r\n\r\n").getBytes(US_ASCII);
  }

  /** A second, and more where the machine takes long without any other client. */
  private Duration atOnce() throws IOException {
    Duration longest = Duration.ZERO;
    // The first answers load what they need.
    health();
    health();
    for (int i = 0; i < QUESTIONS; i++) {
      Duration each = health();
      longest = each.compareTo(longest) > 0 ? each : longest;
    }
    return Duration.ofSeconds(1).plus(longest.multipliedBy(5));
  }

  /** How long health takes to answer; that Kafka is away is its answer here. */
  private Duration health() throws IOException {
    long began = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(get("/health/ready"));
      byte[] status = socket.getInputStream().readNBytes(12);
      assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 503");
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private String answer(String request) throws IOException {
    Socket socket = connect();
    socket.setSoTimeout(PATIENCE_MILLIS);
    try {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
    } catch (IOException refusedBeforeTheEnd) {
      // What was answered can be read all the same.
    }
    return new String(socket.getInputStream().readNBytes(12), US_ASCII);
  }

  private static boolean sends(Socket socket, char letter) {
    try {
      socket.getOutputStream().write(letter);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean isAtItsEnd(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      return in.read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static long sockets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
