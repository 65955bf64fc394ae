package org.pathline.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.serve.ServeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pathline down}: ends the embedded cluster of the current home and keeps its data. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Ends the broker and the registry that pathline up started from this home, and pathline"
          + " serve of this home; nothing else.",
      "The data stays; to be rid of it, remove the home afterwards."
    },
    footer = {"", "Example:", "  pathline down", "  pathline down && rm -r .pathline"})
public final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
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
