package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathline status}: what runs, which topics there are, what was bad or set aside. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows broker and registry, the topics that are there or missing, and how many records were"
          + " undecodable (dead letters) or broke a rule (rejections), by reason, and what is set"
          + " aside, that is left out of every result.",
      "Exits 1 when the cluster does not run."
    },
    footer = {
      "",
      "Example:",
      "  pathline status",
      "  pathline status --format json | jq .survey.badRecords",
      "  pathline status --format json | jq .survey.setAside.counts",
      "  pathline status --bootstrap-servers kafka:9092 --schema-registry https://registry:8081"
    })
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Override
  public Integer call() throws Exception {
    Home home = Home.current();
    Optional<EmbeddedCluster.Processes> processes =
        connectionOptions.given() ? Optional.empty() : EmbeddedCluster.processes(home);
    boolean running = connectionOptions.given() || EmbeddedCluster.find(home).isPresent();
    Connection connection = running ? connectionOptions.connection() : null;
    ClusterSurvey survey = running ? ClusterSurvey.take(connection) : null;
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case table -> writeTable(out, home, processes, connection, survey);
      case json -> writeJson(out, home, processes, connection, survey);
    }
    out.flush();
    return running ? 0 : 1;
  }

  private void writeTable(
      PrintWriter out,
      Home home,
      Optional<EmbeddedCluster.Processes> processes,
      Connection connection,
      ClusterSurvey survey) {
    if (!connectionOptions.given()) {
      out.println("home       " + home);
    }
    processes.ifPresent(
        p -> {
          out.println(
              "broker     " + line("Kafka", p.brokerVersion(), p.brokerPid(), p.brokerPort()));
          out.println(
              "registry   "
                  + line("Apicurio", p.registryVersion(), p.registryPid(), p.registryPort()));
          out.println("logs       " + home.logs());
        });
    if (survey == null) {
      out.println("The cluster does not run: start it with `pathline up`.");
      return;
    }
    out.println("bootstrap  " + connection.bootstrapServers());
    out.println(
        "schemas    " + connection.schemaRegistry() + ", " + survey.subjects() + " subjects");
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
  }

  private static void writeSetAside(PrintWriter out, SetAsideSummary setAside) {
    out.println();
    out.printf("%-30s %10d set aside%n", TopicCatalogue.SET_ASIDE.name(), setAside.total());
    for (SetAsideSummary.Count each : setAside.counts()) {
      out.printf(
          "  %-28s %10d%n",
          Listing.printable(each.topology() + " " + each.kind() + " " + each.reason()),
          each.count());
    }
    for (SetAsideSummary.Entry each : setAside.first()) {
      out.println(
          "  "
              + Listing.printable(
                  each.kind() + " " + each.id() + ": " + each.reason() + ", " + each.detail()));
    }
    if (setAside.total() > setAside.first().size()) {
      out.println("  … all of them: `pathline set-aside`");
    }
  }

  private static String line(String software, String version, OptionalLong pid, int port) {
    String running = pid.isPresent() ? "pid " + pid.getAsLong() : "does not run";
    return software + " " + version + ", " + running + ", port " + port;
  }

  private void writeJson(
      PrintWriter out,
      Home home,
      Optional<EmbeddedCluster.Processes> processes,
      Connection connection,
      ClusterSurvey survey)
      throws Exception {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = json.createObjectNode();
    root.put("running", survey != null);
    if (!connectionOptions.given()) {
      root.put("home", home.toString());
    }
    processes.ifPresent(
        p -> {
          putServer(root, "broker", p.brokerVersion(), p.brokerPid(), p.brokerPort());
          putServer(root, "registry", p.registryVersion(), p.registryPid(), p.registryPort());
        });
    if (connection != null) {
      // Not its settings: they may hold passwords.
      root.put("bootstrapServers", connection.bootstrapServers());
      root.put("schemaRegistry", connection.schemaRegistry());
    }
    root.set("survey", json.valueToTree(survey));
    out.println(json.writeValueAsString(root));
  }

  private static void putServer(
      ObjectNode root, String name, String version, OptionalLong pid, int port) {
    ObjectNode server = root.putObject(name);
    server.put("version", version);
    server.put("port", port);
    if (pid.isPresent()) {
      server.put("pid", pid.getAsLong());
    } else {
      server.putNull("pid");
    }
  }
}
