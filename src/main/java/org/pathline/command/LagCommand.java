package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pathline.cluster.Connection;
import org.pathline.ops.LagEvaluator;
import org.pathline.ops.LagJson;
import org.pathline.ops.LagReport;
import org.pathline.ops.RestoreNotes;
import org.pathline.ops.TopologyInputs;
import org.pathline.report.AnswerFormat;
import org.pathline.report.LagTable;
import org.pathline.run.TopologyName;
import org.pathline.topics.HangingTransaction;
import org.pathline.topics.HangingTransactions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline lag}: how far the topologies are behind, wherever they run. */
@Command(
    name = "lag",
    description = {
      "Shows what each topology still has to process, by sub-topology, topic and partition: records"
          + " and seconds behind, rates, time to drain, seconds until retention removes what waits,"
          + " and a verdict with what it rests on. Asks Kafka alone, so the topologies may run"
          + " anywhere; repeats until Ctrl-C.",
      "",
      "Seconds are the age of the first record that is not processed and committed, and 0 where"
          + " there is none, also when markers of transactions follow or nothing was ever written.",
      "Below stand transactions that nobody ends any more, which hold up whoever reads behind them"
          + " (`pathline transactions`)."
    },
    footer = {
      "",
      "Verdicts:",
      "  OK       nothing waits, or not for 10 s and the position moves",
      "  BEHIND   the first record that waits is older than 10 s",
      "  STALLED  records wait, members are there, no progress for 60 s",
      "  STOPPED  records wait and the group has no members",
      "  REWOUND  the committed position went back",
      "With --once STALLED is never said: two quick looks cannot tell.",
      "",
      "Examples:",
      "  pathline lag",
      "  pathline lag pathways --once",
      "  pathline lag --once --format csv | awk -F, '$7 > 60'",
      "  pathline lag --running http://10.0.0.7:8080 --running http://10.0.0.8:8080"
    })
public final class LagCommand extends ClusterCommand {
  private static final long BETWEEN_TWO_LOOKS_MILLIS = 1_000;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  @Mixin private TopologyChoice topologies;

  @Option(names = "--once", description = "Look twice, a second apart, print and exit.")
  private boolean once;

  @Option(
      names = "--every",
      paramLabel = "S",
      defaultValue = "2",
      description = "Seconds between two looks. Default: ${DEFAULT-VALUE}.")
  private int everySeconds;

  @Option(
      names = "--all",
      description =
          "In the table a line for each partition; without it partitions of a topic that are caught"
              + " up share one.")
  private boolean all;

  @Option(
      names = "--running",
      paramLabel = "URL",
      description =
          "Address of a `pathline run --http-port`, which alone knows about restoring, standby"
              + " copies and partitions that wait for a schema; may be repeated.")
  private List<URI> running = List.of();

  @Option(
      names = "--format",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. Repeated, csv goes on below one"
              + " header, and json is one object a line.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    if (everySeconds < 1) {
      throw usage("--every must be at least 1");
    }
    List<TopologyName> chosen = topologies.chosen();
    PrintWriter out = out();
    Connection connection = connection();
    try (LagEvaluator watch =
            new LagEvaluator(connection, chosen.stream().map(TopologyInputs::of).toList());
        HangingTransactions hanging =
            new HangingTransactions(connection, TopologyName.allTopics(chosen))) {
      if (once) {
        watch.look();
        Thread.sleep(BETWEEN_TWO_LOOKS_MILLIS);
        print(new LagTable(watch.look()), hanging.glance(), out, true);
        return 0;
      }
      for (boolean first = true; ; first = false) {
        print(new LagTable(watch.look()), hanging.glance(), out, first);
        TimeUnit.SECONDS.sleep(everySeconds);
      }
    }
  }

  private void print(LagTable lag, List<HangingTransaction> hanging, PrintWriter out, boolean first)
      throws Exception {
    switch (format) {
      case table -> {
        RestoreNotes notes = RestoreNotes.of(running);
        if (!once && System.console() != null) {
          out.print(HOME_AND_CLEAR);
        }
        lag.table(out, all);
        notes.lines().forEach(line -> out.println("# " + line));
        hanging.forEach(each -> out.println("# " + each.line()));
        if (!once) {
          out.println();
        }
      }
      case csv -> {
        lag.csv(out, first);
        hanging.forEach(each -> say("# " + each.line()));
      }
      case json -> json(lag.report(), hanging, out);
    }
    out.flush();
  }

  private void json(LagReport report, List<HangingTransaction> hanging, PrintWriter out)
      throws InterruptedException {
    ObjectNode root = LagJson.of(report);
    root.set("hangingTransactions", LagJson.of(hanging));
    if (!running.isEmpty()) {
      RestoreNotes notes = RestoreNotes.of(running);
      root.set("restore", notes.json("restore"));
      root.set("waiting", notes.json("waiting"));
    }
    out.println(once ? root.toPrettyString() : root.toString());
  }
}
