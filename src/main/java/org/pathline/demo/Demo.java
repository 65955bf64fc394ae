package org.pathline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.contract.EmbeddedContract;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Pathway;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;
import org.pathline.publish.PublishSummary;
import org.pathline.run.CatchUp;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.simulate.Parameters;
import org.pathline.simulate.Simulation;
import org.pathline.simulate.Summary;
import org.pathline.topics.CompactedTable;
import org.pathline.topics.ContractValues;
import org.pathline.topics.TopicReader;

/** Simulated districts from their import files to their outcomes, on a real broker and registry. */
public final class Demo implements AutoCloseable {
  private static final long SEED = 7;
  private static final long TICK_MILLIS = 200;
  private static final long REPORT_NANOS = 2_000_000_000L;

  private final Home home;
  private final int students;
  private final PrintWriter out;
  private final PrintWriter err;
  private final long begun = System.nanoTime();
  private @Nullable EmbeddedCluster cluster;
  private @Nullable Runner runner;
  private boolean stopping;

  /** Asks one of the program's own questions, as a user would, and returns the answer. */
  @FunctionalInterface
  public interface Question {
    String ask(String... words);
  }

  /** Demo in a home. */
  public Demo(Home home, int students, PrintWriter out, PrintWriter err) {
    this.home = home;
    this.students = students;
    this.out = out;
    this.err = err;
  }

  /** Runs everything and answers the questions. */
  public void run(Question question) throws IOException, InterruptedException {
    say("Everything is kept in %s", home);
    step("1/6", "start a Kafka broker and a schema registry");
    Connection connection = start().connection();
    step("2/6", "create the topics and register the schemas");
    EmbeddedContract.ensure(connection);
    Path files = home.directory().resolve("demo");
    refuseOtherData(connection, files);
    step("3/6", String.format(Locale.ROOT, "simulate %,d students of several districts", students));
    simulate(files);
    step("4/6", "publish their records");
    publish(files, connection);
    step("5/6", "follow every student: the topologies pathways, outcomes, rosters and policies");
    follow(connection);
    step("6/6", "ask");
    answer(question, connection, files);
  }

  private synchronized EmbeddedCluster start() {
    EmbeddedCluster started = EmbeddedCluster.start(home, line -> say("    %s", line));
    cluster = started;
    return started;
  }

  /** Simulated students must not end up among somebody's own. */
  private void refuseOtherData(Connection connection, Path files) {
    boolean[] holds = new boolean[1];
    try (TopicReader reader = new TopicReader(connection)) {
      reader.read(TopicCatalogue.STUDENTS.name(), record -> holds[0] = true);
    }
    if (holds[0] && !Files.exists(files.resolve("truth.json"))) {
      throw new ClusterException(
          home
              + " already holds students who are not the demo's; give the demo a home of its own:"
              + " PATHLINE_HOME=DIRECTORY pathline demo");
    }
  }

  private void simulate(Path files) throws IOException {
    Files.createDirectories(files);
    Simulation simulation =
        new Simulation(new Parameters(students, SEED, 0, Parameters.DEFAULT_EFFECT, false));
    Summary summary = simulation.write(files, done -> {});
    say(
        "    %,d records of %,d students, %d schools in %d districts, in %s",
        summary.allRows(), summary.students(), simulation.schools(), simulation.districts(), files);
  }

  private void publish(Path files, Connection connection) {
    Path rejected = files.resolve("rejected.csv");
    try (Progress progress = Progress.lines(err)) {
      PublishSummary summary =
          new Publication(rejected, progress)
              .send(ImportFiles.find(List.of(files), rejected), connection);
      if (!summary.isGood()) {
        throw new ClusterException("not everything could be published:\n" + summary.text(true));
      }
    }
  }

