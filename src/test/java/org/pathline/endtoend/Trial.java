package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.Main;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.cluster.SharedCluster;
import org.pathline.schemas.Topic;
import org.pathline.topics.CompactedTable;
import org.pathline.topics.TopicReader;
import picocli.CommandLine;

/**
 * A home with a broker and a registry, as if new: of its own, which a test may treat as it likes,
 * or shared with other tests in turns.
 */
final class Trial implements AutoCloseable {
  /** Settings of the program with which a lost member is given up after seconds. */
  static final List<String> SHORTENED =
      List.of(
          "consumer.session.timeout.ms=6000",
          "consumer.heartbeat.interval.ms=1500",
          "consumer.max.poll.interval.ms=40000",
          "producer.transaction.timeout.ms=15000",
          "commit.interval.ms=3000");

  private final Home home;
  private final boolean shared;

  private Trial(Home home, boolean shared) {
    this.home = home;
    this.shared = shared;
  }

  /** A trial with nothing but a directory. */
  static Trial empty() {
    return new Trial(SharedCluster.temporaryHome(), false);
  }

  /** A trial whose cluster runs; topics and schemas are yet to be made. */
  static Trial withCluster() {
    Trial trial = empty();
    EmbeddedCluster.start(trial.home);
    return trial;
  }

  /** A trial with topics and schemas on a cluster of its own. */
  static Trial withTopics() {
    return withCluster().made();
  }

  /**
   * A trial with topics and schemas on the cluster that the tests of this JVM share, which has
   * nothing else: for a test that leaves the servers alone and registers no schema.
   */
  static Trial shared() {
    return new Trial(SharedCluster.emptied(), true).made();
  }

  private Trial made() {
    try {
      must("topics");
      must("schemas");
      return this;
    } catch (AssertionError e) {
      // Nobody else could end what was started.
      close();
      throw e;
    }
  }

  Home home() {
    return home;
  }

  EmbeddedCluster cluster() {
    return EmbeddedCluster.find(home).orElseThrow();
  }

  Connection connection() {
    return cluster().connection();
  }

  /** Runs a command in this JVM that must succeed; returns what it printed. */
  String must(String... arguments) {
    Program.Ended ended = command(arguments);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    return ended.out() + ended.err();
  }

  /** Runs a command in this JVM, which is quicker than a child; not for {@code run}. */
  Program.Ended command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + connection().bootstrapServers());
    all.add("--schema-registry=" + connection().schemaRegistry());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = line.execute(all.toArray(String[]::new));
    return new Program.Ended(exitCode, out.toString(), err.toString());
  }

  /** Starts {@code pathline run} as a child. */
  Program run(String... arguments) {
    return Program.start(home, arguments(arguments));
  }

  /** Runs until all input is processed, as a child; returns what it said. */
  String runUntilCaughtUp(String... arguments) throws InterruptedException {
    long began = System.nanoTime();
    List<String> all = new ArrayList<>(List.of("--until-caught-up"));
    all.addAll(List.of(arguments));
    Program.Ended ended = Program.run(home, arguments(all.toArray(String[]::new)));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    System.out.printf("run %s took %.1f s%n", all, seconds(began));
    return ended.err();
  }

  /** One thread a topology, unless a test wants more: it costs less, also while it waits. */
  private static String[] arguments(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(arguments));
    if (all.stream().noneMatch(each -> each.startsWith("--threads"))) {
      all.add("--threads=1");
    }
    return all.toArray(String[]::new);
  }

  /** Writes a file of settings for {@code --config} with a registry; returns its name. */
  String config(String registry, List<String> settings) throws IOException {
    List<String> lines = new ArrayList<>(settings);
    lines.add("bootstrap.servers=" + connection().bootstrapServers());
    lines.add("schema.registry.url=" + registry);
    return Files.write(Files.createTempFile(home.directory(), "trial", ".properties"), lines)
        .toString();
  }

  /** Committed records of a topic, by partition and offset. */
  List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader = new TopicReader(connection())) {
      reader.read(topic.name(), records::add);
    }
    return records;
  }

  /** Last value of each key of a compacted topic. */
  SortedMap<String, byte[]> table(Topic topic) {
    try (TopicReader reader = new TopicReader(connection())) {
      return new CompactedTable(reader, topic.name()).values();
    }
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  static double seconds(long beganNanos) {
    return (System.nanoTime() - beganNanos) / 1e9;
  }

  /** Kills one of the cluster's servers. */
  static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (shared) {
      SharedCluster.emptied();
    } else {
      SharedCluster.remove(home);
    }
  }
}
