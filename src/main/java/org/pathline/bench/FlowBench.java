package org.pathline.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.contract.EmbeddedContract;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Settings;
import org.pathline.publish.FactProducer;
import org.pathline.publish.ImportFile;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;
import org.pathline.publish.PublishSummary;
import org.pathline.run.CatchUp;
import org.pathline.run.CatchUpProgress;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.simulate.Parameters;
import org.pathline.simulate.Simulation;
import org.pathline.topics.CellTopic;

/**
 * The whole flow: import files of simulated students are published, and all topologies run until
 * the last cell, sorting, ledger and effect is right; then corrections over what stands, and a
 * steady stream.
 */
public final class FlowBench {
  private static final long TICK_MILLIS = 250;
  private static final long SEED = 1;

  /** One grade in so many is corrected. */
  private static final int CORRECTED = 100;

  private static final int STREAM_PER_SECOND = 1_000;
  private static final Duration STREAM = Duration.ofSeconds(30);

  private final EmbeddedCluster cluster;
  private final Home home;
  private final int students;
  private final int threads;
  private final FlowOrder order;
  private final List<NightlyBatch> batches;

  /**
   * Bench on a cluster that holds nothing else.
   *
   * @param batches to run over the same files, too
   */
  public FlowBench(
      EmbeddedCluster cluster,
      Home home,
      int students,
      int threads,
      FlowOrder order,
      List<NightlyBatch> batches) {
    this.cluster = cluster;
    this.batches = List.copyOf(batches);
    this.home = home;
    this.students = students;
    this.threads = threads;
    this.order = order;
  }

  /** Runs all stages, one after the other. */
  public FlowReport run(Bench.Progress progress) throws Exception {
    EmbeddedContract.ensure(cluster.connection());
    Path files = Files.createDirectories(home.directory().resolve("import"));
    progress.at("simulating", students + " students");
    new Simulation(new Parameters(students, SEED, 0, Parameters.DEFAULT_EFFECT, false))
        .write(files, done -> {});
    progress.at("publishing", order.words());
    List<CourseGrade> corrections = new ArrayList<>();
    Path rejected = home.directory().resolve("rejected.csv");
    List<ImportFile> imported = ImportFiles.find(List.of(files), rejected);
    Publication publication =
        new Publication(rejected, Progress.quiet(new PrintWriter(Writer.nullWriter())));
    List<Fact> facts = read(publication, imported, corrections);
    Measured publishing = measure("publish", () -> publish(publication, imported, facts));
    facts.clear();
    progress.at("plain consumer", "fetching and decoding");
    List<String> topics =
        Arrays.stream(FactType.values())
            .map(type -> TopicCatalogue.ofNoun(type.noun()))
            .filter(Topic::coPartitioned)
            .map(Topic::name)
            .toList();
    PlainConsumer consumer = new PlainConsumer(cluster.connection(), topics, threads);
    Measured decoding =
        measure(
            "consumer, fetch and decode",
            () ->
                consumer.readAll(
                    TopicCatalogue.DEFAULT_PARTITIONS,
                    () -> Bench.confluentDeserializer(cluster.connection())));
    List<FinishedBatch> finished = new ArrayList<>();
    for (NightlyBatch batch : batches) {
      progress.at("nightly batch", batch.engine() + " over the same files");
      finished.add(
          FinishedBatch.of(
              batch,
              files,
              home.directory().resolve("batch"),
              threads,
              publishing.records(),
              cluster.brokerPid()));
    }
    List<FlowReport.Beside> beside;
    Measured flow;
    Measured correcting;
    Measured streaming;
    FlowLatency latency;
    Map<TopologyName, Double> doneAfter = new EnumMap<>(TopologyName.class);
    Written first;
    try (Runner runner =
            new Runner(
                cluster.connection(),
                List.of(TopologyName.values()),
                Settings.DEFAULT,
                home.streams(),
                threads);
        CatchUp catchUp = new CatchUp(cluster.connection(), List.of(TopologyName.values()))) {
      flow =
          measure(
              "run, until all is final",
              () -> {
                runner.start();
                awaitAll(runner, catchUp, doneAfter, progress);
                return publishing.records();
              });
      first = Written.all(cluster.connection());
      List<Cell> cells = finished.isEmpty() ? List.of() : CellTopic.read(cluster.connection());
      beside = finished.stream().map(batch -> batch.beside(flow, cells)).toList();
      progress.at("corrections", corrections.size() + " grades");
      correcting =
          measure(
              "corrections, until all is final",
              () -> {
                long sent = send(corrections.stream().map(grade -> corrected(grade, 1)).toList());
                awaitAll(runner, catchUp, new EnumMap<>(TopologyName.class), progress);
                return sent;
              });
      progress.at("stream", STREAM_PER_SECOND + " facts a second");
      latency = new FlowLatency(cluster.connection());
      streaming =
          measure(
              "stream of " + STREAM_PER_SECOND + " facts/s",
              () -> stream(corrections, latency, runner));
      latency.close();
    }
    return new FlowReport(
        students,
        order,
        threads,
        Stream.of(
                Stream.of(decoding, publishing),
                finished.stream().map(FinishedBatch::measured),
                Stream.of(flow, correcting, streaming))
            .flatMap(stages -> stages)
            .toList(),
        beside,
        doneAfter,
        first,
        bytes(home.streams()),
        Written.changelogBytes(cluster.connection(), name -> name.endsWith("-changelog")),
        latency.percentile(0.5),
        latency.percentile(0.99));
  }

