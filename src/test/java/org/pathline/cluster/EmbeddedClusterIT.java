package org.pathline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.contract.BrokerSettings;

/** The embedded cluster with real servers, in two homes that are started side by side. */
@Tag("trial")
class EmbeddedClusterIT {
  private static final String TOPIC = "seen";

  private static final AvroSchema SCHEMA =
      new AvroSchema(SchemaBuilder.record("Seen").fields().requiredString("what").endRecord());

  private static final AvroSchema INCOMPATIBLE =
      new AvroSchema(SchemaBuilder.record("Seen").fields().requiredLong("when").endRecord());

  private static Home disturbed;
  private static Home undisturbed;
  private static EmbeddedCluster first;
  private static EmbeddedCluster simultaneous;
  private static EmbeddedCluster other;
  private static int schemaId;

  @BeforeAll
  static void startTwoHomesAtOnceAndOneOfThemTwice() throws Exception {
    disturbed = SharedCluster.temporaryHome();
    undisturbed = SharedCluster.temporaryHome();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    Future<EmbeddedCluster> one = threads.submit(() -> EmbeddedCluster.start(disturbed));
    Future<EmbeddedCluster> two = threads.submit(() -> EmbeddedCluster.start(disturbed));
    Future<EmbeddedCluster> three = threads.submit(() -> EmbeddedCluster.start(undisturbed));
    threads.shutdown();
    first = one.get();
    simultaneous = two.get();
    other = three.get();
    createTopic(first);
    write(first, "before");
    schemaId = register(first, SCHEMA);
  }

  @AfterAll
  static void removeTheHomes() {
    SharedCluster.remove(disturbed);
    SharedCluster.remove(undisturbed);
  }

  @Test
  void simultaneousStartsOfOneHomeGiveOneCluster() {
    assertThat(simultaneous.brokerPid()).isEqualTo(first.brokerPid());
    assertThat(simultaneous.registryPid()).isEqualTo(first.registryPid());
    assertThat(List.of(first.startedHere(), simultaneous.startedHere()))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void oneHomeSeesNothingOfTheOther() throws Exception {
    assertThat(other.connection()).isNotEqualTo(first.connection());
    try (Admin admin = Admin.create(other.connection().clientSettings())) {
      assertThat(admin.listTopics().names().get()).doesNotContain(TOPIC);
    }
    try (SchemaRegistryClient registry = other.connection().registryClient()) {
      assertThat(registry.getAllSubjects()).isEmpty();
    }
  }

  @Test
  void portsAreBelowThoseOfOutgoingConnections() {
    EmbeddedCluster.Processes processes = EmbeddedCluster.processes(undisturbed).orElseThrow();
    assertThat(List.of(processes.broker().port(), processes.registry().port()))
        .allSatisfy(port -> assertThat(port).isBetween(1024, 32767));
  }

  @Test
  void howFarGroupsHaveComeOutlastsASummer() throws Exception {
    try (Admin admin = Admin.create(other.connection().clientSettings())) {
      assertThat(BrokerSettings.warnings(admin)).isEmpty();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
      Config shown = admin.describeConfigs(List.of(broker)).all().get().get(broker);
      assertThat(Duration.ofMinutes(number(shown, "offsets.retention.minutes")))
          .isGreaterThan(Duration.ofDays(120));
      assertThat(Duration.ofMillis(number(shown, "transactional.id.expiration.ms")))
          .isGreaterThan(Duration.ofDays(24));
      assertThat(Duration.ofMillis(number(shown, "producer.id.expiration.ms")))
          .isGreaterThan(Duration.ofDays(24));
    }
  }

  private static long number(Config config, String name) {
    return Long.parseLong(config.get(name).value());
  }

  @Test
  void theRegistryRefusesASchemaThatIsNotFullyCompatible() {
    assertThatThrownBy(() -> register(current(), INCOMPATIBLE))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
  }

  @Test
  void closingAClusterThatWasFoundLeavesItRunning() {
    EmbeddedCluster found = current();
    EmbeddedCluster startedAgain = EmbeddedCluster.start(disturbed);
    found.close();
    startedAgain.close();
    assertThat(startedAgain.startedHere()).isFalse();
    assertThat(current().brokerPid()).isEqualTo(found.brokerPid());
  }

  @Test
  void whatWasWrittenSurvivesTheKillOfTheBroker() throws Exception {
    EmbeddedCluster before = current();
    kill(before.brokerPid());
    assertThat(EmbeddedCluster.find(disturbed)).isEmpty();
    EmbeddedCluster after = EmbeddedCluster.start(disturbed);
    assertThat(after.brokerPid()).isNotEqualTo(before.brokerPid());
    assertThat(after.registryPid()).isEqualTo(before.registryPid());
    assertThat(after.connection()).isEqualTo(before.connection());
    write(after, "after the kill");
    assertThat(read(after)).startsWith("before").contains("after the kill");
    assertTheOtherIsAsItWas();
  }

  @Test
  void whatWasRegisteredAMomentAgoSurvivesTheKillOfTheRegistry() throws Exception {
    EmbeddedCluster before = current();
    AvroSchema another =
        new AvroSchema(SchemaBuilder.record("Another").fields().requiredInt("n").endRecord());
    int id;
    try (SchemaRegistryClient registry = before.connection().registryClient()) {
      id = registry.register("another-value", another);
    }
    kill(before.registryPid());
    EmbeddedCluster after = EmbeddedCluster.start(disturbed);
    assertThat(after.brokerPid()).isEqualTo(before.brokerPid());
    try (SchemaRegistryClient registry = after.connection().registryClient()) {
      assertThat(registry.getSchemaById(id)).isEqualTo(another);
      assertThat(registry.getSchemaById(schemaId)).isEqualTo(SCHEMA);
    }
    assertTheOtherIsAsItWas();
  }

  @Test
  void aPortThatSomebodyTookMeanwhileIsLeftToThem() throws Exception {
    assertThat(EmbeddedCluster.stop(disturbed)).isTrue();
    assertThat(EmbeddedCluster.find(disturbed)).isEmpty();
    assertTheOtherIsAsItWas();
    int port = EmbeddedCluster.processes(disturbed).orElseThrow().broker().port();
    try (ServerSocket stranger = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedCluster after = EmbeddedCluster.start(disturbed);
      assertThat(after.connection().bootstrapServers())
          .isNotEqualTo("127.0.0.1:" + stranger.getLocalPort());
      assertThat(read(after)).startsWith("before");
    }
  }

  private static EmbeddedCluster current() {
    return EmbeddedCluster.find(disturbed).orElseThrow();
  }

  private static void assertTheOtherIsAsItWas() {
    Optional<EmbeddedCluster> found = EmbeddedCluster.find(undisturbed);
    assertThat(found).isPresent();
    assertThat(found.get().brokerPid()).isEqualTo(other.brokerPid());
    assertThat(found.get().registryPid()).isEqualTo(other.registryPid());
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  private static void createTopic(EmbeddedCluster cluster) throws Exception {
    try (Admin admin = Admin.create(cluster.connection().clientSettings())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static int register(EmbeddedCluster cluster, AvroSchema schema) throws Exception {
    try (SchemaRegistryClient registry = cluster.connection().registryClient()) {
      return registry.register(TOPIC + "-value", schema);
    }
  }

  private static void write(EmbeddedCluster cluster, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            cluster.connection().clientSettings(),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<String> read(EmbeddedCluster cluster) {
    Map<String, Object> settings = cluster.connection().clientSettings();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
