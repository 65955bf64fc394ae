package org.pathline.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.pathline.cluster.Background;
import org.pathline.cluster.Home;
import org.pathline.demo.Demo;
import org.pathline.serve.ServeClient;
import org.pathline.serve.ServeFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline demo}: everything once, on this machine. */
@Command(
    name = "demo",
    description = {
      "Starts a real broker and registry, publishes simulated districts, follows every student and"
          + " shows outcomes, an effect, gaps and one student's milestones; then stops everything"
          + " it started.",
      "The data is made up; the same command always makes the same."
    },
    footer = {
      "",
      "Example:",
      "  pathline demo",
      "  pathline demo --keep      # and then ask more: pathline outcomes --help"
    })
public final class DemoCommand extends Subcommand {
  @Option(
      names = "--students",
      paramLabel = "N",
      description = "Students to simulate. Default: ${DEFAULT-VALUE}.")
  private int students = 2_000;

  @Option(
      names = "--keep",
      description = "Leave broker and registry running afterwards, and serve the page.")
  private boolean keep;

  private static final int SERVE_TICKS = 300;
  private static final int SERVE_TICK_MILLIS = 100;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    CommandLine program = spec.commandLine().getParent();
    try (Demo demo = new Demo(Home.current(), students, out, err())) {
      Thread hook = new Thread(demo::close, "stop-demo");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        demo.run(words -> ask(program, words));
      } finally {
        program.setOut(out);
      }
      if (keep) {
        demo.keep();
      }
      out.println(keep ? whatNext("") : whatNext("pathline demo --keep   # leaves it running\n"));
      if (keep) {
        serve(out);
      }
      out.flush();
    }
    return 0;
  }

  /** Starts a server that stays, and says where the page is. */
  private static void serve(PrintWriter out) throws InterruptedException {
    Home home = Home.current();
    ServeFile.find(home).ifPresent(ServeFile::end);
    ProcessHandle server =
        Background.start(
            home,
            List.of("-XX:+UseSerialGC", "-Xmx512m", "--add-opens=java.base/java.nio=ALL-UNNAMED"),
            List.of("serve", "--home=" + home, "--port=" + port()));
    for (int i = 0; i < SERVE_TICKS && server.isAlive(); i++) {
      Optional<ServeFile> file = ServeFile.find(home);
      if (file.isPresent()) {
        out.println();
        out.println("See it all at " + new ServeClient(file.get()).link());
        out.println(
            "until `pathline down`. The address lets in once; `pathline serve --link` prints"
                + " another.");
        return;
      }
      Thread.sleep(SERVE_TICK_MILLIS);
    }
    out.println("`pathline serve` did not start; " + home.logs() + "/serve.log says why.");
  }

  /** The port of `pathline serve`, or any that is free. */
  private static int port() {
    try (ServerSocket free =
        new ServerSocket(ServeCommand.PORT, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }

  private static String ask(CommandLine program, String... words) {
    StringWriter answer = new StringWriter();
    int exit = program.setOut(new PrintWriter(answer, true)).execute(words);
    if (exit != 0) {
      throw new IllegalStateException(
          "pathline " + String.join(" ", words) + " ended with " + exit);
    }
    return answer.toString();
  }

  private static String whatNext(String first) {
    return """
    Try next:
    %s  pathline outcomes --outcome all --by economicallyDisadvantaged
      pathline outcomes --outcome stemEntry6College --by schoolId,anchorYear --format csv
      pathline effects --outcome gradePoints --subgroup priorAchievement=LOW
      pathline equity --by raceEthnicity
      pathline sorting --subject MATHEMATICS --grade 08
      pathline lag --once
      pathline sql "show tables"
      pathline milestones
      pathline status
      pathline publish DIRECTORY && pathline run --until-caught-up   # your own data
      pathline --help\
    """
        .formatted(first.isEmpty() ? "" : "  " + first);
  }
}
