package org.pathline.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.publish.PublishSummary.Row;

/** Publishes import files: reads, checks and sends them, and says what came of it. */
public final class Publication {
  private final Path rejected;
  private final Progress progress;
  private final @Nullable Connection known;
  private ErasedIds erased = new ErasedIds();
  private List<Doubted> doubtedBefore = List.of();

  /**
   * Prepares to publish.
   *
   * @param rejected where bad rows go
   * @param progress shows how far it is
   */
  public Publication(Path rejected, Progress progress) {
    this(rejected, progress, null);
  }

  /**
   * Prepares to publish.
   *
   * @param rejected where bad rows go
   * @param progress shows how far it is
   * @param known the cluster to ask for students of whom the files say too little; null for none
   */
  public Publication(Path rejected, Progress progress, @Nullable Connection known) {
    this.rejected = rejected;
    this.progress = progress;
    this.known = known;
  }

  /** This publication, which refuses rows of students who are erased. */
  public Publication refusing(ErasedIds ids) {
    erased = ids;
    return this;
  }

  /** This publication, with what was doubted before its rows were read. */
  public Publication doubting(List<Doubted> before) {
    doubtedBefore = List.copyOf(before);
    return this;
  }

  /**
   * Reads and checks everything and sends nothing; needs no cluster.
   *
   * @throws UnusableArgument when the file of rejected rows exists and is something else
   */
  public PublishSummary check(List<? extends RowSource> files) {
    return read(files, fact -> {});
  }

  /**
   * Reads and checks everything, and hands on each good row's fact.
   *
   * @throws UnusableArgument when the file of rejected rows exists and is something else
   */
  public PublishSummary read(List<? extends RowSource> files, Consumer<Fact> to) {
    return read(files, to, row -> {});
  }

  /**
   * The same, where it matters what the rows are of that become no facts.
   *
   * @param leftOut takes them, those that were refused and those that could not be explained
   * @throws UnusableArgument when the file of rejected rows exists and is something else
   */
  public PublishSummary read(
      List<? extends RowSource> files, Consumer<Fact> to, Consumer<LeftOut> leftOut) {
    long begun = System.nanoTime();
    FactImport facts;
    try (RejectedRows bad = new RejectedRows(rejected, progress::message)) {
      facts = new FactImport(bad, progress, erased, leftOut);
      progress.begin("checked", size(files));
      facts.read(files, to::accept);
    } catch (SendingFailed e) {
      throw new IllegalStateException("nothing was to be sent", e);
    }
    return summary(facts, null, files, begun, null);
  }

  /**
   * Sends every good row. Sending the same files again sends the same facts, which changes nothing
   * downstream.
   *
   * @throws ClusterException when a topic is missing, the registry refuses a schema, or either does
   *     not answer; nothing was sent then
   * @throws UnusableArgument when the file of rejected rows exists and is something else
   */
  public PublishSummary send(List<? extends RowSource> files, Connection connection) {
    Set<FactType> types = EnumSet.noneOf(FactType.class);
    files.forEach(file -> types.addAll(file.types()));
    TopicContract.require(connection, types.stream().map(FactType::noun));
    long begun = System.nanoTime();
    try (FactProducer producer = new FactProducer(connection, types)) {
      FactImport facts;
      String stopped = null;
      try (RejectedRows bad = new RejectedRows(rejected, progress::message)) {
        facts = new FactImport(bad, progress, erased, row -> {});
        progress.begin("published", size(files));
        try {
          facts.read(files, producer);
        } catch (SendingFailed e) {
          stopped = e.getMessage();
        }
        producer.flush();
      }
      return summary(facts, producer, files, begun, stopped);
    }
  }

  private static long size(List<? extends RowSource> files) {
    long size = 0;
    for (RowSource file : files) {
      size += file.size();
    }
    return size;
  }

  private PublishSummary summary(
      FactImport facts,
      @Nullable FactProducer producer,
      List<? extends RowSource> files,
      long begun,
      @Nullable String stopped) {
    ImportCounts counts = facts.counts();
    Set<FactType> types = EnumSet.noneOf(FactType.class);
    files.forEach(file -> types.addAll(file.types()));
    List<Row> rows = new ArrayList<>();
    for (FactType type : types) {
      rows.add(
          new Row(
              type,
              counts.read(type, false),
              producer == null ? 0 : producer.sent(type),
              counts.read(type, true),
              producer == null ? 0 : producer.failed(type),
              producer == null ? null : producer.failure(type)));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    List<String> warnings =
        CrowdedIds.warnings(facts.rowsPerId(), files, System.currentTimeMillis());
    try (Doubts doubts = facts.doubts()) {
      doubts.lookAgain(to -> readStays(files, to));
      return new PublishSummary(
          rows,
          counts.unreadableFiles(),
          stopped,
          warnings,
          Doubted.together(doubtedBefore(files), doubts.found(known, progress)),
          doubts.repeatedRows(),
          seconds);
    }
  }

  /** What was doubted of all that is no fact. */
  private List<Doubted> doubtedBefore(List<? extends RowSource> files) {
    List<Doubted> all = new ArrayList<>(doubtedBefore);
    files.forEach(file -> all.addAll(file.doubts()));
    return all;
  }

  private static void readStays(List<? extends RowSource> files, Doubts.StayAt to) {
    long now = System.currentTimeMillis();
    for (RowSource file : files) {
      if (file.types().contains(FactType.ENROLLMENTS)) {
        String name = file.path().toString();
        SecondReading.of(
            file,
            now,
            (fact, line) -> {
              if (fact instanceof SchoolEnrollment stay) {
                to.accept(stay, name, line);
              }
            });
      }
    }
  }
}
