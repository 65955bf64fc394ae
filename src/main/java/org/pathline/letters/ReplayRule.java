package org.pathline.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.letters.ReplayOutcome.Result;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.GuardedDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.topics.RecordPlace;

/** Decides of one dead letter whether its record is sent again, and as what; asks no broker. */
final class ReplayRule {
  /**
   * What is decided.
   *
   * @param outcome what becomes of the letter; {@code WOULD_BE_SENT} where there is a record
   * @param record what to send, or null
   */
  record Decision(ReplayOutcome outcome, @Nullable ProducerRecord<byte[], byte[]> record) {}

  private static final Set<String> TOPICS_OF_FACTS =
      TopicCatalogue.all().stream()
          .filter(topic -> topic.owner() == Topic.Owner.PUBLISHERS)
          .map(Topic::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Deserializer<Fact> facts;
  private final boolean again;

  /**
   * Rule of a replay.
   *
   * @param facts decodes a value as the topologies would, now
   * @param again whether what was replayed and failed again is replayed, too
   */
  ReplayRule(Deserializer<Fact> facts, boolean again) {
    this.facts = new GuardedDeserializer<>(facts);
    this.again = again;
  }

  /** Whether letters of a topic can be replayed at all. */
  static boolean isOfFacts(String topic) {
    return TOPICS_OF_FACTS.contains(topic);
  }

  /**
   * Decides.
   *
   * @param partitions how many partitions the topic of the bad record has now, 0 without the topic
   * @param replayed whether a record that repeats this one lies in the topic
   * @param found what lies at the place of the bad record now, or null
   */
  Decision decide(
      Letter letter,
      int partitions,
      boolean replayed,
      @Nullable ConsumerRecord<byte[], byte[]> found) {
    RecordPlace place = letter.place();
    if (!isOfFacts(place.topic())) {
      return no(letter, Result.DERIVED_ANEW, "no topic of facts: what is derived is derived anew");
    }
    if (partitions == 0) {
      return no(letter, Result.NO_TOPIC, "there is no topic " + place.topic());
    }
    if (replayed) {
      return no(letter, Result.ALREADY_REPLAYED, "its record was sent again before");
    }
    ConsumerRecord<byte[], byte[]> original =
        found != null && letter.tellsOf(found.value()) ? found : null;
    Headers headers = original != null ? original.headers() : letter.headers();
    List<RecordPlace> repeats = ReplayHeader.places(headers);
    if (!repeats.isEmpty() && !again) {
      return no(
          letter,
          Result.FAILED_AGAIN,
          "it repeats " + repeats.get(0) + " and failed again; --again sends it once more");
    }
    if (original == null && !letter.holdsAllOfTheValue()) {
      return no(letter, Result.ORIGINAL_GONE, whatIsMissing(letter, found != null));
    }
    byte[] key = original != null ? original.key() : letter.key();
    byte[] value = original != null ? original.value() : letter.head();
    Fact fact;
    try {
      fact = facts.deserialize(place.topic(), value);
    } catch (UndecodableException e) {
      return no(letter, Result.WOULD_NOT_DECODE, e.reason() + ": " + e.getMessage());
    }
    // A letter may hold a shortened key, and says of the value alone whether it is whole.
    if (original == null && !Arrays.equals(key, fact.envelope().studentId().getBytes(UTF_8))) {
      return no(
          letter, Result.ORIGINAL_GONE, "the record is gone and the letter's key is not its id");
    }
    // A record without a key belongs nowhere; it stays where it was.
    int partition =
        key == null
            ? Math.min(place.partition(), partitions - 1)
            : BuiltInPartitioner.partitionForKey(key, partitions);
    List<Header> marked = new ArrayList<>(List.of(headers.toArray()));
    marked.add(ReplayHeader.of(place));
    String to = "to " + place.topic() + "-" + partition;
    return new Decision(
        new ReplayOutcome(
            letter, Result.WOULD_BE_SENT, original != null ? to : to + ", as the letter holds it"),
        new ProducerRecord<>(place.topic(), partition, key, value, marked));
  }

  private static String whatIsMissing(Letter letter, boolean other) {
    String gone =
        other ? "another record lies at its place now" : "the record is gone from its topic";
    byte[] head = letter.head();
    if (head == null) {
      return gone + "; its value was null";
    }
    if (letter.content().getValueLength() > head.length) {
      return gone
          + " and the letter holds "
          + head.length
          + " of "
          + letter.content().getValueLength()
          + " bytes";
    }
    return gone + " and length and SHA-256 do not prove that the letter holds all of it";
  }

  private static Decision no(Letter letter, Result result, String detail) {
    return new Decision(new ReplayOutcome(letter, result, detail), null);
  }
}
