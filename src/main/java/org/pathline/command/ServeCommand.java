package org.pathline.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.release.ReleasedTables;
import org.pathline.report.Disclosure;
import org.pathline.serve.ServeFile;
import org.pathline.serve.ServeServer;
import org.pathline.serve.Serving;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathline serve}: a page and an API over what stands. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Follows the results cut by cut and serves them: a page to look at, and an HTTP API with the"
          + " questions of the command line, as JSON, CSV, Arrow and Parquet. Runs until Ctrl-C; a"
          + " cluster that is down is shown as down. Commands of the same home ask it, and answer"
          + " at once.",
      "",
      "Groups of fewer than ten students are not told, except to who brings a token with the scope"
          + " small-groups. The commands of this home bring one."
    },
    footer = {
      "",
      "Examples:",
      "  pathline serve",
      "  curl -s 'localhost:9470/api/outcomes?outcome=stemEntry2&by=raceEthnicity&format=csv'",
      "  curl -s localhost:9470/openapi.json",
      "  pathline serve --release release-2015 --release release-2016",
      "  pathline serve --host 0.0.0.0 --port 8080 --token-file tokens.txt"
    })
public final class ServeCommand implements Callable<Integer> {
  /** Where it serves unless told otherwise. */
  static final int PORT = 9470;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to serve on. Default: ${DEFAULT-VALUE}. Anyone who reaches it sees what is told"
              + " without a token.")
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
      names = "--least",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Students that a group must have to be told without a token. Default: ${DEFAULT-VALUE}.")
  private int least;

  @Option(
      names = "--release",
      paramLabel = "DIR",
      description =
          "Also show this release of `pathline release`, to everyone, as it is public. May be"
              + " repeated.")
  private List<Path> releases = List.of();

  @Option(names = "--home", paramLabel = "DIR", hidden = true)
  private Path homeDirectory;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter err = spec.commandLine().getErr();
    Home home = homeDirectory == null ? Home.current() : new Home(homeDirectory);
    ReleasedTables released = ReleasedTables.read(releases);
    Connection connection = connectionOptions.connection(home);
    Tokens tokens = Tokens.of(tokenFile, System.getenv());
    String own = tokens.issue(Tokens.SMALL_GROUPS);
    try (Serving serving =
            new Serving(
                connection,
                new AskChoice(),
                tokens,
                new Disclosure(least),
                line -> {
                  err.println(line);
                  err.flush();
                });
        ServeServer server = new ServeServer(serving, released, host, port)) {
      String url = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + server.port();
      ServeFile file = new ServeFile(url, own, ProcessHandle.current().pid());
      if (!connectionOptions.given()) {
        file.write(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> file.remove(home)));
      }
      err.println("serving on " + url);
      err.flush();
      while (true) {
        TimeUnit.SECONDS.sleep(2);
        server.beat();
      }
    }
  }
}
