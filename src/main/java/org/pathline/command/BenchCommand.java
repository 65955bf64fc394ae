package org.pathline.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.pathline.bench.AnswersBench;
import org.pathline.bench.Bench;
import org.pathline.bench.Figures;
import org.pathline.bench.FlowBench;
import org.pathline.bench.FlowOrder;
import org.pathline.bench.NightlyBatch;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.report.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline bench}: how fast pathways are folded, beside what reading alone costs. */
@Command(
    name = "bench",
    description = {
      "Measures the pathways topology, exactly once, on a backlog of grades: 13 school years, two"
          + " terms a year, one burst of six grades per student and term.",
      "Beside it, in the same run, a plain consumer that decodes the same records and one that only"
          + " fetches them. It works in a home of its own (bench in the current home), which it"
          + " empties first, and leaves every other cluster alone."
    },
    footer = {
      "",
      "Example:",
      "  pathline bench --students 20000",
      "  pathline bench --flow --students 50000",
      "  pathline bench --beside duckdb --students 30000",
      "  pathline bench --beside duckdb,flink --students 30000",
      "  pathline bench --schools 4000",
      "  pathline bench --students 200000 --json bench.json   (about 32 million facts, 6 GB of"
          + " disk)"
    })
public final class BenchCommand extends Subcommand {
  private static final int STUDENTS = 200_000;
  private static final int STUDENTS_OF_FLOW = 20_000;
  private static final int LEAST_SCHOOLS = 10;

  @Option(
      names = "--students",
      paramLabel = "N",
      description = "Students; each has 156 grades. Default: 200000.")
  private Integer students;

  @Option(
      names = "--flow",
      paramLabel = "ORDER",
      arity = "0..1",
      fallbackValue = "files",
      description = {
        "Measure the whole flow instead: import files of simulated students are published in an"
            + " order, and all four topologies run until the last cell, sorting, ledger and effect"
            + " is final; then 1 %% of the grades are corrected, and 1,000 facts a second flow for"
            + " half a minute.",
        "Orders: ${COMPLETION-CANDIDATES}. Default: files; 20000 students."
      })
  private FlowOrder flow;

  @Option(
      names = "--beside",
      paramLabel = "OTHER",
      split = " *, *",
      splitSynopsisLabel = ",",
      description = {
        "Run something else over the same files in the same run, too; implies --flow. Each makes"
            + " all outcome cells anew, as a nightly batch would, and its cells must be those of"
            + " the topologies, or the bench fails.",
        "duckdb: by SQL in an embedded DuckDB.",
        "flink: by a job of Apache Flink around the rules of the topologies; its libraries are not"
            + " handed on: build with ./mvnw -Pflink -DskipTests package first."
      })
  private Set<Other> beside = EnumSet.noneOf(Other.class);

  @Option(
      names = "--schools",
      paramLabel = "N",
      description =
          "Measure rounds of answers instead: the policies topology takes in the drawn cells of so"
              + " many schools and 12 cohorts, answers everything, and then what a policy, or one"
              + " cell of a school, has changed.")
  private Integer schools;

  /** What the flow can be run beside. */
  enum Other {
    duckdb,
    flink
  }

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the topology and of each consumer. Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as JSON to this file, too.")
  private Path json;

  @Option(names = "--format", defaultValue = "table", description = "table or json on the output.")
  private OutputFormat format;

  @Override
  public Integer call() throws Exception {
    List<NightlyBatch> batches = batches();
    if (schools != null && (flow != null || students != null || !batches.isEmpty())) {
      throw usage("--schools measures answers alone: leave out --flow, --beside and --students");
    }
    if (schools != null && schools < LEAST_SCHOOLS) {
      throw usage("--schools: at least " + LEAST_SCHOOLS + ", which is a district");
    }
    Home home = new Home(Home.current().directory().resolve("bench"));
    Utils.delete(home.directory().toFile());
    try (EmbeddedCluster cluster = EmbeddedCluster.start(home)) {
      Thread hook = new Thread(cluster::close, "stop-bench");
      Runtime.getRuntime().addShutdownHook(hook);
      Bench.Progress progress = (stage, done) -> say(stage + ": " + done);
      Figures figures;
      if (schools != null) {
        figures = new AnswersBench(cluster, home, schools).run(progress);
      } else if (flow == null && batches.isEmpty()) {
        int count = students == null ? STUDENTS : students;
        figures = new Bench(cluster.connection(), home.streams(), count, threads).run(progress);
      } else {
        int count = students == null ? STUDENTS_OF_FLOW : students;
        FlowOrder order = flow == null ? FlowOrder.files : flow;
        figures = new FlowBench(cluster, home, count, threads, order, batches).run(progress);
      }
      out().print(format == OutputFormat.json ? figures.toJson() : figures.toTable());
      out().flush();
      if (json != null) {
        Files.writeString(json, figures.toJson());
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      if (!figures.contradictedBy().isEmpty()) {
        say(
            "the cells of "
                + String.join(" and of ", figures.contradictedBy())
                + " differ from those of the topologies");
        return 1;
      }
    }
    Utils.delete(home.directory().toFile());
    return 0;
  }

  /** What the flow runs beside; told before anything begins where this build lacks it. */
  private List<NightlyBatch> batches() {
    List<NightlyBatch> batches = new ArrayList<>();
    for (Other other : beside) {
      batches.add(
          NightlyBatch.of(other.name())
              .orElseThrow(
                  () ->
                      usage(
                          "--beside "
                              + other
                              + ": its libraries are not in this build, which hands them on to"
                              + " nobody. Build with them, and ask again:"
                              + " ./mvnw -P"
                              + other
                              + " -DskipTests package")));
    }
    return batches;
  }
}
