package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pathline.cluster.ClusterException;
import org.pathline.report.AnswerFormat;

/** Asks a server what commands ask. */
public final class ServeClient {
  /** The question was answered. */
  public static final int GOOD = 200;

  /** The question was asked wrongly. */
  public static final int WRONG = 400;

  /** The server has not read everything yet. */
  public static final int NOT_READY = 503;

  /** Media type of an answer as a command prints it, with what goes to its error output. */
  static final String PRINTED = "application/vnd.pathline.printed+json";

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 300_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServeFile server;

  /** Client of a server. */
  public ServeClient(ServeFile server) {
    this.server = server;
  }

  /**
   * What a server said.
   *
   * @param status of HTTP
   */
  public record Said(int status, String out, String err) {}

  /**
   * Asks.
   *
   * @throws ClusterException when there is no server
   */
  public Said ask(String name, List<Map.Entry<String, String>> question, AnswerFormat format) {
    // HttpURLConnection starts in a third of the time that the newer client takes.
    String query =
        question.stream()
            .map(each -> "&" + each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("", "?format=" + format, ""));
    try {
      HttpURLConnection http = open("/api/" + name + query);
      http.setRequestProperty("Accept", PRINTED);
      int status = http.getResponseCode();
      try (var body = status == GOOD ? http.getInputStream() : http.getErrorStream()) {
        JsonNode answer = JSON.readTree(body == null ? new byte[0] : body.readAllBytes());
        return status == GOOD
            ? new Said(status, answer.path("out").asText(), answer.path("err").asText())
            : new Said(status, "", answer.path("error").asText("the server says " + status));
      }
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /**
   * An address of the page that shows everything to whoever opens it first, for a while.
   *
   * @throws ClusterException when there is no server, or it does not take the token
   */
  public String link() {
    try {
      HttpURLConnection http = open(Entrance.CODES);
      http.setRequestMethod("POST");
      if (http.getResponseCode() != GOOD) {
        throw new ClusterException(
            "pathline serve at " + base() + " says " + http.getResponseCode() + " to its token");
      }
      try (var body = http.getInputStream()) {
        return base() + Entrance.FRAGMENT + JSON.readTree(body).path("code").asText();
      }
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private String base() {
    return server.url().replaceAll("/+$", "");
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection http = (HttpURLConnection) URI.create(base() + path).toURL().openConnection();
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setReadTimeout(READ_MILLIS);
    // A token is for this server only, wherever it may send whoever asks.
    http.setInstanceFollowRedirects(false);
    if (!server.token().isEmpty()) {
      http.setRequestProperty("Authorization", "Bearer " + server.token());
    }
    return http;
  }

  private ClusterException silent(IOException e) {
    return new ClusterException("pathline serve at " + base() + " does not answer: " + e, e);
  }
}