  private Measured measure(String name, Measured.Stage stage) throws Exception {
    return Measured.measure(name, cluster.brokerPid(), stage);
  }

  /** Reads the import files, for what is corrected later and, in another order, for all facts. */
  private List<Fact> read(
      Publication publication, List<ImportFile> files, List<CourseGrade> corrections) {
    List<Fact> facts = new ArrayList<>();
    long[] read = {0};
    publication.read(
        files,
        fact -> {
          read[0]++;
          if (fact instanceof CourseGrade grade && read[0] % CORRECTED == 0) {
            corrections.add(grade);
          }
          if (order != FlowOrder.files) {
            facts.add(fact);
          }
        });
    facts.sort(order.comparator());
    return facts;
  }

  private long publish(Publication publication, List<ImportFile> files, List<Fact> facts)
      throws Exception {
    if (order == FlowOrder.files) {
      return publication.send(files, cluster.connection()).total(PublishSummary.Row::sent);
    }
    return send(facts);
  }

  private long send(List<? extends Fact> facts) throws Exception {
    try (FactProducer producer =
        new FactProducer(cluster.connection(), List.of(FactType.values()))) {
      for (Fact fact : facts) {
        producer.accept(fact);
      }
      producer.flush();
    }
    return facts.size();
  }

  private long stream(List<CourseGrade> grades, FlowLatency latency, Runner runner)
      throws Exception {
    long sent = 0;
    try (FactProducer producer = new FactProducer(cluster.connection(), List.of(FactType.GRADES))) {
      long began = System.nanoTime();
      long end = began + STREAM.toNanos();
      while (System.nanoTime() < end) {
        long due = (System.nanoTime() - began) * STREAM_PER_SECOND / 1_000_000_000L;
        while (sent < due) {
          int at = (int) (sent % grades.size());
          producer.accept(corrected(grades.get(at), 2 + (int) (sent / grades.size())));
          sent++;
        }
        runner.check();
        latency.poll(Duration.ofMillis(5));
      }
    }
    latency.poll(Duration.ofSeconds(2));
    return sent;
  }

  /** Another mark for a grade that stands, as a version of its own. */
  private static CourseGrade corrected(CourseGrade grade, int version) {
    Envelope before = grade.envelope();
    return new CourseGrade(
        new Envelope(
            before.studentId(),
            before.recordedAt() + version,
            before.source(),
            false,
            before.factId()),
        grade.sectionId(),
        grade.term(),
        grade.schoolYear(),
        grade.gradeLevel(),
        grade.courseCode(),
        grade.courseLevel(),
        version % 2 == 1 ? "A" : "C",
        null,
        grade.creditsAttempted(),
        grade.creditsAttempted());
  }

  private static void awaitAll(
      Runner runner, CatchUp catchUp, Map<TopologyName, Double> doneAfter, Bench.Progress progress)
      throws Exception {
    long began = System.nanoTime();
    CatchUpProgress left = new CatchUpProgress(line -> progress.at("to go", line));
    Optional<Remaining> remaining;
    do {
      Thread.sleep(TICK_MILLIS);
      remaining = runner.remaining(catchUp);
      if (remaining.isPresent()) {
        double seconds = (System.nanoTime() - began) / 1e9;
        remaining
            .get()
            .behind()
            .forEach(
                (topology, behind) -> {
                  if (behind > 0) {
                    doneAfter.put(topology, seconds);
                  }
                });
        left.report(remaining.get());
      }
    } while (remaining.filter(Remaining::isNothing).isEmpty());
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
