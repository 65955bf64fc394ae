package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.EmbeddedCluster.Server;
import org.pathline.cluster.Home;
import org.pathline.ops.ClusterSurvey;
import org.pathline.ops.DoubtSummary;
import org.pathline.ops.SetAsideSummary;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.BadRecords;

/**
 * What {@code pathline status} found.
 *
 * @param home home of the embedded cluster; null where the cluster is another one
 * @param processes the embedded cluster's, if there are any
 * @param connection how to reach the cluster; null where none runs
 * @param survey what the cluster answered; null where none runs
 */
public record StatusReport(
    @Nullable Home home,
    Optional<EmbeddedCluster.Processes> processes,
    @Nullable Connection connection,
    @Nullable ClusterSurvey survey) {

  /** Writes it for people. */
  public void table(PrintWriter out) {
    if (home != null) {
      out.println("home       " + home);
    }
    processes.ifPresent(
        p -> {
          out.println("broker     " + line("Kafka", p.broker()));
          out.println("registry   " + line("Apicurio", p.registry()));
          if (home != null) {
            out.println("logs       " + home.logs());
          }
        });
    if (survey == null || connection == null) {
      out.println("The cluster does not run: start it with `pathline up`.");
      return;
    }
    out.println("bootstrap  " + connection.bootstrapServers());
    out.println(
        "schemas    " + connection.registryShown() + ", " + survey.subjects() + " subjects");
    out.println("cluster    " + survey.clusterId() + ", " + survey.brokers() + " broker(s)");
    out.println();
    out.println("topic                          partitions");
    survey
        .partitions()
        .forEach(
            (topic, partitions) ->
                out.printf("%-30s %10s%n", topic, partitions == null ? "missing" : partitions));
    for (Map.Entry<String, BadRecords> bad : survey.badRecords().entrySet()) {
      out.println();
      out.printf("%-30s %10d records%n", bad.getKey(), bad.getValue().total());
      bad.getValue()
          .byReason()
          .forEach((reason, count) -> out.printf("  %-28s %10d%n", reason, count));
    }
    if (survey.setAside() != null) {
      writeSetAside(out, survey.setAside());
    }
    if (survey.doubts() != null) {
      writeDoubts(out, survey.doubts());
    }
  }

  private static void writeSetAside(PrintWriter out, SetAsideSummary setAside) {
    out.println();
    out.printf("%-30s %10d set aside%n", TopicCatalogue.SET_ASIDE.name(), setAside.total());
    for (SetAsideSummary.Count each : setAside.counts()) {
      out.printf(
          "  %-28s %10d%n",
          ReportColumn.printable(each.topology() + " " + each.kind() + " " + each.reason()),
          each.count());
    }
    for (SetAsideSummary.Entry each : setAside.first()) {
      out.println(
          "  "
              + ReportColumn.printable(
                  each.kind() + " " + each.id() + ": " + each.reason() + ", " + each.detail()));
    }
    if (setAside.total() > setAside.first().size()) {
      out.println("  … all of them: `pathline set-aside`");
    }
  }

  private static void writeDoubts(PrintWriter out, DoubtSummary doubts) {
    out.println();
    long students = doubts.counts().stream().mapToLong(DoubtSummary.Count::students).sum();
    out.printf("%-30s %10d doubted%n", TopicCatalogue.DOUBTS.name(), students);
    for (DoubtSummary.Count each : doubts.counts()) {
      out.printf(
          "  %-28s %10d%n    %s%n",
          ReportColumn.printable(each.kind()),
          each.students(),
          ReportColumn.printable(
              "first "
                  + each.first().studentId()
                  + ", "
                  + each.first().factTopic()
                  + " "
                  + each.first().factKey()
                  + ": "
                  + each.first().detail()));
    }
    if (!doubts.counts().isEmpty()) {
      out.println("  … all of them: `pathline doubts`");
    }
  }

  private static String line(String software, Server server) {
    String running = server.pid().isPresent() ? "pid " + server.pid().getAsLong() : "does not run";
    return software + " " + server.version() + ", " + running + ", port " + server.port();
  }

  /** Everything that is known, for programs. */
  public ObjectNode json() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("running", survey != null);
    if (home != null) {
      root.put("home", home.toString());
    }
    processes.ifPresent(
        p -> {
          put(root.putObject("broker"), p.broker());
          put(root.putObject("registry"), p.registry());
        });
    if (connection != null) {
      // Not its settings: they may hold passwords.
      root.put("bootstrapServers", connection.bootstrapServers());
      root.put("schemaRegistry", connection.registryShown());
    }
    root.set("survey", json.valueToTree(survey));
    return root;
  }

  private static void put(ObjectNode node, Server server) {
    node.put("version", server.version())
        .put("port", server.port())
        .put("pid", server.pid().isPresent() ? (Long) server.pid().getAsLong() : null);
  }
}
