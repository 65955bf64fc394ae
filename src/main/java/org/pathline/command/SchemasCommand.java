package org.pathline.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.contract.ContractException;
import org.pathline.contract.Finding;
import org.pathline.contract.SchemaContract;
import org.pathline.report.FindingsReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathline schemas}: registers or checks the schemas of the contract. */
@Command(
    name = "schemas",
    mixinStandardHelpOptions = true,
    description = {
      "Registers the value schema of every topic and sets its subject to FULL_TRANSITIVE, so that"
          + " every version can read what any other wrote.",
      "Exits 1 when the registry refuses a schema, or with --check when something is missing or"
          + " differs."
    },
    footer = {"", "Example:", "  pathline schemas", "  pathline schemas --check"})
public final class SchemasCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Option(names = "--check", description = "Change nothing.")
  private boolean check;

  @Override
  public Integer call() throws ContractException {
    Connection connection = connectionOptions.connection();
    SchemaContract schemas = new SchemaContract(connection.registryClient());
    List<Finding> findings = check ? schemas.check() : schemas.register();
    List<String> changed = Finding.changed(findings);
    if (!changed.isEmpty()) {
      AuditLog.of(connection, spec.commandLine().getErr())
          .addWhatIsDone(AuditLog.Action.SCHEMAS_CHANGED, String.join(", ", changed));
    }
    return FindingsReport.print(spec.commandLine().getOut(), findings) ? 0 : 1;
  }
}
