package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.cluster.BrokerMain;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;

/** A broker that asks for a password (SASL), and does not take it, at the start or for a while. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedIT {
  private static final long SEED = 20_261_130L;
  private static final List<Fact> FACTS = Histories.of(SEED, 12).delivery();

  private static Trial trial;
  private static Connection connection;
  private static Properties plain;
  private static int port;
  private static Process broker;
  private static FactWriter writer;

  @BeforeAll
  static void begin() throws Exception {
    trial = Trial.withTopics();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    plain = new Properties();
    try (Reader reader = Files.newBufferedReader(brokerProperties())) {
      plain.load(reader);
    }
    connection = trial.connection();
    writer = new FactWriter(connection);
    Trial.kill(trial.cluster().brokerPid());
    broker = brokerThatKnows("right");
  }

  @AfterAll
  static void end() throws Exception {
    if (writer != null) {
      writer.close();
    }
    if (broker != null) {
      broker.destroyForcibly().waitFor();
    }
    if (trial != null) {
      trial.close();
    }
  }

  private static Path brokerProperties() throws IOException {
    try (var files = Files.walk(trial.home().directory(), 2)) {
      return files
          .filter(file -> file.getFileName().toString().equals("broker.properties"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The broker of the trial, with a second listener, at which one user has a password. */
  private static Process brokerThatKnows(String password) throws Exception {
    Properties properties = new Properties();
    properties.putAll(plain);
    properties.setProperty(
        "listeners", plain.getProperty("listeners") + ",SASL://127.0.0.1:" + port);
    properties.setProperty(
        "advertised.listeners",
        plain.getProperty("advertised.listeners") + ",SASL://127.0.0.1:" + port);
    properties.setProperty(
        "listener.security.protocol.map",
        plain.getProperty("listener.security.protocol.map") + ",SASL:SASL_PLAINTEXT");
    properties.setProperty("sasl.enabled.mechanisms", "PLAIN");
    properties.setProperty(
        "listener.name.sasl.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_pathline=\""
            + password
            + "\";");
    Path file = trial.home().directory().resolve("refusing.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            BrokerMain.class.getName(),
            file.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path log = trial.home().directory().resolve("refusing.log");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static void restartBrokerThatKnows(String password) throws Exception {
    broker.destroy();
    assertThat(broker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    broker = brokerThatKnows(password);
  }

  private static Program run(String password) throws IOException {
    List<String> lines = new ArrayList<>(Trial.SHORTENED);
    lines.add("bootstrap.servers=127.0.0.1:" + port);
    lines.add("schema.registry.url=" + connection.schemaRegistry());
    lines.add("security.protocol=SASL_PLAINTEXT");
    lines.add("sasl.mechanism=PLAIN");
    lines.add(
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"pathline\" password=\""
            + password
            + "\";");
    Path file = Files.createTempFile(trial.home().directory(), "user", ".properties");
    Files.write(file, lines);
    return trial.run("--threads=1", "--effects-every=0", "--config=" + file);
  }

  @Test
  @Order(1)
  void aPasswordThatIsRefusedAtTheStartEndsTheProcessWhichSaysSo() throws Exception {
    try (Program program = run("wrong")) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
      assertThat(ended.err()).contains("refuses").contains("Authentication failed");
    }
  }

  @Test
  @Order(2)
  void aPasswordThatIsRefusedForAWhileIsWaitedForAndNothingIsLost() throws Exception {
    int half = FACTS.size() / 2;
    try (Program program = run("right")) {
      program.awaitSaid("running [");
      writer.sendAll(FACTS.subList(0, half));
      Awaited.caughtUp(connection, program);
      restartBrokerThatKnows("another");
      program.awaitSaid("refuses (Authentication failed");
      writer.sendAll(FACTS.subList(half, FACTS.size()));
      assertThat(program.isAlive()).as(program.err()).isTrue();
      restartBrokerThatKnows("right");
      program.awaitSaid("Kafka answers again");
      Awaited.caughtUp(connection, program);
      assertThat(program.isAlive()).as(program.err()).isTrue();
      assertThat(program.terminate().exitCode()).isEqualTo(143);
    }
    broker.destroy();
    assertThat(broker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    EmbeddedCluster.start(trial.home());
    assertThat(Derived.published(trial)).isEqualTo(Derived.expected(FACTS, Settings.DEFAULT));
  }
}
