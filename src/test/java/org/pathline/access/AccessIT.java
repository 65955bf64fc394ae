package org.pathline.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine;

/** Each role on a real broker with SCRAM over TLS and an authorizer: what it may do, and not. */
@Tag("trial")
class AccessIT {
  private static final int SECONDS = 30;
  private static final String GROUP = TopologyName.pathways.applicationId();

  @TempDir private static Path directory;
  private static final String TOKEN = "token-secret-c0ffee-0123";
  private static final AtomicInteger CONFIGS = new AtomicInteger();
  private static SecuredBroker broker;
  private static GuardedRegistry registry;

  /** Something that a client does; fails where it is refused. */
  private interface Act {
    void by(Connection connection) throws Exception;
  }

  /** What somebody may try, and the roles that may do it. */
  private record Try(String what, Set<Role> allowed, Act act) {}

  @BeforeAll
  static void start() throws Exception {
    broker = SecuredBroker.start(directory);
    registry = new GuardedRegistry();
    Connection admin = broker.connection(SecuredBroker.ADMIN);
    try (Admin client = Admin.create(admin.clientSettings())) {
      new TopicContract(client).apply(TopicContract.Mode.CREATE);
      client
          .createTopics(
              List.of(
                  new NewTopic(GROUP + "-some-changelog", 1, (short) 1),
                  new NewTopic("of-somebody-else", 1, (short) 1)))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
    // A reader of an empty partition would be done before it is refused.
    for (Try each : tries()) {
      if (each.act() instanceof Read read) {
        fill(admin, read.topic());
      }
    }
    for (Role role : Role.values()) {
      broker.addUser(role.label());
      try (AccessLists lists = new AccessLists(admin)) {
        lists.add(role.bindings("User:" + role.label()));
      }
    }
    broker.addUser("nobody");
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }

  private static List<Try> tries() {
    return List.of(
        new Try("write a fact", Set.of(Role.PUBLISHER), write(TopicCatalogue.GRADES)),
        new Try("write a policy", Set.of(Role.PUBLISHER), write(TopicCatalogue.POLICIES)),
        new Try("write a pathway", Set.of(Role.TOPOLOGIES), write(TopicCatalogue.PATHWAYS)),
        new Try("write a dead letter", Set.of(Role.TOPOLOGIES), write(TopicCatalogue.DEAD_LETTERS)),
        new Try(
            "read facts",
            Set.of(Role.TOPOLOGIES, Role.ANALYST),
            new Read(TopicCatalogue.GRADES.name())),
        new Try(
            "read pathways",
            Set.of(Role.TOPOLOGIES, Role.ANALYST),
            new Read(TopicCatalogue.PATHWAYS.name())),
        new Try(
            "read rejections",
            Set.of(Role.TOPOLOGIES, Role.ANALYST),
            new Read(TopicCatalogue.REJECTIONS.name())),
        new Try(
            "read outcome cells",
            Set.of(Role.TOPOLOGIES, Role.ANALYST, Role.RELEASE_READER),
            new Read(TopicCatalogue.OUTCOME_CELLS.name())),
        new Try(
            "read state of students", Set.of(Role.TOPOLOGIES), new Read(GROUP + "-some-changelog")),
        new Try("read another's topic", Set.of(), new Read("of-somebody-else")),
        new Try("commit offsets of a topology", Set.of(Role.TOPOLOGIES), AccessIT::commit),
        new Try(
            "write in a transaction of a topology",
            Set.of(Role.TOPOLOGIES),
            transaction(GROUP + "-x", TopicCatalogue.PATHWAYS)),
        new Try(
            "write facts in a transaction",
            Set.of(Role.PUBLISHER),
            transaction("pathline-complete-x", TopicCatalogue.GRADES)),
        new Try(
            "make an internal topic",
            Set.of(Role.TOPOLOGIES, Role.OPERATOR),
            connection -> makeAndRemove(connection, GROUP + "-another-changelog")),
        new Try(
            "make a topic of the contract's name",
            Set.of(Role.OPERATOR),
            connection -> makeAndRemove(connection, "pathline.another.v1")),
        new Try("make any topic", Set.of(), connection -> makeAndRemove(connection, "another")),
        new Try("alter a topic's settings", Set.of(Role.OPERATOR), AccessIT::alter),
        new Try(
            "note something in the audit",
            Set.of(Role.TOPOLOGIES, Role.ANALYST, Role.RELEASE_READER, Role.OPERATOR),
            write(TopicCatalogue.AUDIT)),
        new Try("take something out of the audit", Set.of(), AccessIT::deleteFromAudit),
        new Try(
            "take facts away",
            Set.of(Role.OPERATOR),
            connection -> deleteRecords(connection, TopicCatalogue.GRADES)),
        new Try(
            "see a topology's group",
            Set.of(Role.TOPOLOGIES, Role.OPERATOR),
            AccessIT::describeGroup),
        new Try(
            "allow itself more",
            Set.of(),
            connection -> {
              try (Admin admin = Admin.create(connection.clientSettings())) {
                admin
                    .createAcls(Role.ANALYST.bindings("User:somebody"))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
              }
            }));
  }

  /** The matrix: every role tries everything. */
  @Test
  void eachRoleDoesItsWorkAndIsRefusedAllElse() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    for (Try each : tries()) {
      Set<Role> did = EnumSet.noneOf(Role.class);
      for (Role role : Role.values()) {
        if (isAllowed(each.act(), broker.connection(role.label()))) {
          did.add(role);
        }
      }
      if (!did.equals(each.allowed())) {
        wrong.put(each.what(), did + " and not " + each.allowed());
      }
      assertThat(isAllowed(each.act(), broker.connection("nobody")))
          .as(each.what() + " by a user without a role")
          .isFalse();
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void withoutListsNothingIsRefusedToTheAdministrator() throws Exception {
    // The acts themselves work: a refusal above is the authorizer's.
    for (Try each : tries()) {
      each.act().by(broker.connection(SecuredBroker.ADMIN));
    }
  }

  @Test
  void aWrongPasswordAndAClientWithoutTlsAreNotLetIn() {
    assertThatThrownBy(() -> describeGroup(broker.withWrongPassword(Role.OPERATOR.label())))
        .hasRootCauseInstanceOf(AuthenticationException.class);
    Connection plain =
        new Connection(
            broker.address(),
            broker.connection("nobody").schemaRegistry(),
            Map.of("request.timeout.ms", "1500", "default.api.timeout.ms", "2000"));
    assertThatThrownBy(() -> describeGroup(plain)).isNotNull();
  }

  @Test
  void theCommandAddsWhatIsMissingOnceAndTellsNoSecret() throws Exception {
    String config = config(SecuredBroker.ADMIN, SecuredBroker.password(SecuredBroker.ADMIN), "");
    String[] words = {
      "acls", "--role=analyst", "--principal=User:new", "--apply", "--config=" + config
    };
    int needed = Role.ANALYST.bindings("User:new").size();
    assertThat(say(0, words)).contains(needed + " of " + needed + " were missing");
    assertThat(say(0, words)).contains("0 of " + needed + " were missing").doesNotContain("secret");
  }

  @Test
  void aRegistryThatAsksForAPasswordIsAnswered() throws Exception {
    String right = config(SecuredBroker.ADMIN, password(), GuardedRegistry.PASSWORD);
    assertThat(say(0, "schemas", "--config=" + right)).contains("pathline.grades.v1");
    assertThat(say(0, "schemas", "--check", "--config=" + right)).contains("pathline.grades.v1");
    String wrong = config(SecuredBroker.ADMIN, password(), "not-that-secret");
    assertThat(say(1, "schemas", "--check", "--config=" + wrong))
        .contains("401")
        .doesNotContain("not-that-secret");
  }

  /**
   * In what is said, in logs and in the list of processes: when logins fail, and when they work.
   */
  @Test
  void noSecretIsTold() throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN + " metrics\n");
    StringBuilder told = new StringBuilder();
    String wrong = config(Role.OPERATOR.label(), "kafka-secret-wrong", GuardedRegistry.PASSWORD);
    told.append(child(home, "run", "--http-token-file=" + tokens, "--config=" + wrong));
    assertThat(told).containsIgnoringCase("authentication");
    String refused = config(Role.OPERATOR.label(), operatorPassword(), "registry-secret-wrong");
    told.append(child(home, "schemas", "--check", "--verbose", "--config=" + refused));
    assertThat(told).contains("401");
    String good = config(Role.OPERATOR.label(), operatorPassword(), GuardedRegistry.PASSWORD);
    told.append(child(home, "topics", "--check", "--verbose", "--config=" + good));
    assertThat(told).contains("pathline.grades.v1");
    Path key = directory.resolve("district.key");
    told.append(child(home, "key", key.toString()));
    Path badTokens = Files.writeString(directory.resolve("bad"), "short-token-1 metrics\n");
    told.append(child(home, "monitor", "--token-file=" + badTokens, "--config=" + good));
    assertThat(told).contains("could be guessed");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        told.append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    List<String> secrets =
        new ArrayList<>(
            List.of(
                TOKEN,
                "short-token-1",
                "kafka-secret-wrong",
                "registry-secret-wrong",
                operatorPassword(),
                GuardedRegistry.PASSWORD,
                "of-the-test"));
    Files.readAllLines(key).stream()
        .filter(line -> !line.startsWith("#"))
        .filter(line -> line.length() > 20)
        .forEach(secrets::add);
    assertThat(secrets).hasSizeGreaterThan(7);
    for (String secret : secrets) {
      assertThat(told.toString()).doesNotContain(secret);
      assertThat(told.toString())
          .doesNotContain(
              Base64.getEncoder()
                  .encodeToString((GuardedRegistry.USER + ":" + secret).getBytes(UTF_8)));
    }
    // The control: what is told can be searched.
    assertThat(told).contains("pathline.grades.v1", Role.OPERATOR.label() + ".properties");
  }

