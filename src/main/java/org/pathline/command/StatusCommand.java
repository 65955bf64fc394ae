package org.pathline.command;

import java.util.Optional;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.ops.ClusterSurvey;
import org.pathline.report.StatusReport;
import picocli.CommandLine.Command;

/** {@code pathline status}: what runs, which topics there are, what was bad, set aside, doubted. */
@Command(
    name = "status",
    description = {
      "Shows broker and registry, the topics that are there or missing, and how many records were"
          + " undecodable (dead letters) or broke a rule (rejections), by reason, what is set"
          + " aside, that is left out of every result, and what is doubted in the facts that"
          + " stand.",
      "Exits 1 when the cluster does not run."
    },
    footer = {
      "",
      "Example:",
      "  pathline status",
      "  pathline status --format json | jq .survey.badRecords",
      "  pathline status --format json | jq .survey.setAside.counts",
      "  pathline status --format json | jq .survey.doubts.counts",
      "  pathline status --bootstrap-servers kafka:9092 --schema-registry https://registry:8081"
    })
public final class StatusCommand extends TextCommand {
  @Override
  public Integer call() throws Exception {
    Home home = Home.current();
    Optional<EmbeddedCluster.Processes> processes =
        connectionOptions.given() ? Optional.empty() : EmbeddedCluster.processes(home);
    boolean running = connectionOptions.given() || EmbeddedCluster.find(home).isPresent();
    Connection connection = running ? connection() : null;
    ClusterSurvey survey = connection != null ? ClusterSurvey.take(connection) : null;
    StatusReport report =
        new StatusReport(connectionOptions.given() ? null : home, processes, connection, survey);
    print(report::table, report::json);
    return running ? 0 : 1;
  }
}
