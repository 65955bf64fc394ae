package org.pathline.command;

import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.contract.Finding;
import picocli.CommandLine.Mixin;

/** A command that works with a cluster. */
abstract class ClusterCommand extends Subcommand {
  @Mixin ConnectionOptions connectionOptions;

  /** The cluster that the options ask for. */
  final Connection connection() {
    return connectionOptions.connection();
  }

  /** Where is noted what is asked of a cluster or done to it. */
  final AuditLog audit(Connection connection) {
    return new AuditLog(connection, this::say);
  }

  /** The cluster, once it is noted there what is shown or done. */
  final Connection noted(AuditLog.Action action, String scope) {
    Connection connection = connection();
    audit(connection).add(action, scope);
    return connection;
  }

  /**
   * Prints what was found out about topics or schemas, a line each, and notes what was changed.
   *
   * @return the exit code
   */
  final int print(Connection connection, AuditLog.Action change, List<Finding> findings) {
    List<String> changed = Finding.changed(findings);
    if (!changed.isEmpty()) {
      audit(connection).addWhatIsDone(change, String.join(", ", changed));
    }
    findings.forEach(finding -> out().println(finding.line()));
    out().flush();
    return findings.stream().allMatch(Finding::isGood) ? 0 : 1;
  }
}
