package org.pathline.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.release.ReleasedTables;
import org.pathline.serve.ServeClient;
import org.pathline.serve.ServeFile;
import org.pathline.serve.ServeServer;
import org.pathline.serve.Serving;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline serve}: a page and an API over what stands. */
@Command(
    name = "serve",
    description = {
      "Follows the results cut by cut and serves them: a page to look at, and an HTTP API with the"
          + " questions of the command line, as JSON, CSV, Arrow and Parquet. Runs until Ctrl-C; a"
          + " cluster that is down is shown as down. Commands of the same home ask it, and answer"
          + " at once.",
      "",
      "Who brings no token is shown the releases given with --release, and nothing else: answers to"
          + " many questions can be taken from each other, and would tell small groups. Who brings"
          + " one with the scope small-groups is told everything. The commands of this home bring"
          + " one, and --link prints an address for whoever may open the page."
    },
    footer = {
      "",
      "Examples:",
      "  pathline serve",
      "  pathline serve --link       # where one runs: an address that shows everything, once",
      "  pathline serve --release release-2015 --release release-2016",
      "  pathline serve --host 0.0.0.0 --port 8080 --token-file tokens.txt",
      "  curl -s localhost:9470/openapi.json",
      "  curl -s -H @header 'localhost:9470/api/outcomes?by=raceEthnicity&format=csv'",
      "                              # header: a file with the line Authorization: Bearer TOKEN"
    })
public final class ServeCommand extends ClusterCommand {
  /** Where it serves unless told otherwise. */
  static final int PORT = 9470;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to serve on. Default: ${DEFAULT-VALUE}. Anyone who reaches it sees the releases."
              + " Tokens travel as they are: put a proxy with TLS before any other address.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + PORT,
      description = "Port to serve on; 0 takes one that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File of tokens: on each line a token and its scopes, small-groups or metrics. So may be"
              + " $PATHLINE_HTTP_TOKENS.")
  private Path tokenFile;

  @Option(
      names = "--release",
      paramLabel = "DIR",
      description =
          "Show this release of `pathline release` to everyone. May be repeated, where each was"
              + " made with those before it in --after.")
  private List<Path> releases = List.of();

  @Option(
      names = "--link",
      description =
          "Print an address of the server that runs in this home, and end. Whoever opens it first,"
              + " within ten minutes, is shown everything on the page.")
  private boolean link;

  @Option(names = "--home", paramLabel = "DIR", hidden = true)
  private Path homeDirectory;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Home home = homeDirectory == null ? Home.current() : new Home(homeDirectory);
    if (link) {
      return printLink(home);
    }
    ReleasedTables released = ReleasedTables.readTogether(releases);
    Connection connection = connectionOptions.connection(home);
    Tokens tokens = Tokens.of(tokenFile, System.getenv());
    String own = tokens.issue(Tokens.SMALL_GROUPS);
    try (Serving serving = Serving.begin(connection, new AskChoice(), tokens, this::say);
        ServeServer server = new ServeServer(serving, released, host, port)) {
      String url = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + server.port();
      ServeFile file = new ServeFile(url, own, ProcessHandle.current().pid());
      if (!connectionOptions.given()) {
        file.write(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> file.remove(home)));
      }
      say("serving on " + url);
      // What is no terminal may be a log that others read.
      say(
          System.console() == null
              ? "`pathline serve --link` prints an address that shows everything"
              : "open " + new ServeClient(file).link() + " to see everything: it lets in once");
      // Until the JVM is ended.
      Thread.currentThread().join();
      return 0;
    }
  }

  private int printLink(Home home) {
    ServeFile server =
        ServeFile.find(home)
            .orElseThrow(
                () ->
                    new Unanswerable(
                        "no `pathline serve` runs in the home "
                            + home
                            + "; one of another cluster takes tokens from --token-file only"));
    PrintWriter out = out();
    out.println(new ServeClient(server).link());
    out.flush();
    return 0;
  }
}