  private void follow(Connection connection) throws InterruptedException {
    List<TopologyName> all = List.of(TopologyName.values());
    Runner started;
    synchronized (this) {
      if (stopping) {
        return;
      }
      started = new Runner(connection, all, Settings.DEFAULT, home.streams(), 2);
      runner = started;
      started.start();
    }
    try (CatchUp catchUp = new CatchUp(connection, all)) {
      long reported = System.nanoTime();
      while (true) {
        Thread.sleep(TICK_MILLIS);
        Optional<Remaining> remaining = started.remaining(catchUp);
        if (remaining.filter(Remaining::isNothing).isPresent()) {
          say("    everything is processed and committed");
          return;
        }
        if (remaining.isPresent() && System.nanoTime() - reported > REPORT_NANOS) {
          reported = System.nanoTime();
          say("    records to go: %s", remaining.get().text());
        }
      }
    }
  }

  private void answer(Question question, Connection connection, Path files) throws IOException {
    out.println();
    out.println("Who enters a STEM major within two years of high school?");
    show(
        question,
        Excerpt.ALL,
        "outcomes",
        "--outcome",
        "stemEntry2",
        "--by",
        "economicallyDisadvantaged,priorAchievement");
    out.println("Some schools stopped sorting their students. What did that do to STEM entry?");
    show(question, Excerpt.before("By cohorts"), "effects", "--outcome", "stemEntry2");
    tellTheTruth(files);
    out.println("How large are the gaps by income, in class and beyond?");
    show(
        question,
        Excerpt.grep("regime|gradePoints|stemEntry2|private"),
        "equity",
        "--by",
        "economicallyDisadvantaged",
        "--together");
    out.println("Whom do these numbers count? The student with the most milestones:");
    show(
        question,
        Excerpt.grep("^(who|anchor|prior)|milestone"),
        "student",
        sampleStudent(connection));
    say("%.0f s in all", (System.nanoTime() - begun) / 1e9);
  }

  /** What only a simulation knows: how the same students would have chosen without the policy. */
  private void tellTheTruth(Path files) throws IOException {
    JsonNode effect =
        new ObjectMapper().readTree(files.resolve("truth.json").toFile()).get("effect");
    out.printf(
        Locale.ROOT,
        "The truth is known, because these students are simulated, with and without the policy:%n "
            + " De-tracking changed STEM entry of the students under it by %+.1f points, and by"
            + " %+.1f points for the%n  HIGH achievers among them whose families cannot buy"
            + " courses. Grade points of LOW achievers changed by %+.1f.%n  Comparing the regimes"
            + " gives %+.1f points, because richer schools de-tracked and always sent more%n "
            + " students into STEM. Few schools cannot tell the two apart, so the answer grades its"
            + " own design.%n%n",
        100 * effect.at("/treated/effect").asDouble(),
        100 * effect.at("/treatedHighWhoCannotBuy/effect").asDouble(),
        effect.get("gradePointsOfLow").asDouble(),
        100 * effect.get("naiveDifferenceOfRegimes").asDouble());
    out.flush();
  }

  private void show(Question question, Excerpt excerpt, String... words) {
    out.println();
    out.println("$ pathline " + String.join(" ", words) + excerpt.pipe());
    excerpt.of(question.ask(words)).forEach(out::println);
    out.println();
    out.flush();
  }

  /** The student who reached most, so that the path shows much; ties go to the smallest id. */
  private static String sampleStudent(Connection connection) {
    String best = null;
    int most = -1;
    try (TopicReader reader = new TopicReader(connection);
        ContractValues values = new ContractValues(connection)) {
      Map<String, byte[]> standing =
          new CompactedTable(reader, TopicCatalogue.PATHWAYS.name()).values();
      for (Map.Entry<String, byte[]> entry : standing.entrySet()) {
        Pathway pathway = values.decode(TopicCatalogue.PATHWAYS, Pathway.class, entry.getValue());
        if (pathway.getMilestones().size() > most) {
          most = pathway.getMilestones().size();
          best = entry.getKey();
        }
      }
    }
    return Objects.requireNonNull(best);
  }

  private void step(String number, String what) {
    say("[%s] %s", number, what);
  }

  private void say(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
    err.flush();
  }

  /** Stops the topologies and leaves the cluster running. */
  public synchronized void keep() {
    cluster = null;
    close();
  }

  /** Stops the topologies, then what of the cluster the demo had started. */
  @Override
  public synchronized void close() {
    stopping = true;
    if (runner != null) {
      runner.close();
      runner = null;
    }
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }
}
