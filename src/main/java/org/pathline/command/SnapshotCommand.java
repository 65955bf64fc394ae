package org.pathline.command;

import java.io.PrintWriter;
import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.snapshot.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pathline snapshot}: saves a cut under a name. */
@Command(
    name = "snapshot",
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
public final class SnapshotCommand extends ClusterCommand {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the snapshot.")
  private String name;

  @Override
  public Integer call() {
    PrintWriter out = out();
    Home home = Home.current();
    if (name == null) {
      List<Snapshot> all = Snapshot.all(home);
      all.forEach(each -> out.println(each.name() + "  cut " + each.cut().id()));
      if (all.isEmpty()) {
        out.println("there are no snapshots in " + home);
      }
    } else {
      Connection connection =
          noted(AuditLog.Action.SNAPSHOT_SAVED, "outcome cells and sorting, as " + name);
      Snapshot saved = Snapshot.save(home, connection, name);
      out.println("saved cut " + saved.cut().id() + " as " + name + ", in " + saved.directory());
    }
    out.flush();
    return 0;
  }
}
