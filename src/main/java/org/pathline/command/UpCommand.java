package org.pathline.command;

import java.io.PrintWriter;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import picocli.CommandLine.Command;

/** {@code pathline up}: starts the embedded cluster of the current home. */
@Command(
    name = "up",
    description = {
      "Starts a real Kafka broker and a real schema registry on this machine.",
      "Their data is kept in $PATHLINE_HOME, else in .pathline/ of the working directory; two homes"
          + " never disturb each other. Starting what already runs changes nothing, and what was"
          + " killed comes back with its data."
    },
    footer = {
      "",
      "Example:",
      "  pathline up",
      "  PATHLINE_HOME=/var/tmp/second pathline up     # another cluster beside it"
    })
public final class UpCommand extends Subcommand {
  @Override
  public Integer call() {
    PrintWriter out = out();
    Home home = Home.current();
    long began = System.nanoTime();
    EmbeddedCluster cluster =
        EmbeddedCluster.start(
            home,
            line -> {
              out.println(line);
              out.flush();
            });
    Connection connection = cluster.connection();
    if (cluster.startedHere()) {
      out.printf("up after %.1f s%n", (System.nanoTime() - began) / 1e9);
    } else {
      out.println("was up already");
    }
    out.println("  home               " + home);
    out.println("  bootstrap servers  " + connection.bootstrapServers());
    out.println("  schema registry    " + connection.registryShown());
    out.println(
        "All commands find it by themselves. pathline status shows it, pathline down ends it.");
    out.flush();
    return 0;
  }
}
