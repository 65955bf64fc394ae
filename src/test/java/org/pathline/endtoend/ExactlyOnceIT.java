package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.oracle.PolicyHistory;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;

/**
 * Messy facts arrive while the program and the broker are killed again and again; in the end nobody
 * is lost and nobody is counted twice.
 *
 * <p>{@code -Dkills=20 -Dstudents=2000 -Dseed=… -Dsession=20000} for a longer trial, with the
 * session timeout that the program has outside of tests.
 */
@Tag("slow")
class ExactlyOnceIT {
  private static final long SEED = Long.getLong("seed", 20_260_104L);
  private static final int KILLS = Integer.getInteger("kills", 4);
  private static final int POLICIES = 60;
  private static final int STUDENTS = Integer.getInteger("students", 500);
  private static final int BROKER_KILLED_EACH = 8;

  /** More than the markers and remains that catching up looks through at once. */
  private static final int ABORTED = 20_000;

  /** Milliseconds until a killed member is given up; short, since each kill waits for it. */
  private static final int SESSION = Integer.getInteger("session", 8_000);

  private static final Random RANDOM = new Random(SEED);
  private static Trial trial;
  private static String config;
  private static List<Fact> messages;
  private static Derived published;

  @BeforeAll
  static void killAgainAndAgain() throws Exception {
    System.out.printf(
        "seed %d, %d kills, %d students, session timeout %d ms%n", SEED, KILLS, STUDENTS, SESSION);
    messages = new ArrayList<>(Histories.of(SEED, STUDENTS).delivery());
    for (Fact policy : PolicyHistory.of(SEED, POLICIES)) {
      messages.add(RANDOM.nextInt(messages.size()), policy);
    }
    trial = Trial.withTopics();
    config = writeConfig();
    AtomicBoolean hurry = new AtomicBoolean();
    Thread publisher = new Thread(() -> publish(hurry), "publisher");
    publisher.start();
    Program program = run();
    for (int kill = 1; kill <= KILLS; kill++) {
      waitForTheMoment(program);
      if (kill % BROKER_KILLED_EACH == 2) {
        awaitRunning(program);
        long killed = killTheBroker();
        awaitProgress(program);
        System.out.printf("the program goes on after %.1f s%n", Trial.seconds(killed));
        waitForTheMoment(program);
      }
      assertThat(program.isAlive()).as("runs until it is killed\n" + program.err()).isTrue();
      end(program);
      program = run();
    }
    waitForTheMoment(program);
    System.out.println("asked to end, exit " + program.terminate().exitCode());
    program = run();
    hurry.set(true);
    publisher.join(Program.PATIENCE.toMillis());
    assertThat(publisher.isAlive()).as("still publishing").isFalse();
    pause(RANDOM.nextInt(6_000));
    end(program);
    long killed = System.nanoTime();
    Program catchingUp = run("--until-caught-up");
    awaitRunning(catchingUp);
    pause(RANDOM.nextInt(6_000));
    killTheBroker();
    Program.Ended ended = catchingUp.end();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    System.out.printf(
        "from the last kill of the program to caught up, with a kill of the broker between: %.1f s,"
            + " %d threads failed%n",
        Trial.seconds(killed), failedThreads(ended.err()));
    published = Derived.published(trial);
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  @Test
  void pathwaysAndCellsAreThoseOfAllFactsOnce() {
    Derived expected = Derived.expected(messages, Settings.DEFAULT);
    assertThat(published.students().keySet()).isEqualTo(expected.students().keySet());
    published
        .students()
        .forEach((id, student) -> assertThat(student).isEqualTo(expected.students().get(id)));
    assertThat(published.cells()).isEqualTo(expected.cells());
  }

  @Test
  void sortingIsThatOfAllStudentsAndPoliciesOnce() {
    assertThat(Derived.sortingDifferences(trial, messages)).isEmpty();
    // A policy less shows only where it was in force, so all of them are left out.
    assertThat(
            Derived.sortingDifferences(
                trial, messages.stream().filter(fact -> fact.type() != FactType.POLICIES).toList()))
        .isNotEmpty();
  }

  @Test
  void oneMessageLeftOutIsSeen() {
    // Many a message says nothing new, so some are tried until one matters.
    boolean seen = false;
    for (int tries = 0; tries < 100 && !seen; tries++) {
      List<Fact> fewer = new ArrayList<>(messages);
      fewer.remove(RANDOM.nextInt(fewer.size()));
      seen = !Derived.expected(fewer, Settings.DEFAULT).equals(published);
    }
    assertThat(seen).isTrue();
  }

  @Test
  void inputOfAnAbortedTransactionIsPassedOverWhateverItsLength() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < ABORTED; i++) {
        producer.send(new ProducerRecord<>(TopicCatalogue.GRADES.name(), 0, null, new byte[100]));
      }
      producer.flush();
      producer.abortTransaction();
    }
    trial.runUntilCaughtUp();
    assertThat(Derived.published(trial)).isEqualTo(published);
    assertThat(trial.records(TopicCatalogue.DEAD_LETTERS)).isEmpty();
  }

  private static KafkaProducer<byte[], byte[]> transactional() {
    Map<String, Object> settings = trial.connection().clientSettings();
    settings.put("transactional.id", "exactly-once-it");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Program run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + config);
    return trial.run(all.toArray(String[]::new));
  }

  private static String writeConfig() throws IOException {
    Path file = trial.home().directory().resolve("exactly-once.properties");
    Files.writeString(
        file,
        String.join(
            "\n",
            "bootstrap.servers=" + trial.connection().bootstrapServers(),
            "schema.registry.url=" + trial.connection().schemaRegistry(),
            "consumer.session.timeout.ms=" + SESSION,
            "consumer.heartbeat.interval.ms=" + SESSION / 4));
    return file.toString();
  }

  /** A third of the messages at once, of the others ever fewer at a time until it has to hurry. */
  private static void publish(AtomicBoolean hurry) {
    int sent = messages.size() / 3;
    try (FactWriter facts = new FactWriter(trial.connection())) {
      facts.sendAll(messages.subList(0, sent));
      while (sent < messages.size()) {
        int left = messages.size() - sent;
        int next = hurry.get() ? left : Math.max(1, left / 400);
        messages.subList(sent, sent + next).forEach(facts::send);
        sent += next;
        pause(150);
      }
      facts.flush();
    }
    System.out.println("published " + messages.size() + " messages");
  }

  /**
   * Returns at a random point: half of the times soon after the start, when the program joins,
   * restores or aborts what was open, else shortly after it has committed something.
   */
  private static void waitForTheMoment(Program program) throws Exception {
    if (RANDOM.nextBoolean()) {
      pause(1_000 + RANDOM.nextInt(6_000));
    } else {
      awaitProgress(program);
      pause(RANDOM.nextInt(3_000));
    }
  }

  private static void end(Program program) throws InterruptedException {
    program.kill();
    System.out.println(
        "kill of the program; before, " + failedThreads(program.err()) + " threads failed");
  }

  private static long failedThreads(String err) {
    return err.lines().filter(line -> line.contains(" a thread of ")).count();
  }

  /** Returns the moment of the kill. */
  private static long killTheBroker() throws Exception {
    long killed = System.nanoTime();
    Trial.kill(trial.cluster().brokerPid());
    EmbeddedCluster.start(trial.home());
    System.out.printf("kill of the broker, up again after %.1f s%n", Trial.seconds(killed));
    return killed;
  }

  /** Without a broker at its very start the program says so and ends. */
  private static void awaitRunning(Program program) {
    program.awaitSaid("running [");
  }

  /** Waits until the topologies commit further than they are now. */
  private static void awaitProgress(Program program) throws Exception {
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      Map<Object, Long> before = committed(admin);
      long began = System.nanoTime();
      Awaited.whileRunning(program, "commits further", () -> !committed(admin).equals(before));
      System.out.printf("  committed something after %.1f s%n", Trial.seconds(began));
    }
  }

  private static Map<Object, Long> committed(Admin admin) throws Exception {
    Map<Object, Long> committed = new HashMap<>();
    for (TopologyName topology : TopologyName.values()) {
      Map<?, OffsetAndMetadata> offsets =
          admin
              .listConsumerGroupOffsets(topology.applicationId())
              .partitionsToOffsetAndMetadata()
              .get();
      offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
    return committed;
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
