package org.pathline.cluster;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The embedded broker's own program: formats its storage when that is new, then serves. */
public final class BrokerMain {
  private BrokerMain() {}

  /**
   * Runs a broker until it is told to end by SIGTERM.
   *
   * @param args the path of a broker's properties file that also holds {@code pathline.cluster.id}
   */
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      properties.load(reader);
    }
    String clusterId = (String) properties.remove(Broker.CLUSTER_ID);
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    Path data = Path.of(properties.getProperty("log.dirs"));
    Files.createDirectories(data);
    new Formatter()
        .setPrintStream(System.out)
        .setNodeId(config.nodeId())
        .setClusterId(clusterId)
        .setControllerListenerName("CONTROLLER")
        .addDirectory(data.toString())
        .setMetadataLogDirectory(data.toString())
        .setIgnoreFormatted(true)
        .run();
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
    try {
      server.startup();
      server.awaitShutdown();
    } catch (RuntimeException e) {
      e.printStackTrace();
      // Threads of a half-started broker would keep the process alive.
      System.exit(1);
    }
  }
}
