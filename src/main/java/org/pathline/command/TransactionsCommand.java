package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.ops.LagJson;
import org.pathline.report.Report;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.HangingTransaction;
import org.pathline.topics.HangingTransactions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline transactions}: those that nobody ends any more, and their end. */
@Command(
    name = "transactions",
    description = {
      "Finds transactions that hang: a partition holds one open, and no coordinator knows of it any"
          + " more, so nobody ends it. Readers of committed records stop before its first record"
          + " for ever; a topology that restores its state from there waits and says nothing. A"
          + " lone broker that is killed while it commits may leave one.",
      "Looks at every topic that Pathline reads, writes or keeps. With --abort it ends what it"
          + " found: the records of that transaction then count as aborted.",
      "",
      "Kafka can end such a transaction only as if it had been aborted, also where the rest of its"
          + " commit is there. So the answer says for each what to derive or send again.",
      "Exits 1 when a transaction hangs and was not ended."
    },
    footer = {
      "",
      "Examples:",
      "  pathline transactions",
      "  pathline transactions --abort",
      "  pathline transactions --config cluster.properties --format json"
    })
public final class TransactionsCommand extends ReportCommand {
  @Option(names = "--abort", description = "End each transaction that hangs, after it was named.")
  private boolean abort;

  @Option(
      names = "--open-for",
      paramLabel = "S",
      description =
          "Only transactions whose producer's latest record is older than so many seconds. Default:"
              + " ${DEFAULT-VALUE}, after which brokers end those of the topologies.")
  private long openForSeconds = HangingTransactions.OPEN_AT_MOST.toSeconds();

  @Override
  public Integer call() throws Exception {
    if (openForSeconds < 0) {
      throw usage("--open-for must be 0 or more");
    }
    Connection connection = connection();
    try (HangingTransactions transactions =
        new HangingTransactions(
            connection,
            TopologyName.allTopics(List.of(TopologyName.values())),
            Duration.ofSeconds(openForSeconds))) {
      List<HangingTransaction> found = transactions.look();
      print(report(found));
      if (!abort || found.isEmpty()) {
        return found.isEmpty() ? 0 : 1;
      }
      for (HangingTransaction each : found) {
        audit(connection).add(AuditLog.Action.TRANSACTION_ABORTED, each.what());
        transactions.abort(each);
        say("ended: " + each.what());
      }
      return 0;
    }
  }

  private Report<ObjectNode> report(List<HangingTransaction> found) {
    Report<ObjectNode> report =
        Report.ofObjects(
            "transactions",
            List.of("topic"),
            List.of("partition", "startOffset", "producerId", "epoch"),
            List.of("lastRecord"),
            found.stream().map(LagJson::of).toList());
    if (found.isEmpty()) {
      return report.note("no transaction hangs");
    }
    return report
        .note(
            found.size()
                + (found.size() == 1 ? " hangs" : " hang")
                + ": readers of committed records stop at startOffset"
                + (abort ? "" : "; end with `" + HangingTransaction.REMEDY + "`"))
        .notes(found.stream().map(TransactionsCommand::afterwards).distinct().sorted().toList());
  }

  /** What else was in the commit is there, and this is not. */
  private static String afterwards(HangingTransaction hanging) {
    String topic = hanging.topic();
    for (TopologyName topology : TopologyName.values()) {
      if (topology.internalTopics().contains(topic) || isOf(topology, topic)) {
        return topic
            + ": once it is ended, stop every process that runs "
            + topology
            + ", then derive it anew: pathline run "
            + topology
            + " --anew";
      }
    }
    return topic + ": once it is ended, whoever wrote there at that time has to do it again";
  }

  private static boolean isOf(TopologyName topology, String name) {
    return TopicCatalogue.all().stream()
        .anyMatch(
            topic ->
                topic.name().equals(name)
                    && topic.owner().name().equalsIgnoreCase(topology.name()));
  }
}
