package org.pathline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.pathline.Main;
import org.pathline.operations.OperatorFiles;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine;

/**
 * The brokers and the registry of the compose file, with its very settings but for addresses and
 * directories, as processes of this machine instead of containers: three brokers make a cluster, it
 * bears the loss of one, and the registry finds its schemas again in Kafka.
 *
 * <p>Takes over a minute and 1.5 GB: only with {@code -Dcompose.brokers=true}.
 */
@EnabledIfSystemProperty(named = "compose.brokers", matches = "true")
class ComposeBrokersIT {
  private static final int BROKERS = 3;
  private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();
  private static final long ACKNOWLEDGED_SECONDS = 20;
  private static final String TOPIC = TopicCatalogue.REJECTIONS.name();

  private final Home home = SharedCluster.temporaryHome();
  private final FreePorts ports = new FreePorts();
  private final Map<String, String> addresses = new TreeMap<>();
  private final List<Process> brokers = new ArrayList<>();
  private Process registry;

  @AfterEach
  void endAll() {
    brokers.forEach(each -> each.destroyForcibly().onExit().join());
    if (registry != null) {
      registry.destroyForcibly().onExit().join();
    }
    SharedCluster.remove(home);
  }

  @Test
  void threeBrokersBearTheLossOfOneAndTheRegistryFindsItsSchemasInKafka() throws Exception {
    for (int node = 1; node <= BROKERS; node++) {
      for (int port : new int[] {9092, 9093}) {
        addresses.put("kafka-" + node + ":" + port, "127.0.0.1:" + ports.take(0));
      }
    }
    for (int node = 1; node <= BROKERS; node++) {
      brokers.add(java("kafka-" + node, BrokerMain.class.getName(), broker(node).toString()));
    }
    int registryPort = ports.take(0);
    Connection connection =
        new Connection(
            local(
                OperatorFiles.environment("registry")
                    .get("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS")
                    .asText()),
            Registry.url(registryPort),
            Map.of());
    try (Admin admin = Admin.create(connection.clientSettings())) {
      await(() -> admin.describeCluster().nodes().get().size() == BROKERS);
      registry = registry(registryPort);
      await(() -> Readiness.accepts(registryPort) && pathline(connection, "schemas") == 0);
      assertThat(pathline(connection, "topics", "--partitions=2", "--replication=3")).isZero();
      await(() -> inSync(admin) == BROKERS);

      end(brokers.get(2));
      await(() -> inSync(admin) == 2);
      assertThat(stored(connection)).isTrue();
      end(registry);
      registry = registry(registryPort);
      await(
          () -> Readiness.accepts(registryPort) && pathline(connection, "schemas", "--check") == 0);

      end(brokers.get(1));
      // The record waits with its producer, which would try for ever.
      assertThatThrownBy(() -> stored(connection))
          .isInstanceOfAny(ExecutionException.class, TimeoutException.class);
    }
  }

  /** Number of copies that are in sync, at the partition that has fewest. */
  private static int inSync(Admin admin) throws Exception {
    TopicDescription topic = admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC);
    return topic.partitions().stream()
        .map(TopicPartitionInfo::isr)
        .mapToInt(List::size)
        .min()
        .orElseThrow();
  }

  /** Whether a record is acknowledged by as many brokers as must have it. */
  private static boolean stored(Connection connection) throws Exception {
    Map<String, Object> settings = connection.clientSettings();
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      return producer
          .send(new ProducerRecord<>(TOPIC, new byte[1]))
          .get(ACKNOWLEDGED_SECONDS, TimeUnit.SECONDS)
          .hasOffset();
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  /** Writes the properties of a broker of the compose file at its place on this machine. */
  private Path broker(int node) throws IOException {
    String name = "kafka-" + node;
    Properties properties = new Properties();
    OperatorFiles.brokerProperties(name).forEach((key, value) -> properties.put(key, local(value)));
    String outside = "127.0.0.1:" + ports.take(0);
    properties.put(
        "listeners",
        String.format(
            Locale.ROOT,
            "INSIDE://%s,CONTROLLER://%s,OUTSIDE://%s",
            addresses.get(name + ":9092"),
            addresses.get(name + ":9093"),
            outside));
    properties.put(
        "advertised.listeners",
        "INSIDE://" + addresses.get(name + ":9092") + ",OUTSIDE://" + outside);
    properties.put("log.dirs", home.directory().resolve(name).toString());
    properties.put(Broker.CLUSTER_ID, OperatorFiles.clusterId());
    Path file = home.directory().resolve(name + ".properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, name);
    }
    return file;
  }

  /** Text with the addresses of the compose file's network replaced by those of this machine. */
  private String local(String text) {
    String local = text;
    for (Map.Entry<String, String> each : addresses.entrySet()) {
      local = local.replace(each.getKey(), each.getValue());
    }
    return local;
  }

  private Process registry(int port) throws IOException {
    List<String> arguments = new ArrayList<>();
    // The registry reads each setting under either name.
    for (Map.Entry<String, JsonNode> each : OperatorFiles.environment("registry").properties()) {
      String name = each.getKey().toLowerCase(Locale.ROOT).replace('_', '.');
      arguments.add("-D" + name + "=" + local(each.getValue().asText()));
    }
    arguments.add("-Dquarkus.http.host=127.0.0.1");
    arguments.add("-Dquarkus.http.port=" + port);
    arguments.add("-Dquarkus.management.host=127.0.0.1");
    arguments.add("-Dquarkus.management.port=" + ports.take(0));
    arguments.add("-jar");
    arguments.add(Registry.jar().toString());
    return java("registry", arguments.toArray(String[]::new));
  }

  private Process java(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.directory().resolve(name + ".log").toFile());
    builder.environment().put("CLASSPATH", Broker.absoluteClassPath());
    return builder.start();
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().join();
  }

  private static int pathline(Connection connection, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + connection.bootstrapServers());
    all.add("--schema-registry=" + connection.schemaRegistry());
    CommandLine line = Main.commandLine();
    StringWriter said = new StringWriter();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    return line.execute(all.toArray(String[]::new));
  }

  private void await(Callable<Boolean> fulfilled) throws Exception {
    long began = System.nanoTime();
    while (!isFulfilled(fulfilled)) {
      assertThat(System.nanoTime() - began).as("see the logs").isLessThan(PATIENCE_NANOS);
      Pause.shortly();
    }
  }

  /** A cluster that is still starting answers with errors. */
  private static boolean isFulfilled(Callable<Boolean> fulfilled) throws Exception {
    try {
      return fulfilled.call();
    } catch (ExecutionException notYet) {
      return false;
    }
  }
}
