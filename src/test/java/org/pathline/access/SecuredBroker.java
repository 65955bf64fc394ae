package org.pathline.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;

/**
 * A real broker that knows who connects and allows nothing by itself: SCRAM over TLS for everyone,
 * the controller included, and the standard authorizer.
 */
final class SecuredBroker implements AutoCloseable {
  static final String ADMIN = "admin";
  private static final String STORE_PASSWORD = "of-the-test";
  private static final int ITERATIONS = 4096;

  private final KafkaRaftServer server;
  private final Path certificate;
  private final int port;

  private SecuredBroker(KafkaRaftServer server, Path certificate, int port) {
    this.server = server;
    this.certificate = certificate;
    this.port = port;
  }

  static SecuredBroker start(Path directory) throws Exception {
    Path certificate = certificate(directory);
    int port = SharedCluster.freePort();
    int controller = SharedCluster.freePort();
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
    p.setProperty(
        "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    p.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    p.setProperty("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:SASL_SSL");
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("inter.broker.listener.name", "CLIENTS");
    p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-256");
    p.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-256");
    p.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
    p.setProperty("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    p.setProperty("listener.name.clients.scram-sha-256.sasl.jaas.config", scram(ADMIN));
    p.setProperty(
        "listener.name.controller.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\""
            + " password=\""
            + password(ADMIN)
            + "\" user_admin=\""
            + password(ADMIN)
            + "\";");
    p.setProperty("ssl.keystore.location", certificate.toString());
    p.setProperty("ssl.keystore.type", "PKCS12");
    p.setProperty("ssl.keystore.password", STORE_PASSWORD);
    p.setProperty("ssl.truststore.location", certificate.toString());
    p.setProperty("ssl.truststore.type", "PKCS12");
    p.setProperty("ssl.truststore.password", STORE_PASSWORD);
    p.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.setProperty("super.users", "User:" + ADMIN);
    p.setProperty("log.dirs", directory.resolve("broker").toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "2");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "2");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    KafkaConfig config = KafkaConfig.fromProps(p, false);
    new Formatter()
        .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
        .setNodeId(config.nodeId())
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory.resolve("broker").toString())
        .setMetadataLogDirectory(directory.resolve("broker").toString())
        .setScramArguments(
            List.of("SCRAM-SHA-256=[name=" + ADMIN + ",password=" + password(ADMIN) + "]"))
        .run();
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new SecuredBroker(server, certificate, port);
  }

  /** A certificate for the loopback interface that vouches for itself. */
  private static Path certificate(Path directory) throws IOException, InterruptedException {
    Path store = directory.resolve("broker.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1,DNS:localhost",
                "-validity",
                "3",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new UncheckedIOException(new IOException("keytool made no certificate"));
    }
    return store;
  }

  static String password(String user) {
    return "secret-of-" + user;
  }

  private static String scram(String user) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + user
        + "\" password=\""
        + password(user)
        + "\";";
  }

  /** What a user's clients are made from. */
  Connection connection(String user) {
    return connection(user, scram(user));
  }

  Connection withWrongPassword(String user) {
    return connection(user, scram(user).replace(password(user), "wrong"));
  }

  private Connection connection(String user, String jaas) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-256");
    settings.put("sasl.jaas.config", jaas);
    settings.put("ssl.truststore.location", certificate.toString());
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.password", STORE_PASSWORD);
    return new Connection(
        "127.0.0.1:" + port, SharedCluster.connection().schemaRegistry(), settings);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void addUser(String user) throws Exception {
    try (Admin admin = Admin.create(connection(ADMIN).clientSettings())) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS),
                      password(user))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
