package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Violation;
import org.pathline.oracle.Histories;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/**
 * A few students among whose facts lies every kind of bad input, on each topic that {@code
 * pathways} reads, while the program runs; shared by the tests that look at what came of it.
 */
final class SmallFlow {
  static final long SEED = Long.getLong("seed", 20_260_105L);
  private static final int STUDENTS = 40;
  private static final int STUDENTS_WITH_ALL_MISTAKES = 400;

  /** Where a bad record is stored, and what is to be said of it. */
  record Bad(String topic, int partition, long offset, String reason) {
    static Bad of(RecordMetadata at, String reason) {
      return new Bad(at.topic(), at.partition(), at.offset(), reason);
    }
  }

  private static final class Holder {
    static final SmallFlow FLOW = new SmallFlow();
  }

  private final Trial trial = Trial.withTopics();
  private final Connection connection = trial.connection();
  private final FactWriter writer = new FactWriter(connection);
  private final List<Fact> good = new ArrayList<>();
  private final List<Bad> undecodable = new ArrayList<>();
  private final List<Bad> broken = new ArrayList<>();
  private Program program;

  /** The flow, caught up when it is asked for the first time. */
  static SmallFlow get() {
    return Holder.FLOW;
  }

  private SmallFlow() {
    System.out.println("seed " + SEED);
    program = start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "remove-small-flow"));
    try {
      List<Fact> facts = Histories.of(SEED, STUDENTS).latest();
      publish(facts.subList(0, facts.size() / 2));
      for (FactType type : FactType.values()) {
        if (type != FactType.POLICIES) {
          writeUndecodable(FactWriter.topic(type), facts);
        }
      }
      writeBrokenRules(facts);
      publish(facts.subList(facts.size() / 2, facts.size()));
      awaitCaughtUp();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Program start() {
    return trial.run("--http-port", "0");
  }

  /** Starts the program again where a test has ended it. */
  void ensureRunning() {
    if (!program.isAlive()) {
      program = start();
    }
  }

  private void end() {
    program.close();
    trial.close();
  }

  private void writeUndecodable(Topic topic, List<Fact> facts) throws Exception {
    byte[] key = FactWriter.key(facts.get(0));
    Topic other =
        topic.equals(TopicCatalogue.STUDENTS) ? TopicCatalogue.GRADES : TopicCatalogue.STUDENTS;
    byte[] foreign =
        writer.value(
            facts.stream()
                .filter(fact -> FactWriter.topic(fact.type()).equals(other))
                .findFirst()
                .orElseThrow());
    // A length far beyond the end follows the right header.
    byte[] torn = WireFormat.value(writer.schemaId(topic), new byte[] {-1, -1, 3, 0});
    byte[] unknown = WireFormat.value(987_654, new byte[] {0, 0});
    bad(undecodable, topic, key, "no Avro at all".getBytes(UTF_8), "UNDECODABLE");
    bad(undecodable, topic, key, torn, "UNDECODABLE");
    bad(undecodable, topic, key, new byte[0], "UNDECODABLE");
    bad(undecodable, topic, key, unknown, "UNKNOWN_SCHEMA");
    bad(undecodable, topic, key, foreign, "OTHER_RECORD_TYPE");
    bad(undecodable, topic, key, null, "NULL_VALUE");
    bad(undecodable, topic, null, null, "NULL_VALUE");
  }

  private void writeBrokenRules(List<Fact> facts) throws Exception {
    Map<FactType, Fact> breaking = new EnumMap<>(FactType.class);
    for (Fact fact : Histories.of(SEED, STUDENTS_WITH_ALL_MISTAKES).delivery()) {
      if (FactRules.check(fact).isPresent()) {
        breaking.putIfAbsent(fact.type(), fact);
      }
    }
    assertThat(breaking).hasSize(FactType.values().length - 1);
    for (Fact fact : breaking.values()) {
      Violation violation = FactRules.check(fact).orElseThrow();
      Topic topic = FactWriter.topic(fact.type());
      bad(broken, topic, FactWriter.key(fact), writer.value(fact), violation.reason().name());
      // Under a key that is not its student's, a fact might be folded in a wrong place.
      Fact fine = facts.stream().filter(f -> f.type() == fact.type()).findFirst().orElseThrow();
      bad(broken, topic, "somebody".getBytes(UTF_8), writer.value(fine), "KEY_MISMATCH");
    }
  }

  private void bad(List<Bad> list, Topic topic, byte[] key, byte[] value, String reason)
      throws Exception {
    list.add(Bad.of(writer.store(topic, key, value), reason));
  }

  /** Publishes facts that are as they should be. */
  void publish(List<Fact> facts) {
    writer.sendAll(facts);
    good.addAll(facts);
  }

  /** Waits until the program has processed everything; asks Kafka only. */
  void awaitCaughtUp() throws Exception {
    Awaited.caughtUp(connection, program);
  }

  Trial trial() {
    return trial;
  }

  FactWriter writer() {
    return writer;
  }

  Program program() {
    return program;
  }

  /** Facts that were published and break no rule. */
  List<Fact> good() {
    return good;
  }

  List<Bad> undecodable() {
    return undecodable;
  }

  List<Bad> broken() {
    return broken;
  }
}
