package org.pathline.letters;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.letters.ReplayOutcome.Result;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.WireFormat;
import org.pathline.topics.RecordPlace;
import org.pathline.topics.TopicReader;

/**
 * Sends the records of dead letters again, each once, whoever replays, however often, and wherever
 * a replay is killed.
 *
 * <p>A record that is sent again carries a header that names the place of the first. Before
 * anything is sent, the topics are read for such headers; {@link ReplaySender} sees to it that
 * nobody else sends meanwhile. Memory is bounded, however many letters there are.
 */
public final class Replay implements AutoCloseable {
  /** So many records, or bytes, of letters are looked at and sent at a time. */
  private static final int MOST_LETTERS = 1_000;

  private static final long MOST_BYTES = 16L << 20;

  /** By so much the clocks of two brokers may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private final Connection connection;
  private final TopicReader reader;
  private final FactDeserializer facts;
  private final SchemaRegistryClient registry;
  private final @Nullable ReplaySender sender;
  private final ReplayRule rule;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Offsets replayed = new Offsets();

  /**
   * Prepares a replay.
   *
   * @param trial whether everything is decided and nothing is sent
   * @param again whether what was replayed and failed again is replayed, too
   * @throws ClusterException when Kafka or the registry does not answer
   */
  public Replay(Connection connection, boolean trial, boolean again) {
    this.connection = connection;
    // Whoever decodes waits for a registry that is away; who asks for a replay wants to know.
    connection.subjects();
    registry = connection.registryClient();
    facts = new FactDeserializer(new WireFormat(new ContractSchemas(registry)));
    rule = new ReplayRule(facts, again);
    reader = new TopicReader(connection);
    sender = trial ? null : new ReplaySender(connection);
  }

  /**
   * Replays the letters that are chosen and tells of each as soon as it is committed.
   *
   * @throws ClusterException when the cluster does not answer or another replay has begun; what was
   *     told stands
   */
  public void run(BadRecordChoice choice, Consumer<ReplayOutcome> told) {
    Map<String, Instant> oldest = new TreeMap<>();
    long[] letters = new long[1];
    BadRecordTopic.DEAD_LETTERS.read(
        connection,
        choice,
        letter -> {
          letters[0]++;
          if (ReplayRule.isOfFacts(letter.place().topic())) {
            Instant at = letter.content().getTimestamp();
            oldest.merge(letter.place().topic(), at, (a, b) -> a.isBefore(b) ? a : b);
          }
        });
    oldest.forEach(this::findReplayed);
    List<Letter> some = new ArrayList<>();
    long[] bytes = new long[1];
    BadRecordTopic.DEAD_LETTERS.read(
        connection,
        choice,
        letter -> {
          // Those that come meanwhile are for the next time: nobody has looked for their replays.
          if (letters[0] == 0) {
            return;
          }
          letters[0]--;
          some.add(letter);
          bytes[0] += Math.max(0, letter.length());
          if (some.size() == MOST_LETTERS || bytes[0] >= MOST_BYTES) {
            replay(some, told);
            some.clear();
            bytes[0] = 0;
          }
        });
    replay(some, told);
  }

  /** A replay may lie in any partition: that of a key is another one when there are more. */
  private void findReplayed(String topic, Instant oldest) {
    if (partitions(topic) > 0) {
      reader.readSince(
          topic,
          oldest.minus(CLOCKS_DIFFER),
          record -> ReplayHeader.places(record.headers()).forEach(replayed::add));
    }
  }

  private int partitions(String topic) {
    return partitions.computeIfAbsent(topic, reader::partitions);
  }

  private void replay(List<Letter> letters, Consumer<ReplayOutcome> told) {
    Map<RecordPlace, ConsumerRecord<byte[], byte[]>> originals =
        new Originals(reader)
            .of(
                letters.stream()
                    .map(Letter::place)
                    .filter(place -> ReplayRule.isOfFacts(place.topic()))
                    .filter(place -> !replayed.contains(place))
                    .toList());
    List<ReplayOutcome> outcomes = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<Integer> ofOutcome = new ArrayList<>();
    for (Letter letter : letters) {
      RecordPlace place = letter.place();
      int count = ReplayRule.isOfFacts(place.topic()) ? partitions(place.topic()) : 0;
      ReplayRule.Decision decision =
          rule.decide(letter, count, replayed.contains(place), originals.get(place));
      if (decision.record() != null) {
        // Of two letters of one record the second finds it sent.
        replayed.add(place);
        ofOutcome.add(outcomes.size());
        records.add(decision.record());
      }
      outcomes.add(decision.outcome());
    }
    if (sender != null && !records.isEmpty()) {
      List<ReplayOutcome> sent = new ArrayList<>();
      ofOutcome.forEach(each -> sent.add(outcomes.get(each)));
      List<ReplayOutcome> done = send(records, sent);
      for (int i = 0; i < done.size(); i++) {
        outcomes.set(ofOutcome.get(i), done.get(i));
      }
    }
    outcomes.forEach(told);
  }

  /** Sends all in one transaction; each in one of its own where one of them is too large. */
  private List<ReplayOutcome> send(
      List<ProducerRecord<byte[], byte[]>> records, List<ReplayOutcome> decided) {
    List<ReplayOutcome> done = new ArrayList<>();
    try {
      List<RecordMetadata> stored = Objects.requireNonNull(sender).send(records);
      for (int i = 0; i < stored.size(); i++) {
        RecordMetadata at = stored.get(i);
        RecordPlace place = new RecordPlace(at.topic(), at.partition(), at.offset());
        done.add(new ReplayOutcome(decided.get(i).letter(), Result.SENT, "as " + place));
      }
    } catch (RecordTooLargeException e) {
      if (records.size() == 1) {
        return List.of(
            new ReplayOutcome(
                decided.get(0).letter(),
                Result.TOO_LARGE,
                "its topic does not take a record so large, with the header that marks it"));
      }
      for (int i = 0; i < records.size(); i++) {
        done.addAll(send(records.subList(i, i + 1), decided.subList(i, i + 1)));
      }
    }
    return done;
  }

  @Override
  public void close() {
    reader.close();
    facts.close();
    if (sender != null) {
      sender.close();
    }
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
