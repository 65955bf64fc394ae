package org.pathline.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.command.AskChoice;
import org.pathline.release.ReleasedTables;
import org.pathline.serve.ServeClient;
import org.pathline.serve.ServeFile;
import org.pathline.serve.ServeServer;
import org.pathline.serve.Serving;

/**
 * A few simulated students that went through the whole program, and a server over them; shared by
 * the tests that look at it.
 */
public final class Served {
  private static final int STUDENTS = Integer.getInteger("served.students", 500);

  private static final class Holder {
    static final Served SERVED = new Served();
  }

  private final Trial trial = Trial.withTopics();
  private final Program program;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Tokens tokens = new Tokens();
  private final String token = tokens.issue(Tokens.SMALL_GROUPS);
  private ReleasedTables released;
  private Serving serving;
  private ServeServer server;

  /** The server, ready when it is asked for the first time. */
  public static Served get() {
    return Holder.SERVED;
  }

  /**
   * Settings with which the program waits long for what comes seldom: it runs beside all other
   * tests of this JVM, and would ask twenty times a second.
   */
  private String patient() {
    try {
      return trial.config(
          trial.connection().schemaRegistry(),
          List.of("consumer.fetch.min.bytes=1", "consumer.fetch.max.wait.ms=500"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Served() {
    program = trial.run("--config=" + patient());
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "remove-served"));
    Path files = files();
    try {
      Program.Ended simulated =
          Program.run(
              trial.home(),
              "simulate",
              "--students=" + STUDENTS,
              "--seed=7",
              "--out=" + files.toAbsolutePath());
      if (simulated.exitCode() != 0) {
        throw new IllegalStateException(simulated.err());
      }
      trial.must("publish", files.toString());
      Awaited.caughtUp(trial.connection(), program);
      trial.must(
          "release",
          "--outcome=advancedCourse,stemEntry2",
          "--by=districtId,schoolId,anchorYear",
          "--by=regime,economicallyDisadvantaged",
          "--with=effects,equity,sorting",
          "--out=" + release());
      released = ReleasedTables.read(List.of(release()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    start();
  }

  /** Starts a server over the cluster. */
  private void start() {
    serving = Serving.begin(connection(), new AskChoice(), tokens, line -> {});
    server = new ServeServer(serving, released, "127.0.0.1", 0);
    Awaited.until("the first cut", serving::isReady);
  }

  /** Ends the server and starts another one. */
  void restart() {
    server.close();
    serving.close();
    start();
  }

  /** Also where it did not come as far as a server: whatever was started is stopped. */
  private void end() {
    if (server != null) {
      server.close();
    }
    if (serving != null) {
      serving.close();
    }
    program.close();
    trial.close();
  }

  /** A release of what was published first, which is served, too. */
  public Path release() {
    return trial.home().directory().resolve("release-one");
  }

  /** The files that were published first. */
  Path files() {
    return trial.home().directory().resolve("files");
  }

  /** To the cluster that is served. */
  public Connection connection() {
    return trial.connection();
  }

  /** Where the page is. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** A token that tells small groups. */
  public String token() {
    return token;
  }

  /** What the command line prints that reads the topics itself; fails where it fails. */
  public String command(String... arguments) {
    Program.Ended ended = trial.command(arguments);
    if (ended.exitCode() != 0) {
      throw new AssertionError(ended.err());
    }
    return ended.out();
  }

  /** Publishes a file of facts, and waits until everything is processed. */
  public void publish(Path directory) throws Exception {
    trial.must("publish", directory.toString());
    Awaited.caughtUp(trial.connection(), program);
  }

  /** What the server answers. */
  HttpResponse<byte[]> ask(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** What the server answers to who has the token. */
  HttpResponse<byte[]> askAsAnalyst(String path, String... headers)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + token));
    return ask(path, all.toArray(String[]::new));
  }

  /** What the server answers to who has the token, as text. */
  public String askWithToken(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> said = askAsAnalyst(path);
    String text = new String(said.body(), java.nio.charset.StandardCharsets.UTF_8);
    if (said.statusCode() != 200) {
      throw new AssertionError(path + ": " + text);
    }
    return text;
  }

  /** An address of the page that lets in once. */
  public String link() {
    return new ServeClient(new ServeFile(url(), token, 0)).link();
  }
}
