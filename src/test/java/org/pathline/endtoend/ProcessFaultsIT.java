package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.cluster.SharedCluster;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.run.TopologyName;

/**
 * What befalls a process and its surroundings, one thing after the other on one cluster, with more
 * facts each time; after each, the results are those of all facts so far.
 *
 * <p>Waits of clients are shortened, so that an absence of seconds is beyond them all; with {@code
 * -Dfaults.long=true} they are those of the program, and absences are as long as it takes.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessFaultsIT {
  private static final boolean LONG = Boolean.getBoolean("faults.long");
  private static final long SEED = Long.getLong("seed", 20_260_109L);
  private static final int STUDENTS = LONG ? 1_000 : 100;
  private static final int PARTS = 8;
  private static final Duration ABSENCE = Duration.ofSeconds(LONG ? 105 : 25);
  private static final Duration FROZEN = Duration.ofSeconds(LONG ? 60 : 10);
  private static final int BOUNCES = LONG ? 20 : 2;
  private static final Duration STALL = Duration.ofSeconds(60);

  private static final Random RANDOM = new Random(SEED);
  private static final List<Fact> SENT = new ArrayList<>();
  private static final List<Home> OTHER_HOMES = new ArrayList<>();
  private static List<Fact> messages;
  private static Trial trial;
  private static String config;
  private static FactWriter writer;
  private static int part;

  @BeforeAll
  static void begin() throws IOException {
    System.out.printf("seed %d, %d students%n", SEED, STUDENTS);
    messages = Histories.of(SEED, STUDENTS).delivery();
    trial = Trial.withTopics();
    config = writeConfig();
    writer = new FactWriter(trial.connection());
  }

  @AfterAll
  static void end() {
    if (writer != null) {
      writer.close();
    }
    OTHER_HOMES.forEach(SharedCluster::remove);
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  @Order(0)
  void withoutAnyFactsItMayBeStartedAgain() throws Exception {
    trial.runUntilCaughtUp();
    trial.runUntilCaughtUp();
  }

  @Test
  @Order(1)
  void startedBeforeItsBrokerItWaitsAndSaysSo() throws Exception {
    killTheBroker();
    try (Program program = run()) {
      program.awaitSaid("does not answer");
      EmbeddedCluster.start(trial.home());
      program.awaitSaid("Kafka answers again");
      program.awaitSaid("running [");
      sendMore();
      awaitCaughtUp(program);
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(2)
  void anAbsentBrokerIsWaitedForAndNothingIsLost() throws Exception {
    try (Program program = run();
        Program untilCaughtUp = runElsewhere("--until-caught-up")) {
      program.awaitSaid("running [");
      untilCaughtUp.awaitSaid("running [");
      sendMore();
      killTheBroker();
      TimeUnit.NANOSECONDS.sleep(ABSENCE.toNanos());
      assertThat(program.isAlive()).as(program.err()).isTrue();
      EmbeddedCluster.start(trial.home());
      program.awaitSaid("Kafka answers again");
      sendMore();
      awaitCaughtUp(program);
      assertThat(count(program.err(), "waiting for it")).isEqualTo(1);
      Program.Ended ended = untilCaughtUp.end();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      Program.Ended asked = program.terminate();
      assertThat(asked.err()).contains("stopped; everything that was processed is committed");
      assertThat(asked.exitCode()).isEqualTo(143);
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(3)
  void askedToEndWhileTheBrokerIsAwayItDoesSoSoon() throws Exception {
    try (Program program = run()) {
      program.awaitSaid("running [");
      sendMore();
      killTheBroker();
      program.awaitSaid("does not answer");
      long began = System.nanoTime();
      Program.Ended ended = program.terminate();
      System.out.printf("ended after %.1f s without a broker%n", Trial.seconds(began));
      assertThat(Trial.seconds(began)).isLessThan(30);
      assertThat(ended.err()).contains("stopped without a last commit");
      assertThat(ended.exitCode()).isEqualTo(143);
    }
    EmbeddedCluster.start(trial.home());
  }

  @Test
  @Order(4)
  void twoProcessesWithOneHomeAreTold() throws Exception {
    try (Program first = run()) {
      first.awaitSaid("running [");
      try (Program second = run()) {
        Program.Ended ended = second.end();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("is in use by another process");
      }
      assertThat(first.isAlive()).isTrue();
      awaitCaughtUp(first);
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(5)
  void aFrozenProcessIsReplacedAndHarmsNothingWhenItGoesOn() throws Exception {
    try (Program first = run();
        Program second = runElsewhere()) {
      first.awaitSaid("running [");
      second.awaitSaid("running [");
      sendMore();
      first.freeze();
      TimeUnit.NANOSECONDS.sleep(FROZEN.toNanos());
      sendMore();
      awaitCaughtUp(second);
      first.thaw();
      sendMore();
      awaitCaughtUp(first);
      assertThat(first.isAlive()).as(first.err()).isTrue();
      assertThat(second.isAlive()).as(second.err()).isTrue();
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(6)
  void anInstanceThatIsBouncedEveryFewSecondsStallsNobody() throws Exception {
    try (Program steady = run()) {
      steady.awaitSaid("running [");
      for (int bounce = 0; bounce < BOUNCES; bounce++) {
        try (Program bounced = runElsewhere()) {
          bounced.awaitSaid("running [");
          writer.sendAll(messages.subList(0, 20));
          TimeUnit.MILLISECONDS.sleep(RANDOM.nextInt(3_000));
          if (bounce % 2 == 0) {
            bounced.kill();
          } else {
            bounced.terminate();
          }
          long began = System.nanoTime();
          awaitCaughtUp(steady);
          assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STALL);
        }
      }
      sendMore();
      awaitCaughtUp(steady);
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(7)
  void anInternalTopicThatWasDeletedIsNamedAndEverythingCanBeDerivedAnew() throws Exception {
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      assertThat(internalTopics(admin)).isEqualTo(internalTopicsByTheTopologies());
      for (String deleted :
          List.of(
              "pathline-pathways-v1-student-facts-changelog",
              "pathline-outcomes-v3-changes-repartition")) {
        admin.deleteTopics(List.of(deleted)).all().get();
        try (Program program = run("--until-caught-up")) {
          Program.Ended ended = program.end();
          assertThat(ended.exitCode()).isEqualTo(1);
          assertThat(ended.err()).contains(deleted + " was deleted").contains("--anew");
        }
        assertThat(internalTopics(admin)).doesNotContain(deleted);
        anew(deleted.contains("pathways") ? "pathways" : "outcomes");
      }
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(7)
  void anInternalTopicThatIsDeletedUnderARunningProcessEndsItWhichSaysSo() throws Exception {
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      for (String deleted :
          List.of(
              "pathline-rosters-v1-seats-changelog",
              "pathline-pathways-v1-transfers-repartition")) {
        try (Program program = run()) {
          program.awaitSaid("running [");
          awaitCaughtUp(program);
          admin.deleteTopics(List.of(deleted)).all().get();
          long began = System.nanoTime();
          writer.sendAll(messages.subList(0, 20));
          Program.Ended ended = program.end();
          System.out.printf("%s missed after %.1f s%n", deleted, Trial.seconds(began));
          assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
          assertThat(ended.err()).contains(deleted + " was deleted").contains("--anew");
        }
        anew(deleted.contains("pathways") ? "pathways" : "rosters");
      }
    }
    assertResultsOfAllFacts();
  }

  @Test
  @Order(8)
  void forgottenOffsetsAreNamedInsteadOfCountingTwice() throws Exception {
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      admin.deleteConsumerGroups(List.of(TopologyName.outcomes.applicationId())).all().get();
    }
    try (Program program = run("--until-caught-up")) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err()).contains("outcomes has state, but").contains("--anew");
    }
    anew("outcomes");
    assertResultsOfAllFacts();
  }

  /** Also a topology of its own; the others go on with their state. */
  private static void anew(String topology) throws Exception {
    try (Program program = run(topology, "--anew", "--until-caught-up")) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
    }
    try (Program program = run("--until-caught-up")) {
      Program.Ended ended = program.end();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
    }
  }

  private static TreeSet<String> internalTopics(Admin admin) throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeSet<String> internalTopicsByTheTopologies() {
    TreeSet<String> all = new TreeSet<>();
    for (TopologyName topology : TopologyName.values()) {
      all.addAll(topology.internalTopics());
    }
    return all;
  }

  /** The next part of the facts. */
  private static void sendMore() {
    int size = messages.size();
    List<Fact> next =
        messages.subList(
            Math.min(size, part * size / PARTS), Math.min(size, ++part * size / PARTS));
    writer.sendAll(next);
    SENT.addAll(next);
  }

  private static void killTheBroker() throws Exception {
    Trial.kill(trial.cluster().brokerPid());
  }

  private static void awaitCaughtUp(Program program) throws Exception {
    Awaited.caughtUp(trial.connection(), program);
  }

  private static void assertResultsOfAllFacts() {
    Derived published = Derived.published(trial);
    assertThat(published).isEqualTo(Derived.expected(SENT, Settings.DEFAULT));
    // And would not be those of fewer.
    assertThat(published)
        .isNotEqualTo(Derived.expected(SENT.subList(0, SENT.size() / 2), Settings.DEFAULT));
  }

  private static long count(String text, String words) {
    return text.lines().filter(line -> line.contains(words)).count();
  }

  private static Program run(String... arguments) {
    return trial.run(with(arguments));
  }

  /** Another process on the same cluster, with a home of its own. */
  private static Program runElsewhere(String... arguments) {
    Home home = SharedCluster.temporaryHome();
    OTHER_HOMES.add(home);
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(with(arguments)));
    return Program.start(home, all.toArray(String[]::new));
  }

  private static String[] with(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + config);
    all.add("--effects-every=0");
    return all.toArray(String[]::new);
  }

  private static String writeConfig() throws IOException {
    Map<String, Integer> shortened =
        Map.of(
            "consumer.session.timeout.ms", 6_000,
            "consumer.heartbeat.interval.ms", 1_500,
            "consumer.max.poll.interval.ms", 60_000,
            "commit.interval.ms", 3_000,
            "producer.transaction.timeout.ms", 15_000,
            "producer.max.block.ms", 10_000,
            "producer.request.timeout.ms", 8_000,
            "producer.delivery.timeout.ms", 10_000,
            "consumer.default.api.timeout.ms", 10_000);
    List<String> lines = new ArrayList<>();
    lines.add("bootstrap.servers=" + trial.connection().bootstrapServers());
    lines.add("schema.registry.url=" + trial.connection().schemaRegistry());
    if (!LONG) {
      shortened.forEach((name, value) -> lines.add(name + "=" + value));
    }
    Path file = trial.home().directory().resolve("faults.properties");
    Files.write(file, lines);
    return file.toString();
  }
}