  private static String password() {
    return SecuredBroker.password(SecuredBroker.ADMIN);
  }

  private static String operatorPassword() {
    return SecuredBroker.password(Role.OPERATOR.label());
  }

  /** A file for --config; without a password the registry is asked directly. */
  private static String config(String user, String password, String registryPassword)
      throws IOException {
    Connection connection = broker.connection(user);
    Properties lines = new Properties();
    lines.putAll(connection.settings());
    lines.setProperty(
        "sasl.jaas.config",
        connection
            .settings()
            .get("sasl.jaas.config")
            .replace(SecuredBroker.password(user), password));
    lines.setProperty("bootstrap.servers", broker.address());
    lines.setProperty("schema.registry.url", connection.schemaRegistry());
    if (!registryPassword.isEmpty()) {
      lines.setProperty("schema.registry.url", registry.url());
      lines.putAll(GuardedRegistry.login(registryPassword));
    }
    Path file =
        Files.createDirectories(directory.resolve("config" + CONFIGS.incrementAndGet()))
            .resolve(user + ".properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      lines.store(out, null);
    }
    return file.toString();
  }

  /** What a process of its own says, with all that its clients log, and how it is listed. */
  private static String child(Path home, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                Main.class.getName()));
    command.addAll(List.of(words));
    Path said = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("PATHLINE_HOME", home.toString());
    Process process = builder.start();
    String listed =
        String.join(" ", process.info().arguments().orElse(new String[] {String.join(" ", words)}));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(Files.readString(said)).isTrue();
    return listed + "\n" + Files.readString(said);
  }

  private static String say(int exitCode, String... words) {
    StringWriter said = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    assertThat(line.execute(words)).as(said.toString()).isEqualTo(exitCode);
    return said.toString();
  }

  private static boolean isAllowed(Act act, Connection connection) throws Exception {
    try {
      act.by(connection);
      return true;
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof AuthorizationException) {
          return false;
        }
      }
      throw e;
    }
  }

  private static Act write(Topic topic) {
    return connection -> {
      try (KafkaProducer<byte[], byte[]> producer = producer(connection, Map.of())) {
        producer
            .send(new ProducerRecord<>(topic.name(), "k".getBytes(UTF_8), new byte[] {1}))
            .get(SECONDS, TimeUnit.SECONDS);
      }
    };
  }

  private static Act transaction(String id, Topic topic) {
    return connection -> {
      try (KafkaProducer<byte[], byte[]> producer =
          producer(connection, Map.of("transactional.id", id))) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic.name(), new byte[] {1}, new byte[] {1}));
        producer.commitTransaction();
      }
    };
  }

  private static KafkaProducer<byte[], byte[]> producer(
      Connection connection, Map<String, Object> more) {
    Map<String, Object> settings = connection.clientSettings();
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      Connection connection, Map<String, Object> more) {
    Map<String, Object> settings = connection.clientSettings();
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void fill(Connection admin, String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(admin, Map.of())) {
      producer
          .send(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {1}))
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Reads a topic's first partition to its end. */
  private record Read(String topic) implements Act {
    @Override
    public void by(Connection connection) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection, Map.of())) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        assertThat(end).isPositive();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(50));
          if (System.nanoTime() > until) {
            throw new TimeoutException("did not come to the end of " + topic);
          }
        }
      }
    }
  }

  private static void commit(Connection connection) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection, Map.of("group.id", GROUP))) {
      TopicPartition partition = new TopicPartition(TopicCatalogue.GRADES.name(), 0);
      consumer.assign(List.of(partition));
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)));
    }
  }

  private static void makeAndRemove(Connection connection, String topic) throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
      admin.deleteTopics(List.of(topic)).all().get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void alter(Connection connection) throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, TopicCatalogue.REJECTIONS.name()),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("retention.ms", "7776000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void deleteFromAudit(Connection connection) throws Exception {
    deleteRecords(connection, TopicCatalogue.AUDIT);
  }

  /** As many as none, which needs the same right. */
  private static void deleteRecords(Connection connection, Topic topic) throws Exception {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(0)))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void describeGroup(Connection connection)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin
          .listConsumerGroupOffsets(GROUP)
          .partitionsToOffsetAndMetadata()
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }
}
