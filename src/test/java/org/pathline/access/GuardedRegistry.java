package org.pathline.access;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.pathline.cluster.SharedCluster;

/** The shared cluster's registry behind a proxy that asks for a name and a password. */
final class GuardedRegistry implements AutoCloseable {
  static final String USER = "reader";
  static final String PASSWORD = "registry-secret-9f2c";

  private final URI behind = URI.create(SharedCluster.connection().schemaRegistry());
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  GuardedRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server
        .createContext("/", this::pass)
        .setAuthenticator(
            new BasicAuthenticator("registry") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return USER.equals(user) && PASSWORD.equals(password);
              }
            });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + behind.getPath();
  }

  static Map<String, String> login(String password) {
    return Map.of(
        "basic.auth.credentials.source",
        "USER_INFO",
        "basic.auth.user.info",
        USER + ":" + password);
  }

  private void pass(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(each -> exchange.getResponseHeaders().set("Content-Type", each));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
