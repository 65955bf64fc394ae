package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.cluster.SharedCluster;
import org.pathline.endtoend.RegistryProxy.Fault;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/** Faults of processes: of the program, of which there are one or two, and of what it needs. */
final class ProcessFaults implements AutoCloseable {
  private final Trial trial;
  private final Published published;
  private final Probes probes;
  private final Random random;
  private final RegistryProxy registry;
  private final String config;
  private final Home otherHome = SharedCluster.temporaryHome();
  private final Duration longestStandstill;
  private Program program;
  private Program second;
  private int newerSchemas;

  /**
   * Faults of a trial; the program runs once they are made.
   *
   * @param waits settings of the program that shorten waits, empty for its own
   */
  ProcessFaults(
      Trial trial,
      Published published,
      Probes probes,
      Random random,
      List<String> waits,
      Duration longestStandstill)
      throws IOException {
    this.trial = trial;
    this.published = published;
    this.probes = probes;
    this.random = random;
    this.longestStandstill = longestStandstill;
    registry = new RegistryProxy(trial.connection().schemaRegistry());
    config = trial.config(registry.url(), waits);
    program = start(trial.home());
  }

  private Program start(Home home) {
    return Program.start(home, "run", "--threads=1", "--effects-every=0", "--config=" + config);
  }

  Program program() {
    return program;
  }

  void inject(FaultKind kind) throws Exception {
    assertThat(program.isAlive()).as(program.err()).isTrue();
    switch (kind) {
      case KILLED -> {
        program.kill();
        probes.begin(kind);
        program = start(trial.home());
      }
      case ASKED_TO_END -> {
        program.terminate();
        probes.begin(kind);
        program = start(trial.home());
      }
      case BROKER_KILLED -> {
        program.awaitSaid("running [");
        Trial.kill(trial.cluster().brokerPid());
        long killed = System.nanoTime();
        EmbeddedCluster.start(trial.home());
        // Not before: with its buffer full, the producer would wait for the broker.
        probes.begin(kind, killed);
      }
      case REGISTRY -> registry(kind);
      case FROZEN -> {
        program.freeze();
        probes.begin(kind);
        TimeUnit.MILLISECONDS.sleep(random.nextInt((int) longestStandstill.toMillis()));
        program.thaw();
      }
      case JOINED_OR_LEFT -> joinOrLeave(kind);
      default -> throw new IllegalArgumentException(kind.name());
    }
  }

  /** A fact of a newer schema waits for the registry while those of known schemas flow. */
  private void registry(FaultKind kind) throws Exception {
    program.awaitSaid("running [");
    // Until it has its partitions it may have to ask for schemas that it does not know yet.
    probes.await(probes.begin(null));
    String name = "newer" + newerSchemas++;
    String id = Probes.PREFIX + name;
    Schema newer = NewerSchema.withField(name);
    int schemaId;
    try (SchemaRegistryClient client = trial.connection().registryClient()) {
      schemaId = client.register(TopicCatalogue.STUDENTS.subject(), new AvroSchema(newer));
    }
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    faults.remove(Fault.NONE);
    registry.set(faults.get(random.nextInt(faults.size())));
    byte[] student = NewerSchema.student(newer, id, name, "");
    published.whatever(
        TopicCatalogue.STUDENTS,
        id.getBytes(UTF_8),
        WireFormat.value(schemaId, student),
        "accepted");
    probes.await(probes.begin(null));
    registry.set(Fault.NONE);
    probes.begin(kind, id);
  }

  private void joinOrLeave(FaultKind kind) throws Exception {
    if (second == null) {
      probes.begin(kind);
      second = start(otherHome);
      if (random.nextBoolean()) {
        second.awaitSaid("running [");
      }
    } else {
      assertThat(second.isAlive()).as(second.err()).isTrue();
      if (random.nextBoolean()) {
        second.kill();
      } else {
        second.terminate();
      }
      probes.begin(kind);
      second = null;
    }
  }

  @Override
  public void close() {
    program.close();
    if (second != null) {
      second.close();
    }
    registry.close();
    SharedCluster.remove(otherHome);
  }
}
