package org.pathline.command;

import java.io.PrintWriter;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.serve.ServeFile;
import picocli.CommandLine.Command;

/** {@code pathline down}: ends the embedded cluster of the current home and keeps its data. */
@Command(
    name = "down",
    description = {
      "Ends the broker and the registry that pathline up started from this home, and pathline"
          + " serve of this home; nothing else.",
      "The data stays; to be rid of it, remove the home afterwards."
    },
    footer = {"", "Example:", "  pathline down", "  pathline down && rm -r .pathline"})
public final class DownCommand extends Subcommand {
  @Override
  public Integer call() {
    PrintWriter out = out();
    Home home = Home.current();
    ServeFile.find(home)
        .ifPresent(
            server -> {
              server.end();
              out.println("ended what served on " + server.url());
            });
    boolean ran = EmbeddedCluster.stop(home);
    out.println((ran ? "ended the cluster in " : "nothing ran in ") + home);
    out.flush();
    return 0;
  }
}
