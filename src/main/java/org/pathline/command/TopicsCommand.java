package org.pathline.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.contract.BrokerSettings;
import org.pathline.contract.Finding;
import org.pathline.contract.TopicContract;
import org.pathline.contract.TopicContract.Mode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline topics}: creates or checks the topics of the contract. */
@Command(
    name = "topics",
    description = {
      "Creates the topics that are missing and says of each whether it is as it should be:"
          + " partitions, cleanup, retention, and ingest time as timestamp.",
      "Exits 1 when something is missing or differs, and refuses to do anything when the topics"
          + " keyed by student id have different numbers of partitions.",
      "Warns where brokers forget within 120 days how far the topologies had come."
    },
    footer = {
      "",
      "Example:",
      "  pathline topics --partitions 12 --replication 3",
      "  pathline topics --check",
      "  pathline topics --fix        # alters settings, never partitions"
    })
public final class TopicsCommand extends ClusterCommand {
  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the topics keyed by student id. Default: those of the existing ones, else"
              + " 6.")
  private Integer partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Replication factor. Default: the broker's, and not checked.")
  private Short replication;

  @ArgGroup private Change change;

  /** At most one of the two. */
  static final class Change {
    @Option(names = "--check", description = "Change nothing.")
    private boolean check;

    @Option(names = "--fix", description = "Also alter settings that differ.")
    private boolean fix;
  }

  @Override
  public Integer call() {
    if ((partitions != null && partitions < 1) || (replication != null && replication < 1)) {
      throw usage("--partitions and --replication must be at least 1");
    }
    Connection connection = connection();
    Mode mode = Mode.CREATE;
    if (change != null) {
      mode = change.check ? Mode.CHECK : Mode.FIX;
    }
    try (Admin admin = TopicContract.admin(connection)) {
      List<Finding> findings =
          new TopicContract(
                  admin,
                  partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions),
                  Optional.ofNullable(replication))
              .apply(mode);
      BrokerSettings.warnings(admin).forEach(warning -> say("warning: " + warning));
      return print(connection, AuditLog.Action.TOPICS_CHANGED, findings);
    }
  }
}
