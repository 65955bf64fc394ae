package org.pathline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;

/** How the embedded broker is set up and started. */
final class Broker {
  static final String CLUSTER_ID = "pathline.cluster.id";
  static final int NODE_ID = 1;

  private Broker() {}

  static String version() {
    return AppInfoParser.getVersion();
  }

  static Path log(Home home) {
    return home.logs().resolve("broker.log");
  }

  static ChildProcess launch(Home home, ClusterState state) {
    writeProperties(home, state);
    List<String> arguments =
        List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // As in the launcher: the optimizing compiler took a sixth of a busy broker's time.
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
            // All settings at each start, several times over.
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            BrokerMain.class.getName(),
            home.brokerProperties().toString());
    return ChildProcess.launch(home, arguments, absoluteClassPath(), home.directory(), log(home));
  }

  /** The child has another working directory, so relative entries would lead nowhere. */
  static String absoluteClassPath() {
    String separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(separator));
  }

  private static void writeProperties(Home home, ClusterState state) {
    try {
      home.make();
      try (Writer writer = Files.newBufferedWriter(home.brokerProperties())) {
        properties(home, state).store(writer, "Written at each start of the embedded cluster");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + home.brokerProperties() + ": " + e.getMessage(), e);
    }
  }

  /** Returns the broker's settings; the reason stands beside each that is not plain addressing. */
  static Properties properties(Home home, ClusterState state) {
    int port = state.broker().port();
    int controllerPort = state.broker().secondPort();
    Properties p = new Properties();
    p.setProperty(CLUSTER_ID, state.clusterId());
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(NODE_ID));
    p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    p.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("inter.broker.listener.name", "PLAINTEXT");
    p.setProperty("log.dirs", home.brokerData().toString());

    // A misspelt topic must be an error, not a new topic.
    p.setProperty("auto.create.topics.enable", "false");
    // One broker: nothing can be replicated, and many partitions only lengthen the start.
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "4");
    // Both logs of coordinators are read whole after a start. A lone broker that was killed begins
    // to read them before the controller has noted its death, and again right after; while the
    // first reading lasts, the second mixes the states of groups, and one may then wait for a
    // member that is long gone until max.poll.interval.ms is over. Small segments are compacted
    // soon, so the reading takes a moment: 65,000 records and 1.8 s with the default of 100 MB.
    p.setProperty("offsets.topic.segment.bytes", Integer.toString(1 << 20));
    p.setProperty("transaction.state.log.segment.bytes", Integer.toString(1 << 20));
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    // Nobody else is coming: the first member of a group need not wait for more.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("group.streams.initial.rebalance.delay.ms", "0");
    p.setProperty("group.streams.min.heartbeat.interval.ms", "500");
    p.setProperty("group.streams.heartbeat.interval.ms", "500");
    // A broker that was killed must wait for its own old session to end: 7 s instead of 16 s to
    // come back.
    p.setProperty("broker.session.timeout.ms", "3000");
    p.setProperty("broker.heartbeat.interval.ms", "500");
    // A cluster that was off during the holidays must not forget how far the topologies had come.
    p.setProperty("offsets.retention.minutes", Integer.toString(5 * 366 * 24 * 60));
    // The same for who writes: as long as a number of milliseconds in these settings can be, 24
    // days. After that a topology only asks for new ids.
    p.setProperty("transactional.id.expiration.ms", Integer.toString(Integer.MAX_VALUE));
    p.setProperty("producer.id.expiration.ms", Integer.toString(Integer.MAX_VALUE));
    // What is erased is waited for: look for it every few seconds, not every five minutes.
    p.setProperty("log.retention.check.interval.ms", "10000");
    p.setProperty("log.cleaner.backoff.ms", "3000");
    // 128 MB by default, of a heap of 512 MB.
    p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    return p;
  }
}
