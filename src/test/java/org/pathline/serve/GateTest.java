package org.pathline.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.command.AskChoice;
import org.pathline.endtoend.Awaited;
import org.pathline.release.ReleasedTables;

/** A server of HTTP as somebody sees it who wants more than he may have. */
class GateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int TOO_MANY = 429;

  private static final List<String> CLOSED =
      List.of(
          "/api/outcomes",
          "/api/outcomes?outcome=all&by=schoolId&format=csv",
          "/api/milestones",
          "/api/effects?format=arrow",
          "/api/sorting?format=parquet",
          "/api/equity?format=rows",
          "/api/flows",
          "/api/dimensions",
          "/api/regimes",
          "/api/cut",
          "/api/lag",
          "/events",
          "/api/student?id=x",
          "/api/anything");

  private static final Tokens TOKENS = new Tokens();
  private static String analyst;
  private static String watcher;
  private static Serving serving;
  private static ServeServer server;

  /** Nobody is at that address: whoever is let in is told that nothing was read yet. */
  @BeforeAll
  static void begin() throws IOException {
    analyst = TOKENS.issue(Tokens.SMALL_GROUPS);
    watcher = TOKENS.issue(Tokens.METRICS);
    serving =
        Serving.begin(
            new Connection("127.0.0.1:1", "http://127.0.0.1:1", Map.of()),
            new AskChoice(),
            TOKENS,
            line -> {});
    server = new ServeServer(serving, ReleasedTables.read(List.of()), "127.0.0.1", 0);
  }

  @AfterAll
  static void end() {
    server.close();
    serving.close();
  }

  /** What is answered, once it is not that there were too many questions. */
  private static HttpResponse<String> send(String method, String path, String... headers) {
    AtomicReference<HttpResponse<String>> said = new AtomicReference<>(once(method, path, headers));
    if (said.get().statusCode() == TOO_MANY) {
      Awaited.until(
          "the next second",
          () -> {
            said.set(once(method, path, headers));
            return said.get().statusCode() != TOO_MANY;
          });
    }
    return said.get();
  }

  private static HttpResponse<String> once(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      try {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      } catch (IOException closed) {
        // After what is no request the server ends the connection, which the client may find late.
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  /** What a server says of itself besides its routes. */
  @Test
  void aRouteIsClosedUnlessItSaysOtherwise() throws Exception {
    Set<String> open = new TreeSet<>();
    JsonNode paths = JSON.readTree(get("/openapi.json").body()).get("paths");
    List<String> all = new ArrayList<>(CLOSED);
    paths.fieldNames().forEachRemaining(all::add);
    for (String path : all) {
      HttpResponse<String> said = get(path);
      if (said.statusCode() != 401) {
        open.add(path);
      } else {
        assertThat(said.body()).contains("is needed", "--token-file", "/api/releases");
        assertThat(said.headers().map())
            .containsEntry("www-authenticate", List.of("Bearer"))
            .containsEntry("cache-control", List.of("no-store"));
      }
      if (paths.has(path)) {
        assertThat(paths.at("/" + path.replace("/", "~1") + "/get").has("security"))
            .as(path + " is described as it is")
            .isEqualTo(said.statusCode() != 401);
      }
    }
    assertThat(open).containsExactly("/api/releases");
    assertThat(get("/health").body())
        .isIn("{\"state\":\"READING\"}", "{\"state\":\"BROKER_DOWN\"}");
  }

  @Test
  void aTokenOpensWhatItsScopeIsFor() {
    for (String path : CLOSED) {
      if (!path.equals("/events")) {
        boolean watched = path.equals("/api/cut") || path.equals("/api/lag");
        assertThat(get(path, bearer(watcher)).statusCode()).as(path).isEqualTo(watched ? 200 : 403);
        HttpResponse<String> said = get(path, bearer(analyst));
        assertThat(said.statusCode()).as(path).isEqualTo(watched ? 200 : 503);
        assertThat(said.headers().allValues("cache-control")).containsExactly("no-store");
        assertThat(said.headers().allValues("vary")).containsExactly("Authorization, Accept");
      }
    }
  }

  @Test
  void aTokenIsTakenFromItsHeaderOnly() {
    String basic = Base64.getEncoder().encodeToString(("x:" + analyst).getBytes(UTF_8));
    for (String path :
        List.of(
            "/api/outcomes?token=" + analyst,
            "/api/outcomes?access_token=" + analyst,
            "/api/outcomes?Authorization=Bearer%20" + analyst)) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
    }
    for (List<String> headers :
        List.of(
            List.of("Authorization", "Basic " + basic),
            List.of("Authorization", "bearer"),
            List.of("Authorization", "Bearer " + analyst + "0"),
            List.of("Authorization", "Bearer " + analyst.substring(1)),
            List.of("Authorization", "Token " + analyst),
            List.of("Cookie", "token=" + analyst),
            List.of("X-Authorization", "Bearer " + analyst),
            List.of("Authorization", "Bearer x", "Authorization", "Bearer " + analyst))) {
      assertThat(get("/api/outcomes", headers.toArray(String[]::new)).statusCode())
          .as(headers.get(0))
          .isEqualTo(401);
    }
  }

  @Test
  void noSpellingOfAPathGetsAround() {
    for (String path :
        List.of(
            "/api/outcomes/",
            "//api/outcomes",
            "/api//outcomes",
            "/API/outcomes",
            "/api/%6futcomes",
            "/%61pi/outcomes",
            "/api%2foutcomes",
            "/api/./outcomes",
            "/api/releases/../outcomes",
            "/api/releases/%2e%2e/outcomes",
            "/api/releases;/../outcomes",
            "/api/outcomes;a=b",
            "/api/outcomes;/api/releases",
            "/api/outcomes%0d%0aX-Injected:%20yes",
            "/api/releases%2f..%2foutcomes",
            "/health/../api/cut",
            "/..%2f..%2fetc/passwd",
            "/page.css/../../../../../../etc/passwd",
            "/events/")) {
      for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        HttpResponse<String> said = send(method, path);
        assertThat(said.statusCode()).as(method + " " + path).isGreaterThanOrEqualTo(400);
        assertThat(said.headers().map()).doesNotContainKey("x-injected");
      }
    }
  }

  @Test
  void noOtherVerbGetsAround() {
    for (String method :
        List.of("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")) {
      for (String path : CLOSED) {
        assertThat(send(method, path).statusCode())
            .as(method + " " + path)
            .isGreaterThanOrEqualTo(400);
      }
    }
    for (String path : CLOSED) {
      assertThat(send("POST", path, "X-HTTP-Method-Override", "GET").statusCode())
          .as(path)
          .isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void noHeaderMakesAnAnswerOfARefusal() {
    for (String path : CLOSED) {
      for (List<String> headers :
          List.of(
              List.of("Range", "bytes=0-1"),
              List.of("If-None-Match", "*"),
              List.of("If-None-Match", "\"000000000000\""),
              List.of("X-Forwarded-For", "127.0.0.1"),
              List.of("X-Original-URL", "/api/releases"),
              List.of("X-Rewrite-URL", "/api/releases"),
              List.of("Accept", ServeClient.PRINTED),
              List.of("Upgrade-Insecure-Requests", "1"))) {
        HttpResponse<String> said = get(path, headers.toArray(String[]::new));
        assertThat(said.statusCode()).as(path + headers).isEqualTo(401);
        assertThat(said.headers().map())
            .doesNotContainKey("etag")
            .doesNotContainKey("pathline-cut");
      }
    }
  }

  @Test
  void anotherSiteIsToldNothingAndCannotEmbedThePage() {
    for (String path : List.of("/", "/api/outcomes", "/api/releases", "/health", "/nothing")) {
      HttpResponse<String> said = get(path, "Origin", "https://elsewhere.example");
      assertThat(said.headers().map())
          .as(path)
          .doesNotContainKey("access-control-allow-origin")
          .doesNotContainKey("set-cookie")
          .doesNotContainKey("server")
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("x-frame-options", List.of("DENY"))
          .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
          .containsKey("content-security-policy");
    }
    assertThat(
            send(
                    "OPTIONS",
                    "/api/outcomes",
                    "Origin",
                    "https://elsewhere.example",
                    "Access-Control-Request-Headers",
                    "authorization")
                .headers()
                .map())
        .doesNotContainKey("access-control-allow-headers");
  }

  @Test
  void aCodeIsGoodForOneTokenAndThatForEverything() throws Exception {
    ServeFile own = new ServeFile("http://127.0.0.1:" + server.port(), analyst, 0);
    String link = new ServeClient(own).link();
    assertThat(link).startsWith(own.url() + Entrance.FRAGMENT).doesNotContain(analyst);
    String code = link.substring(link.indexOf('=') + 1);
    assertThat(get("/api/outcomes", bearer(code)).statusCode()).isEqualTo(401);
    HttpResponse<String> said = send("POST", "/api/tokens", bearer(code));
    assertThat(said.headers().allValues("cache-control")).containsExactly("no-store");
    String token = JSON.readTree(said.body()).get("token").asText();
    assertThat(token).isNotEqualTo(analyst).isNotEqualTo(code);
    assertThat(get("/api/outcomes", bearer(token)).statusCode()).isEqualTo(503);
    HttpResponse<String> again = send("POST", "/api/tokens", bearer(code));
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body())
        .contains("opened before", "pathline serve --link")
        .doesNotContain(code);
    for (String[] nobody :
        List.of(bearer(watcher), bearer("x"), new String[] {"Cookie", "a=" + analyst})) {
      assertThat(send("POST", "/api/codes", nobody).statusCode()).isIn(401, 403);
      assertThat(send("POST", "/api/tokens", nobody).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whoHasNoTokenCannotAskWithoutEnd() {
    Awaited.until(
        "too many in a second",
        () -> {
          boolean refused = false;
          for (int i = 0; i < 150 && !refused; i++) {
            HttpResponse<String> said = once("GET", "/api/releases");
            refused = said.statusCode() == TOO_MANY;
            assertThat(said.statusCode()).isIn(200, TOO_MANY);
          }
          return refused;
        });
    for (int i = 0; i < 150; i++) {
      assertThat(get("/api/cut", bearer(analyst)).statusCode()).isEqualTo(200);
    }
    Awaited.until("the next second", () -> once("GET", "/api/releases").statusCode() == 200);
  }

  @Test
  void whatIsTooLargeIsNotRead() throws Exception {
    assertThat(get("/api/outcomes?by=" + "x".repeat(9_000)).statusCode()).isIn(414, 431);
    assertThat(get("/api/outcomes", "X-Long", "x".repeat(9_000)).statusCode()).isEqualTo(431);
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\nxx")
                  .getBytes(US_ASCII));
      byte[] said = new byte[12];
      assertThat(socket.getInputStream().readNBytes(said, 0, said.length)).isEqualTo(12);
      assertThat(new String(said, US_ASCII)).isIn("HTTP/1.1 401", "HTTP/1.1 413");
    }
  }

  /** Neither a refusal nor a mistake repeats what was brought. */
  @Test
  void errorsRepeatNoSecret() {
    String secret = "0123456789abcdef-secret";
    for (String path : List.of("/api/outcomes", "/api/lag", "/nothing/here")) {
      HttpResponse<String> said = get(path, bearer(secret));
      assertThat(said.body()).doesNotContain(secret);
      assertThat(said.headers().map().toString()).doesNotContain(secret);
    }
  }
}
