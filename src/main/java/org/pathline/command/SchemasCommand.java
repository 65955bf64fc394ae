package org.pathline.command;

import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.contract.Finding;
import org.pathline.contract.SchemaContract;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline schemas}: registers or checks the schemas of the contract. */
@Command(
    name = "schemas",
    description = {
      "Registers the value schema of every topic and sets its subject to FULL_TRANSITIVE, so that"
          + " every version can read what any other wrote.",
      "Exits 1 when the registry refuses a schema, or with --check when something is missing or"
          + " differs."
    },
    footer = {"", "Example:", "  pathline schemas", "  pathline schemas --check"})
public final class SchemasCommand extends ClusterCommand {
  @Option(names = "--check", description = "Change nothing.")
  private boolean check;

  @Override
  public Integer call() {
    Connection connection = connection();
    SchemaContract schemas = new SchemaContract(connection.registryClient());
    List<Finding> findings = check ? schemas.check() : schemas.register();
    return print(connection, AuditLog.Action.SCHEMAS_CHANGED, findings);
  }
}
