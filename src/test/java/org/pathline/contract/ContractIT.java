package org.pathline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pathline.Main;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.cluster.SharedCluster;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine;

/** Topics and schemas on a broker and registry of their own, since they are bent out of shape. */
class ContractIT {
  private static Home home;
  private static Connection connection;
  private static Admin admin;
  private static SchemaRegistryClient registry;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeAll
  static void startACluster() {
    home = SharedCluster.temporaryHome();
    connection = EmbeddedCluster.start(home).connection();
    admin = Admin.create(connection.clientSettings());
    registry = connection.registryClient();
  }

  @AfterAll
  static void removeTheCluster() {
    if (admin != null) {
      admin.close();
    }
    SharedCluster.remove(home);
  }

  @Test
  void topicsAreCheckedCreatedComparedAndFixed() throws Exception {
    removeTopics();
    Outcome missing = pathline("topics", "--check");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.out().lines()).hasSize(TopicCatalogue.all().size());
    assertThat(missing.out()).contains("pathline.students.v1: is missing; run `pathline topics`");
    assertThat(admin.listTopics().names().get()).isEmpty();

    Outcome created = pathline("topics", "--partitions", "3");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.out().lines()).allMatch(line -> line.startsWith("created "));
    assertThat(partitions(TopicCatalogue.STUDENTS)).isEqualTo(3);
    assertThat(partitions(TopicCatalogue.PATHWAYS)).isEqualTo(3);
    assertThat(partitions(TopicCatalogue.POLICIES)).isEqualTo(1);
    for (Topic topic : TopicCatalogue.all()) {
      assertThat(settings(topic)).as(topic.name()).containsAllEntriesOf(topic.configuration());
    }

    Outcome again = pathline("topics");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out().lines()).allMatch(line -> line.startsWith("exists "));

    set(TopicCatalogue.GRADES, "retention.ms", "1000");
    set(TopicCatalogue.GRADES, "message.timestamp.type", "CreateTime");
    for (List<String> arguments : List.of(List.of("topics", "--check"), List.of("topics"))) {
      Outcome differs = pathline(arguments.toArray(String[]::new));
      assertThat(differs.exitCode()).isEqualTo(1);
      assertThat(differs.out().lines())
          .contains(
              "pathline.grades.v1: retention.ms: is 1000, should be -1",
              "pathline.grades.v1: message.timestamp.type: is CreateTime, should be LogAppendTime");
    }
    Outcome fixed = pathline("topics", "--fix");
    assertThat(fixed.exitCode()).as(fixed.out()).isZero();
    assertThat(settings(TopicCatalogue.GRADES))
        .containsAllEntriesOf(TopicCatalogue.GRADES.configuration());
    assertThat(pathline("topics", "--check").exitCode()).isZero();
  }

  @Test
  void anotherNumberOfPartitionsIsToldAndNeverChanged() throws Exception {
    removeTopics();
    new TopicContract(admin, OptionalInt.of(2), java.util.Optional.empty())
        .apply(TopicContract.Mode.CREATE);
    Outcome differs = pathline("topics", "--partitions", "4", "--replication", "2", "--fix");
    assertThat(differs.exitCode()).isEqualTo(1);
    assertThat(differs.out().lines())
        .contains(
            "pathline.students.v1: partitions: is 2, should be 4",
            "pathline.students.v1: replication: is 1, should be 2");
    assertThat(partitions(TopicCatalogue.STUDENTS)).isEqualTo(2);
  }

  @Test
  void unequalPartitionsOfStudentTopicsAreRefusedBeforeAnythingIsChanged() throws Exception {
    removeTopics();
    NewTopic narrow = new NewTopic(TopicCatalogue.STUDENTS.name(), 2, (short) 1);
    NewTopic wide = new NewTopic(TopicCatalogue.GRADES.name(), 5, (short) 1);
    admin.createTopics(List.of(narrow, wide)).all().get();
    Outcome refused = pathline("topics", "--fix");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("must all have the same number of partitions")
        .contains("2: pathline.students.v1; 5: pathline.grades.v1");
    assertThat(admin.listTopics().names().get()).hasSize(2);

    admin
        .createPartitions(Map.of(TopicCatalogue.STUDENTS.name(), NewPartitions.increaseTo(5)))
        .all()
        .get();
    // The controller has answered, the broker is to hear of it.
    await().until(() -> partitions(TopicCatalogue.STUDENTS) == 5);
    assertThat(pathline("topics", "--fix").exitCode()).isZero();
    assertThat(partitions(TopicCatalogue.DEGREES)).as("as those that were there").isEqualTo(5);
  }

  @Test
  void publishingWithoutTopicsSaysWhatToRun() throws Exception {
    removeTopics();
    assertThatThrownBy(() -> new TopicContract(admin).require(List.of(TopicCatalogue.GRADES)))
        .isInstanceOf(ClusterException.class)
        .hasMessage("topics are missing: pathline.grades.v1; run `pathline topics` to create them");
  }

  @Test
  void schemasAreRegisteredOnceAndHeldToFullTransitiveCompatibility() throws Exception {
    Outcome created = pathline("schemas");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.out().lines()).hasSize(TopicCatalogue.all().size());
    Outcome again = pathline("schemas");
    assertThat(again.exitCode()).isZero();
    for (Topic topic : TopicCatalogue.all()) {
      assertThat(registry.getAllVersions(topic.subject())).containsExactly(1);
      assertThat(registry.getCompatibility(topic.subject())).isEqualTo("FULL_TRANSITIVE");
    }
    assertThat(pathline("schemas", "--check").exitCode()).isZero();

    String subject = TopicCatalogue.GRADES.subject();
    registry.updateCompatibility(subject, "NONE");
    Outcome differs = pathline("schemas", "--check");
    assertThat(differs.exitCode()).isEqualTo(1);
    assertThat(differs.out())
        .contains(subject + ": compatibility: is NONE, should be FULL_TRANSITIVE");
    assertThat(pathline("schemas").exitCode()).isZero();
    assertThat(registry.getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
    assertThat(new SchemaContract(registry).idOf(TopicCatalogue.GRADES))
        .isEqualTo(registry.getId(subject, new AvroSchema(TopicCatalogue.GRADES.schema())));
  }

  @Test
  void theRegistryRefusesAnIncompatibleChange() throws Exception {
    pathline("schemas");
    Schema other =
        SchemaBuilder.record("IdentityLink")
            .namespace("org.pathline.events")
            .fields()
            .requiredInt("aliasId")
            .endRecord();
    assertThatThrownBy(
            () -> registry.register(TopicCatalogue.IDENTITIES.subject(), new AvroSchema(other)))
        .hasMessageContaining("ncompatible");
  }

  @Test
  void aSchemaThatTheRegistryRefusesIsReportedWithItsReason() throws Exception {
    // A home of its own would be cleaner and ten seconds slower; only this subject is spoilt.
    String subject = TopicCatalogue.REJECTIONS.subject();
    pathline("schemas");
    registry.deleteSubject(subject);
    registry.deleteSubject(Map.of(), subject, true);
    Schema other =
        SchemaBuilder.record("Rejection")
            .namespace("org.pathline.events")
            .fields()
            .requiredInt("studentId")
            .endRecord();
    try {
      registry.register(subject, new AvroSchema(other));
      for (List<String> arguments : List.of(List.of("schemas", "--check"), List.of("schemas"))) {
        Outcome refused = pathline(arguments.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(1);
        String line =
            refused.out().lines().filter(l -> l.startsWith(subject)).findFirst().orElseThrow();
        System.out.println(line);
        assertThat(line).contains("refuse");
      }
    } finally {
      registry.deleteSubject(subject);
      registry.deleteSubject(Map.of(), subject, true);
    }
  }

  @Test
  void anUnreachableRegistryIsOneClearLine() {
    Outcome outcome =
        execute(
            "schemas",
            "--bootstrap-servers=" + connection.bootstrapServers(),
            "--schema-registry=http://127.0.0.1:1");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("the schema registry failed on pathline.students.v1-value");
  }

  private static void removeTopics() throws Exception {
    admin.deleteTopics(admin.listTopics().names().get()).all().get();
    await().until(() -> admin.listTopics().names().get().isEmpty());
  }

  private static int partitions(Topic topic) throws Exception {
    return admin
        .describeTopics(List.of(topic.name()))
        .allTopicNames()
        .get()
        .get(topic.name())
        .partitions()
        .size();
  }

  private static Map<String, String> settings(Topic topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    Map<String, String> settings = new java.util.HashMap<>();
    admin
        .describeConfigs(List.of(resource))
        .all()
        .get()
        .get(resource)
        .entries()
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    return settings;
  }

  private static void set(Topic topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    admin
        .incrementalAlterConfigs(
            Map.of(
                resource,
                List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
    await().until(() -> settings(topic).get(name).equals(value));
  }

  private static Outcome pathline(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + connection.bootstrapServers());
    all.add("--schema-registry=" + connection.schemaRegistry());
    return execute(all.toArray(String[]::new));
  }

  private static Outcome execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = line.execute(Stream.of(arguments).toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }
}
