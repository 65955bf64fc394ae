package org.pathline.command;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.pathline.access.AccessLists;
import org.pathline.access.Role;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.report.Report;
import org.pathline.report.ReportColumn;
import org.pathline.words.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline acls}: what each role may do on Kafka, and nothing else. */
@Command(
    name = "acls",
    description = {
      "Prints the least that Kafka must allow a principal for a role, and with --apply adds what is"
          + " missing of it. Nothing is ever taken away: what is allowed besides, stays.",
      "",
      "  publisher       sends facts and policies; reads nothing",
      "  topologies      runs `pathline run`; has the groups, transactions and internal topics of"
          + " the topologies",
      "  analyst         reads every topic, students included; writes nothing",
      "  release-reader  makes releases from sums of groups; no record of a student",
      "  operator        makes and alters topics and groups; no record at all"
    },
    footer = {
      "",
      "Brokers need an authorizer and must know who connects (TLS and SASL); clients say so in a"
          + " file for --config.",
      "",
      "Examples:",
      "  pathline acls --role publisher --principal User:district-7",
      "  pathline acls --role topologies --principal User:pathline --apply --config"
          + " admin.properties \\",
      "      --bootstrap-servers kafka:9093 --schema-registry https://registry"
    })
public final class AclsCommand extends ReportCommand {
  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = "publisher, topologies, analyst, release-reader or operator.")
  private String role;

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      required = true,
      description = "Whom to allow, such as User:district-7.")
  private String principal;

  @Option(names = "--apply", description = "Add what is missing on the cluster.")
  private boolean apply;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Role chosen =
        Role.labelled(role)
            .orElseThrow(() -> usage("--role: " + Names.none("role", role, Role.labels())));
    if (!principal.matches("[A-Za-z]+:[^\\s*]+")) {
      throw usage("--principal: '" + principal + "' is not of the form User:NAME");
    }
    List<AclBinding> bindings = chosen.bindings(principal);
    Report<AclBinding> report = report(bindings);
    if (apply) {
      Connection connection =
          noted(AuditLog.Action.ACCESS_CHANGED, "role " + role + " for " + principal);
      try (AccessLists lists = new AccessLists(connection)) {
        report.note(
            lists.add(bindings).size() + " of " + bindings.size() + " were missing and are added");
      }
    } else {
      report.note("printed only; --apply adds them to the cluster");
    }
    return print(report);
  }

  private static Report<AclBinding> report(List<AclBinding> bindings) {
    return new Report<>(
        "acls",
        List.of(
            ReportColumn.text("principal", each -> each.entry().principal()),
            ReportColumn.text("permission", each -> each.entry().permissionType().name()),
            ReportColumn.text("operation", each -> each.entry().operation().name()),
            ReportColumn.text("resource", each -> each.pattern().resourceType().name()),
            ReportColumn.text("pattern", each -> each.pattern().patternType().name()),
            ReportColumn.text("name", each -> each.pattern().name())),
        bindings);
  }
}
