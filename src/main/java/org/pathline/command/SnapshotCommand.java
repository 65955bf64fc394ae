package org.pathline.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.snapshot.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathline snapshot}: saves a cut under a name. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = {
      "Saves what stands now under a name: the offsets of all topics, and what stood in those that"
          + " forget. Questions with --as-of NAME give the same answer ever after, and `pathline"
          + " diff` compares two. Without a name it lists what there is.",
      "",
      "Snapshots lie in the home, in snapshots/NAME, and hold small groups."
    },
    footer = {
      "",
      "Examples:",
      "  pathline snapshot spring",
      "  pathline outcomes --by schoolId --as-of spring",
      "  pathline diff spring autumn"
    })
public final class SnapshotCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the snapshot.")
  private String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Home home = Home.current();
    if (name == null) {
      List<Snapshot> all = Snapshot.all(home);
      all.forEach(each -> out.println(each.name() + "  cut " + each.cut().id()));
      if (all.isEmpty()) {
        out.println("there are no snapshots in " + home);
      }
    } else {
      Connection connection = connectionOptions.connection();
      AuditLog.of(connection, spec.commandLine().getErr())
          .add(AuditLog.Action.SNAPSHOT_SAVED, "outcome cells and sorting, as " + name);
      Snapshot saved = Snapshot.save(home, connection, name);
      out.println("saved cut " + saved.cut().id() + " as " + name + ", in " + saved.directory());
    }
    out.flush();
    return 0;
  }
}
